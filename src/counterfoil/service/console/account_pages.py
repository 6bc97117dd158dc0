"""The accounts of a tenant, kept by its supervisors."""

from typing import Annotated

from fastapi import Depends, Form, Response
from sqlalchemy import Connection

from counterfoil.errors import AccountError, NotFoundError
from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Account, Role
from counterfoil.service.console.permissions import MAY, Action
from counterfoil.service.console.routing import console_router, go_to
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import OurForm, Visitor, allowed
from counterfoil.service.state import Here, Service

router = console_router()

Keeper = Annotated[Visitor, Depends(allowed(Action.MANAGE_ACCOUNTS))]
Typed = Annotated[str, Form(max_length=1024)]


@router.get("/accounts")
def show_accounts(here: Here, visitor: Keeper) -> Response:
    """Show every account, and the form for a new one."""
    return _accounts(here, visitor)


@router.post("/accounts", dependencies=[OurForm])
def make_account(
    here: Here, visitor: Keeper, role: Annotated[Role, Form()], name: Typed = "", password: Typed = ""
) -> Response:
    """Make an account."""
    try:
        with here.books.database.writing() as connection:
            accounts.create(
                connection,
                tenant=visitor.account.tenant,
                name=name,
                role=role,
                password=password,
                actor=visitor.account.actor,
                now=here.clock(),
            )
    except AccountError as wrong:
        return _accounts(here, visitor, str(wrong), name)
    return go_to("/console/accounts")


@router.post("/accounts/{account}/state", dependencies=[OurForm])
def set_state(account: str, here: Here, visitor: Keeper, enabled: Annotated[bool, Form()]) -> Response:
    """Disable an account or enable it again."""
    with here.books.database.writing() as connection:
        found = _another(connection, visitor, account)
        accounts.set_enabled(connection, found, enabled=enabled, actor=visitor.account.actor, now=here.clock())
    return go_to("/console/accounts")


@router.post("/accounts/{account}/reset", dependencies=[OurForm])
def reset_account(account: str, here: Here, visitor: Keeper, password: Typed = "") -> Response:
    """Give somebody who has lost password or phone a new password; they set up codes anew."""
    try:
        with here.books.database.writing() as connection:
            found = _another(connection, visitor, account)
            accounts.reset(connection, here.books.vault, found, password, actor=visitor.account.actor, now=here.clock())
    except AccountError as wrong:
        return _accounts(here, visitor, str(wrong))
    return go_to("/console/accounts")


@router.post("/accounts/{account}/confirmation", dependencies=[OurForm])
def confirm_account(account: str, here: Here, visitor: Keeper) -> Response:
    """Vouch for an account that another supervisor made or reset."""
    with here.books.database.writing() as connection:
        accounts.confirm(connection, _another(connection, visitor, account), by=visitor.account, now=here.clock())
    return go_to("/console/accounts")


def _another(connection: Connection, visitor: Visitor, account: str) -> Account:
    """Return an account of the tenant that is not the visitor's own: nobody locks themselves out by mistake."""
    found = accounts.find(connection, visitor.account.tenant, account)
    if found is None:
        raise NotFoundError("There is no such account")
    if found.id == visitor.account.id:
        raise AccountError("This is your own account", remedy="Another supervisor can change it.")
    return found


def _accounts(here: Service, visitor: Visitor, wrong: str = "", name: str = "") -> Response:
    with here.books.database.reading() as connection:
        found = accounts.of_tenant(connection, visitor.account.tenant)
    roles = [
        (role.value, ", ".join(one for one in Action if one in MAY[role] and one is not Action.OWN_ACCOUNT))
        for role in Role
    ]
    return page(
        "accounts.html",
        status=409 if wrong else 200,
        visitor=visitor,
        here="accounts",
        accounts=found,
        roles=roles,
        wrong=wrong,
        name=name,
        now=here.clock(),
    )
