"""What waits now: for a person, to be erased, to be delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, func, select

from counterfoil.records.tables import verifications, webhook_deliveries, webhook_messages
from counterfoil.records.verifications import WITH_PEOPLE, State
from counterfoil.records.verifications.queue import SINCE

AGE_EDGES: Final = (3600, 14400, 86400, 259200)
"""Seconds: where one bar of the queue's ages ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person: how many, since when the oldest, and how many between each two of `AGE_EDGES`."""

    count: int
    oldest: timedelta | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What must be erased, or ends: overdue, within 7 days, within 30."""

    overdue: int
    week: int
    month: int


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Webhooks: how many wait, wait after a failure, were given up in the period, and since when the oldest waits."""

    pending: int
    retrying: int
    dead: int
    oldest: timedelta | None


def queue(connection: Connection, tenant: str, now: datetime) -> Queue:
    """Return what waits for a person now."""
    table = verifications.c
    where = (table.tenant == tenant, table.is_test.is_(False), table.state == State.UNDER_REVIEW.value)
    edges = [now - timedelta(seconds=edge) for edge in AGE_EDGES]
    bucket = case(*((edge < SINCE, at) for at, edge in enumerate(edges)), else_=len(edges)).label("bucket")
    rows = connection.execute(select(bucket, func.count().label("many")).where(*where).group_by(bucket))
    found = {row.bucket: row.many for row in rows}
    counts = tuple(found.get(at, 0) for at in range(len(AGE_EDGES) + 1))
    oldest = connection.execute(select(func.min(SINCE, type_=table.created_at.type)).where(*where)).scalar()
    return Queue(sum(counts), now - oldest if oldest else None, counts)


def due(connection: Connection, tenant: str, now: datetime) -> Mapping[str, Due]:
    """Return what the clocks of retention ask for: ``undecided``, cases that end; ``biometrics`` and ``records``."""
    table = verifications.c
    faces = table.biometrics_due_at, table.biometrics_erased_at
    return {
        "undecided": _due(connection, tenant, *faces, now, WITH_PEOPLE),
        "biometrics": _due(connection, tenant, *faces, now, ~WITH_PEOPLE),
        "records": _due(connection, tenant, table.records_due_at, table.erased_at, now),
    }


def deliveries(connection: Connection, tenant: str, since: datetime, now: datetime) -> Deliveries:
    """Return what became of webhooks: what waits now, and what was given up since."""
    table = webhook_deliveries.c
    pending, dead = table.state == "pending", (table.state == "dead") & (table.ended_at >= since)
    query = (
        select(
            func.count().filter(pending).label("pending"),
            func.count().filter(pending & (table.attempts > 0)).label("retrying"),
            func.count().filter(dead).label("dead"),
            func.min(case((pending, webhook_messages.c.created_at)), type_=webhook_messages.c.created_at.type).label(
                "oldest"
            ),
        )
        .join(webhook_messages, webhook_messages.c.id == table.message)
        .where(webhook_messages.c.tenant == tenant, pending | dead)
    )
    row = connection.execute(query).one()
    return Deliveries(row.pending, row.retrying, row.dead, now - row.oldest if row.oldest else None)


def _due(
    connection: Connection,
    tenant: str,
    at: ColumnElement[Any],
    erased: ColumnElement[Any],
    now: datetime,
    *which: ColumnElement[bool],
) -> Due:
    week, month = now + timedelta(days=7), now + timedelta(days=30)
    query = select(
        func.count().filter(at <= now).label("overdue"),
        func.count().filter((at > now) & (at <= week)).label("week"),
        func.count().filter((at > week) & (at <= month)).label("month"),
    ).where(verifications.c.tenant == tenant, at <= month, erased.is_(None), *which)
    row = connection.execute(query).one()
    return Due(row.overdue, row.week, row.month)
