"""Tenants: whose verifications they are. A deployment for one organisation has the one called ``default``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from counterfoil.records import ledger
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import AnyRow, tenants

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose.

    Attributes:
        id: What rows name.
        name: What people read.
        created_at: When it was made.
        disabled_at: When it was disabled: its keys open nothing since; None while it is not.
    """

    id: str
    name: str
    created_at: datetime
    disabled_at: datetime | None


def ensure_tenant(connection: Connection, tenant: str = DEFAULT, *, now: datetime, name: str = "") -> Tenant:
    """Return a tenant, made now unless it is there.

    Args:
        connection: A transaction that writes.
        tenant: What rows will name, at most 64 characters.
        now: The clock.
        name: What people read; the id when empty.
    """
    if insert_if_absent(connection, tenants, {"id": tenant, "name": name or tenant, "created_at": now}):
        ledger.append(connection, tenant=tenant, kind="tenant.created", subject=tenant, actor="system", now=now)
    return _tenant(connection.execute(select(tenants).where(tenants.c.id == tenant)).one())


def find_tenant(connection: Connection, tenant: str) -> Tenant | None:
    """Return a tenant; None when there is none of this id."""
    row = connection.execute(select(tenants).where(tenants.c.id == tenant)).one_or_none()
    return _tenant(row) if row else None


def all_tenants(connection: Connection) -> list[Tenant]:
    """Return every tenant, by id."""
    return [_tenant(row) for row in connection.execute(select(tenants).order_by(tenants.c.id))]


def disable_tenant(connection: Connection, tenant: str, *, actor: str, now: datetime) -> bool:
    """Disable a tenant, whose keys and sessions open nothing from now on; return whether it was enabled."""
    query = update(tenants).where(tenants.c.id == tenant, tenants.c.disabled_at.is_(None)).values(disabled_at=now)
    if connection.execute(query).rowcount == 0:
        return False
    ledger.append(connection, tenant=tenant, kind="tenant.disabled", subject=tenant, actor=actor, now=now)
    return True


def _tenant(row: AnyRow) -> Tenant:
    return Tenant(row.id, row.name, row.created_at, row.disabled_at)
