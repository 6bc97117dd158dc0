"""The good-guy list: pairs of a customer and an entity that two people found to be different parties.

An entry holds for its pair alone, and only as long as both sides, the clock and the score are as they were judged.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from counterfoil.records.alerts import alert_rows
from counterfoil.records.alerts.alert import SYSTEM, Action, Because, GoodGuy, Material, Pair
from counterfoil.records.alone import Task, alone
from counterfoil.records.tables import good_guys


def live(connection: Connection, pair: Pair) -> GoodGuy | None:
    """Return the entry of a pair that nothing has ended; whether it holds for a hit is another question."""
    query = select(good_guys).where(alert_rows.of_pair(good_guys, pair), good_guys.c.ended_at.is_(None))
    row = connection.execute(query).one_or_none()
    return alert_rows.good_guy(row) if row else None


def entry_of(connection: Connection, alert: int) -> GoodGuy | None:
    """Return the entry that an alert led to, ended or not; None when it led to none."""
    row = connection.execute(select(good_guys).where(good_guys.c.alert == alert)).one_or_none()
    return alert_rows.good_guy(row) if row else None


def entries(connection: Connection, *, with_ended: bool = False) -> list[GoodGuy]:
    """Return the good-guy list, oldest first.

    Args:
        connection: A transaction.
        with_ended: Whether to return the entries that no longer hold as well.
    """
    query = select(good_guys).order_by(good_guys.c.id)
    rows = connection.execute(query if with_ended else query.where(good_guys.c.ended_at.is_(None)))
    return [alert_rows.good_guy(row) for row in rows]


def no_longer_holds(entry: GoodGuy, found: Material, now: datetime) -> Because | None:
    """Return why an entry does not hold for what was found; None when it does."""
    if now >= entry.expires_at:
        return Because.EXPIRED
    if found.customer_digest != entry.customer_digest:
        return Because.CUSTOMER_CHANGED
    if found.entity_digest != entry.entity_digest:
        return Because.ENTITY_CHANGED
    if found.matcher != entry.matcher and found.score > entry.score:
        return Because.SCORE_ROSE
    return None


def create(connection: Connection, pair: Pair, alert: int, values: dict[str, Any]) -> None:
    """Put a pair on the list. Only the confirmation of a false positive does."""
    connection.execute(
        insert(good_guys).values(alert=alert, customer=pair.customer, list=pair.list, entity=pair.entity, **values)
    )


def end(
    connection: Connection, entry: GoodGuy, because: Because, now: datetime, *, by: str = SYSTEM, reason: str = ""
) -> None:
    """End an entry. The pair is then as unknown as any other."""
    connection.execute(
        good_guys.update().where(good_guys.c.id == entry.id).values(ended_at=now, ended_because=because.value)
    )
    alert_rows.add_step(connection, entry.alert, now, Action.SUPPRESSION_ENDED, by=by, reason=reason or because.value)


def reopen(connection: Connection, entry: GoodGuy, because: Because, now: datetime) -> int:
    """End an entry and open an alert of its pair again, with the evidence that was there last.

    Returns:
        The id of the new alert.
    """
    end(connection, entry, because, now)
    evidence = alert_rows.last_hit(connection, entry.alert)
    row = alert_rows.locked(connection, entry.alert)
    return alert_rows.open_next(connection, row, evidence, now, because) if row else 0


def reopen_expired(connection: Connection, now: datetime) -> list[int]:
    """Open an alert for every entry whose time is over; return their ids."""
    return _reopen_where(connection, good_guys.c.expires_at <= now, Because.EXPIRED, now)


def reopen_customer(connection: Connection, customer: str, digest: str, now: datetime) -> list[int]:
    """Open an alert for every entry of a customer who is no longer as it was judged; return their ids."""
    changed = (good_guys.c.customer == customer) & (good_guys.c.customer_digest != digest)
    return _reopen_where(connection, changed, Because.CUSTOMER_CHANGED, now)


def reopen_entities(connection: Connection, name: str, changed: Iterable[tuple[str, str]], now: datetime) -> list[int]:
    """Open an alert for every entry on an entity that is no longer as it was judged; return their ids.

    Args:
        connection: A transaction that writes.
        name: The list.
        changed: Entities and their digests now.
        now: The clock.
    """
    opened: list[int] = []
    for entity, digest in changed:
        is_other = (good_guys.c.list == name) & (good_guys.c.entity == entity) & (good_guys.c.entity_digest != digest)
        opened += _reopen_where(connection, is_other, Because.ENTITY_CHANGED, now)
    return opened


def _reopen_where(connection: Connection, condition: ColumnElement[bool], because: Because, now: datetime) -> list[int]:
    alone(connection, Task.SCREENING)
    query = select(good_guys).where(condition, good_guys.c.ended_at.is_(None)).order_by(good_guys.c.id)
    rows = connection.execute(query).all()
    return [reopen(connection, alert_rows.good_guy(row), because, now) for row in rows]
