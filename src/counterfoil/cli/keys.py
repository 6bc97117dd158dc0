"""``counterfoil keys``: keys for the API, for whoever has the records at hand."""

from datetime import date
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, day_option
from counterfoil.clock import utc_now

keys = typer.Typer(no_args_is_help=True, help="Make, list, rotate and revoke keys for the API.")

_SCOPES = (
    "verifications:read",
    "verifications:write",
    "results:read",
    "reviews:write",
    "erase",
    "screening",
    "webhooks",
    "keys",
)  # `counterfoil.service.access.scopes.Scope`, which takes a while to load; a test holds the two together
_USUAL = ["verifications:read", "verifications:write", "results:read"]
_USABLE = "key that still opens"

Tenant = Annotated[str, typer.Option(metavar="ID", help="Whose key it is.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The key's id, key_...")]


@keys.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What people will call it.")],
    *,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SCOPE",
            help=f"What it may do; may be said again. One of {', '.join(_SCOPES)}, or all. "
            f"Default: {', '.join(_USUAL)}.",
        ),
    ] = None,
    test: Annotated[bool, typer.Option("--test", help="For the test mode, which judges nobody.")] = False,
    expires: Annotated[
        date | None, day_option("From this day on, UTC, it opens nothing; within ten years. Default: never.")
    ] = None,
    tenant: Tenant = "default",
    as_json: AsJson = False,
) -> None:
    """Make a key. Its secret is shown this once and kept nowhere.

    Example: counterfoil keys create shop --expires 2027-12-31
    """
    from counterfoil.cli import key_work
    from counterfoil.records.access import api_keys, tenants
    from counterfoil.records.database import Database

    scopes, now = key_work.scopes(scope or _USUAL, _SCOPES), utc_now()
    until = key_work.moment(expires, now)
    with Database().writing() as connection:
        tenants.ensure_tenant(connection, tenant, now=now)
        issued = api_keys.issue_key(
            connection,
            tenant=tenant,
            name=name,
            scopes=scopes,
            is_test=test,
            actor="operator",
            now=now,
            expires_at=until,
        )
    key_work.tell_issued(issued, as_json=as_json)


@keys.command("list")
def list_keys(*, tenant: Tenant = "default", as_json: AsJson = False) -> None:
    """List keys, the oldest first, without their secrets."""
    from counterfoil.cli import key_work
    from counterfoil.records.access import api_keys
    from counterfoil.records.database import Database

    with Database().reading() as connection:
        found = api_keys.keys_of(connection, tenant)
    key_work.tell(found, as_json=as_json)


@keys.command()
def rotate(key: Key, *, tenant: Tenant = "default", as_json: AsJson = False) -> None:
    """Make a key that may do the same; the old one opens for another day."""
    from counterfoil.cli import key_work
    from counterfoil.cli.named import required
    from counterfoil.records.access import api_keys
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        issued = api_keys.rotate_key(connection, tenant, key, actor="operator", now=utc_now())
    key_work.tell_issued(required(issued, _USABLE, listed_by="keys list"), as_json=as_json)


@keys.command()
def revoke(key: Key, *, tenant: Tenant = "default") -> None:
    """Let a key open nothing from now on."""
    from counterfoil.cli.named import required
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import api_keys
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        revoked = api_keys.revoke_key(connection, tenant, key, actor="operator", now=utc_now())
        required(revoked or None, _USABLE, listed_by="keys list")
    emit(f"{key} opens nothing any more.")
