"""``counterfoil tenants``: whose verifications this deployment keeps, for whoever has the records at hand."""

from typing import Annotated

import typer

from counterfoil.cli.options import AsJson
from counterfoil.clock import utc_now

tenants = typer.Typer(no_args_is_help=True, help="List, disable and enable the organisations of this deployment.")

Tenant = Annotated[str, typer.Argument(metavar="ID", help="As the option --tenant of other commands names it.")]


@tenants.command("list")
def list_tenants(*, as_json: AsJson = False) -> None:
    """List tenants. One is made with its first key or account."""
    from counterfoil.cli import tenant_work
    from counterfoil.records.access.tenants import all_tenants
    from counterfoil.records.database import Database

    with Database().reading() as connection:
        found = all_tenants(connection)
    tenant_work.tell(found, as_json=as_json)


@tenants.command()
def disable(tenant: Tenant) -> None:
    """Let a tenant in no more: its keys, capture links, sessions and accounts open nothing.

    What was handed in goes on: it is judged, told and erased as it would have
    been.
    """
    _set_enabled(tenant, enabled=False)


@tenants.command()
def enable(tenant: Tenant) -> None:
    """Let a disabled tenant in again."""
    _set_enabled(tenant, enabled=True)


def _set_enabled(tenant: str, *, enabled: bool) -> None:
    from counterfoil.cli.named import required
    from counterfoil.cli.terminal import emit
    from counterfoil.records.access import tenants as records
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        found = required(records.find_tenant(connection, tenant), "tenant", listed_by="tenants list")
        records.set_enabled(connection, found, enabled=enabled, actor="operator", now=utc_now())
    emit(f"{found.id} {'is let in again' if enabled else 'is let in no more'}.")
