"""The door of the console: signing in and out, one-time codes, one's own password."""

import re
from typing import Annotated, Final

from fastapi import Depends, Form, Request, Response

from counterfoil.errors import AccountError, SignInError
from counterfoil.records.access import account_sessions, accounts, one_time_codes, passwords, tries
from counterfoil.records.access.accounts import Account
from counterfoil.records.access.signing_in import offer_codes, set_up_codes, sign_in
from counterfoil.records.access.tenants import DEFAULT
from counterfoil.service.access.addresses import address
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.routing import console_router, go_to
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import (
    OurForm,
    Visitor,
    allowed,
    device_token,
    from_our_page,
    give_session,
    setting_up_codes,
    take_session,
)
from counterfoil.service.qr import qr_code
from counterfoil.service.settings import Settings
from counterfoil.service.state import Here, Service

router = console_router()

_FIRST_PAGES: Final = (
    (Action.SEE_QUEUE, "/console/queue"),
    (Action.SEE_OPERATIONS, "/console/operations"),
    (Action.READ_LEDGER, "/console/ledger"),
)
_PLACE: Final = re.compile(r"/console(/[A-Za-z0-9_-]+)*")
Typed = Annotated[str, Form(max_length=1024)]


@router.get("")
def first_page(visitor: Annotated[Visitor, Depends(allowed(Action.OWN_ACCOUNT))]) -> Response:
    """Go to the page that the visitor is here for."""
    place = next(place for action, place in _FIRST_PAGES if visitor.may(action))
    return go_to(place)


@router.get("/sign-in", dependencies=[ANYONE])
def ask_to_sign_in(here: Here, next: str = "/console") -> Response:  # noqa: A002 - as the address says it
    """Show the form."""
    return _door(here.settings, going_to=_ours(next))


@router.post("/sign-in", dependencies=[ANYONE, Depends(from_our_page)])
def take_sign_in(
    request: Request,
    here: Here,
    *,
    name: Typed = "",
    password: Typed = "",
    code: Typed = "",
    tenant: Typed = DEFAULT,
    going_to: Typed = "/console",
) -> Response:
    """Sign in with a local account."""
    try:
        with here.limits.doors.place(address(request)):
            entered = sign_in(
                here.books.database,
                here.books.vault,
                tenant=tenant.strip() or DEFAULT,
                name=name,
                password=password,
                code=code,
                device=device_token(request, here.settings),
                now=here.clock(),
            )
    except SignInError as wrong:
        return _door(here.settings, going_to=_ours(going_to), wrong=str(wrong), name=name, tenant=tenant)
    answer = go_to(_ours(going_to) if entered.account.has_second_factor else "/console/codes")
    give_session(answer, here.settings, entered.session, entered.device)
    return answer


@router.get("/codes")
def ask_for_codes(here: Here, visitor: Annotated[Visitor, Depends(setting_up_codes)]) -> Response:
    """Show the QR code with which to set up one-time codes."""
    return _codes(here, visitor)


@router.post("/codes", dependencies=[OurForm])
def take_first_code(here: Here, visitor: Annotated[Visitor, Depends(setting_up_codes)], code: Typed = "") -> Response:
    """Finish setting up one-time codes."""
    now = here.clock()
    try:
        codes = offer_codes(here.books.database, here.books.vault, visitor.account, now)
        with here.books.database.writing() as connection:
            session = set_up_codes(connection, codes, visitor.account, code, now)
            device = tries.remember(connection, visitor.account.id, now)
    except AccountError as wrong:
        return _codes(here, visitor, str(wrong))
    answer = go_to("/console")
    give_session(answer, here.settings, session, device)
    return answer


@router.get("/account")
def show_account(visitor: Annotated[Visitor, Depends(allowed(Action.OWN_ACCOUNT))]) -> Response:
    """Show one's own account."""
    return page("account.html", visitor=visitor, here="account", wrong="")


@router.post("/account", dependencies=[OurForm])
def change_own_password(
    request: Request,
    here: Here,
    visitor: Annotated[Visitor, Depends(allowed(Action.OWN_ACCOUNT))],
    *,
    old: Typed = "",
    new: Typed = "",
    again: Typed = "",
) -> Response:
    """Change one's own password: every session ends, and this browser gets a new one."""
    account, now = visitor.account, here.clock()
    try:
        with here.limits.doors.place(address(request)):
            hashed = _changed(here, account, device_token(request, here.settings), old=old, new=new, again=again)
        with here.books.database.writing() as connection:
            accounts.change_password(connection, account, hashed, now)
            session = account_sessions.begin(connection, account.id, now)
    except (AccountError, SignInError) as wrong:
        return page("account.html", status=wrong.status, visitor=visitor, here="account", wrong=str(wrong))
    answer = go_to("/console")
    give_session(answer, here.settings, session)
    return answer


@router.post("/sign-out", dependencies=[OurForm])
def sign_out(here: Here, visitor: Annotated[Visitor, Depends(allowed(Action.OWN_ACCOUNT))]) -> Response:
    """End the session."""
    with here.books.database.writing() as connection:
        account_sessions.end(connection, visitor.session, here.clock())
    answer = go_to("/console/sign-in")
    take_session(answer, here.settings)
    return answer


def _changed(here: Service, account: Account, device: str | None, *, old: str, new: str, again: str) -> str:
    """Return the hash of a new password, once the old one has been typed as well. Tries count as at the door.

    Raises:
        AccountError: One of the three is wrong.
        SignInError: The door is shut.
    """
    if new != again:
        raise AccountError("The two new passwords differ")
    with here.books.database.writing() as connection:
        counter = tries.count(connection, account.id, device, here.clock())
    if not account.is_local or not passwords.matches(account.password, old):
        raise AccountError("The old password is wrong")
    with here.books.database.writing() as connection:
        tries.forgive(connection, counter)
    return passwords.make_hash(new, account.name)


def _door(settings: Settings, *, going_to: str, wrong: str = "", name: str = "", tenant: str = "") -> Response:
    return page(
        "sign_in.html",
        status=401 if wrong else 200,
        going_to=going_to,
        wrong=wrong,
        name=name,
        tenant=tenant or DEFAULT,
        provider=settings.oidc_name if settings.oidc_issuer else "",
        visitor=None,
    )


def _codes(here: Service, visitor: Visitor, wrong: str = "") -> Response:
    secret = offer_codes(here.books.database, here.books.vault, visitor.account, here.clock()).secret
    address = one_time_codes.address(secret, visitor.account.name)
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    status = 409 if wrong else 200
    return page(
        "codes.html",
        status=status,
        visitor=visitor,
        here="codes",
        qr=qr_code(address),
        secret=spaced,
        wrong=wrong,
    )


def _ours(place: str) -> str:
    """Return a place of the console, whatever an address asked for."""
    return place if _PLACE.fullmatch(place) else "/console"
