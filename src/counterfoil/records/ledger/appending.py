"""Adding to the ledger. Nothing here changes or removes an entry, and nothing else writes any."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from counterfoil.records.canonical import JsonValue, canonical
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.ledger.entry import GENESIS, Entry, digest_of, require_sayable, written
from counterfoil.records.tables import AnyRow, ledger_entries, ledger_heads

_NOTHING: Final[Mapping[str, JsonValue]] = MappingProxyType({})

_HEAD: Final = select(ledger_heads).where(ledger_heads.c.tenant == bindparam("tenant")).with_for_update()
_ADD: Final = insert(ledger_entries)
_GO_ON: Final = update(ledger_heads).where(ledger_heads.c.tenant == bindparam("whose"))


def append(
    connection: Connection,
    *,
    tenant: str,
    kind: str,
    subject: str = "",
    actor: str = "",
    body: Mapping[str, JsonValue] = _NOTHING,
    now: datetime,
) -> Entry:
    """Add an entry to the chain of a tenant, in the transaction of what it tells of.

    Whoever else appends for the tenant waits until that transaction ends. Lock other rows first and append last: then
    two transactions never wait for each other.

    Args:
        connection: A transaction that writes.
        tenant: Whose chain.
        kind: What happened, such as ``verification.created``.
        subject: What it happened to, by id.
        actor: Who did it, such as ``key:key_...``, ``bearer`` or ``schedule``.
        body: Codes, ids and digests; nothing personal.
        now: The clock.

    Raises:
        ValueError: An entry may not say that; a defect of the caller.
    """
    text = canonical(body).decode()
    require_sayable(tenant=tenant, kind=kind, subject=subject, actor=actor, body=text)
    head = _locked_head(connection, tenant)
    said = {
        "tenant": tenant,
        "number": head.number + 1,
        "kind": kind,
        "subject": subject,
        "actor": actor,
        "body": text,
        "previous": head.digest,
    }
    digest = digest_of(at=written(now), **said)
    connection.execute(_ADD, {**said, "at": now, "digest": digest})
    connection.execute(_GO_ON, {"whose": tenant, "number": head.number + 1, "digest": digest})
    return Entry(tenant, head.number + 1, now, kind, subject, actor, body, head.digest, digest)


def _locked_head(connection: Connection, tenant: str) -> AnyRow:
    """Return the newest entry's number and digest, locked until the transaction ends; made when there is none."""
    head = connection.execute(_HEAD, {"tenant": tenant}).one_or_none()
    if head is None:
        # Two that begin a chain at once: the second waits here for the first, inserts nothing and reads what it left.
        insert_if_absent(connection, ledger_heads, {"tenant": tenant, "number": 0, "digest": GENESIS})
        head = connection.execute(_HEAD, {"tenant": tenant}).one()
    return head
