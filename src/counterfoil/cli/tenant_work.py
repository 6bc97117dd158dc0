"""What the commands of tenants say, on a terminal and as JSON."""

import json
from collections.abc import Iterable

from rich import box
from rich.table import Table

from counterfoil.cli.terminal import emit, printable, show
from counterfoil.records.access.tenants import Tenant


def tell(found: Iterable[Tenant], *, as_json: bool) -> None:
    """List tenants."""
    if as_json:
        emit(json.dumps({"tenants": [_said(tenant) for tenant in found]}))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for column in ("id", "since", "state"):
        table.add_column(column)
    for tenant in found:
        since = f"disabled {tenant.disabled_at:%Y-%m-%d}" if tenant.disabled_at else "active"
        table.add_row(printable(tenant.id), f"{tenant.created_at:%Y-%m-%d}", since)
    show(table)


def _said(tenant: Tenant) -> dict[str, str | None]:
    return {
        "id": tenant.id,
        "created_at": tenant.created_at.isoformat(),
        "disabled_at": tenant.disabled_at.isoformat() if tenant.disabled_at else None,
    }
