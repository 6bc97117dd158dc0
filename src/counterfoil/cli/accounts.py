"""``counterfoil accounts``: who may sign in to the console, for whoever has the records at hand."""

from enum import StrEnum
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson
from counterfoil.clock import utc_now

accounts = typer.Typer(no_args_is_help=True, help="Make, list, disable, reset and confirm accounts of the console.")


class Role(StrEnum):
    """What an account is for; `counterfoil.records.access.accounts.Role`, which takes a while to load."""

    OPERATOR = "operator"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


Name = Annotated[str, typer.Argument(metavar="NAME", help="By which its owner signs in.")]
Tenant = Annotated[str, typer.Option(metavar="ID", help="Whose account it is.")]


@accounts.command()
def create(
    name: Name,
    *,
    role: Annotated[Role, typer.Option(metavar="ROLE", help=f"What it is for: {', '.join(Role)}.")],
    tenant: Tenant = "default",
) -> None:
    """Make an account. Its first password is asked for, or read from standard input.

    Its owner sets up one-time codes at the first sign-in.

    Example: counterfoil accounts create ann --role reviewer
    """
    from counterfoil.cli import account_work
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import accounts as records
    from counterfoil.records.access import tenants
    from counterfoil.records.database import Database

    password = account_work.new_password()
    with Database().writing() as connection:
        tenants.ensure_tenant(connection, tenant, now=utc_now())
        made = records.create(
            connection,
            tenant=tenant,
            name=name,
            role=records.Role(role.value),
            password=password,
            actor="operator",
            now=utc_now(),
        )
    emit(f"{made.id}: {made.name} may sign in at /console as {made.role}.")


@accounts.command("list")
def list_accounts(*, tenant: Tenant = "default", as_json: AsJson = False) -> None:
    """List accounts, by name."""
    from counterfoil.cli import account_work
    from counterfoil.records.access import accounts as records
    from counterfoil.records.database import Database

    with Database().reading() as connection:
        found = records.of_tenant(connection, tenant)
    account_work.tell(found, utc_now(), as_json=as_json)


@accounts.command()
def disable(name: Name, *, tenant: Tenant = "default") -> None:
    """Let an account in no more, and end whatever is signed in with it."""
    _set_enabled(name, tenant, enabled=False)


@accounts.command()
def enable(name: Name, *, tenant: Tenant = "default") -> None:
    """Let a disabled account in again."""
    _set_enabled(name, tenant, enabled=True)


@accounts.command()
def reset(name: Name, *, tenant: Tenant = "default") -> None:
    """Give an account a new password and no codes: its owner has lost one of them.

    The password is asked for, or read from standard input. Whatever is signed
    in is signed out, and codes are set up anew at the next sign-in.
    """
    from counterfoil.cli import account_work
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import accounts as records
    from counterfoil.records.books import open_books

    password, books = account_work.new_password(), open_books()
    with books.database.writing() as connection:
        found = account_work.named(connection, tenant, name)
        records.reset(connection, books.vault, found, password, actor="operator", now=utc_now())
    emit(f"{found.name} has a new password, and sets up codes at the next sign-in.")


@accounts.command()
def confirm(name: Name, *, tenant: Tenant = "default") -> None:
    """Let an account that a supervisor made or reset count where two reviewers must agree."""
    from counterfoil.cli import account_work
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import accounts as records
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        found = account_work.named(connection, tenant, name)
        records.confirm(connection, found, by=None, now=utc_now())
    emit(f"{found.name} is confirmed.")


def _set_enabled(name: str, tenant: str, *, enabled: bool) -> None:
    from counterfoil.cli import account_work
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import accounts as records
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        found = account_work.named(connection, tenant, name)
        records.set_enabled(connection, found, enabled=enabled, actor="operator", now=utc_now())
    emit(f"{found.name} {'may sign in again' if enabled else 'is let in no more'}.")
