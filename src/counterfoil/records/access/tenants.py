"""Tenants: whose verifications they are. A deployment for one organisation has the one called ``default``."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from counterfoil.errors import InputError
from counterfoil.records import ledger
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import AnyRow, tenants

DEFAULT: Final = "default"
_ID: Final = re.compile(r"[A-Za-z0-9._@:-]{1,64}")


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose.

    Attributes:
        id: What rows name.
        created_at: When it was made.
        disabled_at: When it was disabled: its keys, links and accounts open nothing since; None while it is not.
    """

    id: str
    created_at: datetime
    disabled_at: datetime | None

    @property
    def is_enabled(self) -> bool:
        """Return whether it is let in."""
        return self.disabled_at is None


def ensure_tenant(connection: Connection, tenant: str = DEFAULT, *, now: datetime) -> Tenant:
    """Return a tenant, made now unless it is there.

    Args:
        connection: A transaction that writes.
        tenant: What rows will name: 1 to 64 of ``a-z A-Z 0-9 . _ @ : -``.
        now: The clock.

    Raises:
        InputError: No tenant can be called so.
    """
    if not _ID.fullmatch(tenant):
        raise InputError(
            "A tenant cannot be called so", remedy="Use 1 to 64 letters and digits without accents, and . _ @ : -"
        )
    if insert_if_absent(connection, tenants, {"id": tenant, "created_at": now}):
        ledger.append(connection, tenant=tenant, kind="tenant.created", subject=tenant, actor="system", now=now)
    return _tenant(connection.execute(select(tenants).where(tenants.c.id == tenant)).one())


def find_tenant(connection: Connection, tenant: str) -> Tenant | None:
    """Return a tenant; None when there is none of this id."""
    row = connection.execute(select(tenants).where(tenants.c.id == tenant)).one_or_none()
    return _tenant(row) if row else None


def all_tenants(connection: Connection) -> list[Tenant]:
    """Return every tenant, by id."""
    return [_tenant(row) for row in connection.execute(select(tenants).order_by(tenants.c.id))]


def set_enabled(connection: Connection, tenant: Tenant, *, enabled: bool, actor: str, now: datetime) -> None:
    """Let a tenant in no more, or again; nothing happens when it is so already.

    What was handed in goes on: it is judged, told and erased as it would have been.

    Args:
        connection: A transaction that writes.
        tenant: Whose keys, links, sessions and accounts open nothing while it is disabled.
        enabled: Whether they open.
        actor: Who says so, for the ledger.
        now: The clock.
    """
    changes = tenants.c.disabled_at.is_not(None) if enabled else tenants.c.disabled_at.is_(None)
    query = update(tenants).where(tenants.c.id == tenant.id, changes).values(disabled_at=None if enabled else now)
    if connection.execute(query).rowcount:
        kind = "tenant.enabled" if enabled else "tenant.disabled"
        ledger.append(connection, tenant=tenant.id, kind=kind, subject=tenant.id, actor=actor, now=now)


def _tenant(row: AnyRow) -> Tenant:
    return Tenant(row.id, row.created_at, row.disabled_at)
