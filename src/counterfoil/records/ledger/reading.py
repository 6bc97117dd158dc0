"""Reading the ledger, as it is: whether it is right is for `verifying` to say."""

import json
from typing import Final

from sqlalchemy import Connection, bindparam, select

from counterfoil.records.ledger.entry import Entry
from counterfoil.records.tables import AnyRow, ledger_entries, ledger_heads

_NEWEST: Final = (
    select(ledger_entries)
    .where(ledger_entries.c.tenant == bindparam("tenant"), ledger_entries.c.subject == bindparam("subject"))
    .where(ledger_entries.c.kind == bindparam("kind"))
    .order_by(ledger_entries.c.number.desc())
    .limit(1)
)


def entries(
    connection: Connection, tenant: str, *, subject: str | None = None, after: int = 0, limit: int = 100
) -> list[Entry]:
    """Return entries of a tenant, oldest first.

    Args:
        connection: A transaction.
        tenant: Whose chain.
        subject: Only those about this one.
        after: Only those behind this number.
        limit: How many at most.
    """
    query = select(ledger_entries).where(ledger_entries.c.tenant == tenant, ledger_entries.c.number > after)
    if subject is not None:
        query = query.where(ledger_entries.c.subject == subject)
    return [_entry(row) for row in connection.execute(query.order_by(ledger_entries.c.number).limit(limit))]


def newest(connection: Connection, tenant: str, *, subject: str, kind: str) -> Entry | None:
    """Return the newest entry of a kind about a subject; None when there is none."""
    row = connection.execute(_NEWEST, {"tenant": tenant, "subject": subject, "kind": kind}).one_or_none()
    return _entry(row) if row else None


def last_number(connection: Connection, tenant: str) -> int:
    """Return the number of a tenant's newest entry; 0 when it has none."""
    return connection.execute(select(ledger_heads.c.number).where(ledger_heads.c.tenant == tenant)).scalar() or 0


def tenants_with_entries(connection: Connection) -> list[str]:
    """Return every tenant that has a chain, in order. A chain that lost its head counts as well."""
    named = select(ledger_heads.c.tenant).union(select(ledger_entries.c.tenant))
    return sorted(connection.execute(named).scalars())


def _entry(row: AnyRow) -> Entry:
    return Entry(
        tenant=row.tenant,
        number=row.number,
        at=row.at,
        kind=row.kind,
        subject=row.subject,
        actor=row.actor,
        body=json.loads(row.body),
        previous=row.previous,
        digest=row.digest,
    )
