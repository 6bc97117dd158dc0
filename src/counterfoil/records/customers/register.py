"""The register of customers: registered once, changed when they change, removed when they leave."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, insert, select

from counterfoil.records import alerts
from counterfoil.records.alone import Task, alone
from counterfoil.records.customers import reading_text
from counterfoil.records.customers.fingerprint import Fingerprint
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import AnyRow, customers, settings
from counterfoil.screening import names

AT_ONCE: Final = 500
"""Customers in one query; databases take at least 999 values in one."""

_SALT: Final = "salt"
_SEQUENCE: Final = "sequence"


@dataclass(frozen=True, slots=True)
class Registered:
    """What a registration came to.

    Attributes:
        added: Customers who were not there.
        changed: Customers of whom something material is new.
        unchanged: Customers who were there as they are.
        reopened: Alerts that were opened again, because a customer on the good-guy list changed.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    reopened: int = 0

    def __add__(self, other: "Registered") -> "Registered":
        """Return both together."""
        return Registered(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.reopened + other.reopened,
        )


def salt_of(connection: Connection) -> bytes:
    """Return the salt of the database, which is drawn when it is first asked for.

    Args:
        connection: A transaction that writes.
    """
    # On Postgres the row of another transaction that is drawing one is waited for, and then read.
    insert_if_absent(connection, settings, {"name": _SALT, "value": secrets.token_hex(32)})
    return bytes.fromhex(connection.execute(select(settings.c.value).where(settings.c.name == _SALT)).scalar_one())


def register(connection: Connection, fingerprints: Sequence[Fingerprint], now: datetime) -> Registered:
    """Register customers, or say what they are now. Of two of one id the later one counts.

    Args:
        connection: A transaction that writes.
        fingerprints: Whom to watch.
        now: The clock.
    """
    alone(connection, Task.SCREENING)
    wanted = {one.external_id: one for one in fingerprints}
    known = _known(connection, wanted)
    new = [one for key, one in wanted.items() if key not in known]
    changed = [one for key, one in wanted.items() if key in known and known[key].digest != one.digest]
    reread = [
        one
        for key, one in wanted.items()
        if key in known and known[key].digest == one.digest and known[key].reader != names.VERSION
    ]
    sequence = _take(connection, len(new) + len(changed))
    if new:
        rows = [_row(one, now) | {"sequence": sequence + at} for at, one in enumerate(new, start=1)]
        connection.execute(insert(customers), rows)
    if changed:
        rows = [_row(one, now) | {"sequence": sequence + at} for at, one in enumerate(changed, start=1 + len(new))]
        _update(connection, rows)
    if reread:
        _update(connection, [_row(one, now) | {"sequence": known[one.external_id].sequence} for one in reread])
    reopened = sum(len(alerts.reopen_customer(connection, one.external_id, one.digest, now)) for one in changed)
    return Registered(len(new), len(changed), len(wanted) - len(new) - len(changed), reopened)


def remove(connection: Connection, external_ids: Iterable[str], now: datetime) -> int:
    """Remove customers: their fingerprints are gone. What was found of them stays, and says that they are not watched.

    Args:
        connection: A transaction that writes.
        external_ids: Whom; ids that nobody has are passed over.
        now: The clock.

    Returns:
        How many were removed.
    """
    alone(connection, Task.SCREENING)
    removed = 0
    wanted = list(dict.fromkeys(external_ids))
    for at in range(0, len(wanted), AT_ONCE):
        there = _known(connection, wanted[at : at + AT_ONCE])
        connection.execute(customers.delete().where(customers.c.external_id.in_(list(there))))
        for external_id in there:
            alerts.mark_removed(connection, external_id, now)
        removed += len(there)
    return removed


def count(connection: Connection) -> int:
    """Return how many customers are registered."""
    return connection.execute(select(func.count()).select_from(customers)).scalar_one()


def newest(connection: Connection) -> int:
    """Return the sequence of the newest registration or change, 0 when there was none."""
    row = connection.execute(select(settings.c.value).where(settings.c.name == _SEQUENCE)).scalar()
    return int(row or 0)


def _take(connection: Connection, many: int) -> int:
    """Take numbers of the sequence; return the one before the first."""
    before = newest(connection)
    insert_if_absent(connection, settings, {"name": _SEQUENCE, "value": "0"})
    connection.execute(settings.update().where(settings.c.name == _SEQUENCE).values(value=str(before + many)))
    return before


def _known(connection: Connection, external_ids: Iterable[str]) -> dict[str, AnyRow]:
    wanted = list(external_ids)
    columns = (customers.c.external_id, customers.c.digest, customers.c.reader, customers.c.sequence)
    rows = (
        row
        for at in range(0, len(wanted), AT_ONCE)
        for row in connection.execute(select(*columns).where(customers.c.external_id.in_(wanted[at : at + AT_ONCE])))
    )
    return {row.external_id: row for row in rows}


def _row(one: Fingerprint, now: datetime) -> dict[str, Any]:
    return {
        "external_id": one.external_id,
        "schema": one.schema.value,
        "readings": reading_text.written(one.readings),
        "birth_date": str(one.birth_date) if one.birth_date else "",
        "nationalities": ";".join(one.nationalities),
        "documents": ";".join(one.documents),
        "digest": one.digest,
        "reader": names.VERSION,
        "changed_at": now,
    }


def _update(connection: Connection, rows: list[dict[str, Any]]) -> None:
    keyed = [{"key": row["external_id"], **row} for row in rows]
    connection.execute(customers.update().where(customers.c.external_id == bindparam("key")), keyed)
