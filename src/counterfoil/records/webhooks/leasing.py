"""Who sends what: a delivery is leased by one worker at a time, and what became of it is put down by that one alone.

A worker that dies leaves its lease behind, which ends by itself; the delivery is then tried again. One that was only
slow finds that the attempt is not its own any more, and changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, case, func, or_, select, update

from counterfoil.records.tables import AnyRow, verifications, webhook_deliveries, webhook_endpoints, webhook_messages
from counterfoil.records.webhooks.delivery import BACKOFF, DeliveryState, next_attempt
from counterfoil.records.webhooks.disabling import PATIENCE, Because, disable
from counterfoil.records.webhooks.endpoint import Endpoint, locked
from counterfoil.records.webhooks.wording import worded

LEASE: Final = timedelta(minutes=1)
"""Four times what a post may take."""

MOST_AT_ONCE: Final = 4
"""To one endpoint, over all workers. One that is failing gets one at a time, so that it holds up nobody else."""

_PAUSE: Final = timedelta(minutes=1)
"""Before something is tried again that failed on our side."""

_ABANDONED: Final = "abandoned"


@dataclass(frozen=True, slots=True)
class Leased:
    """What one worker is to send now.

    Attributes:
        delivery: The id of the delivery.
        attempt: Which attempt this is, 1 being the first.
        message: The id of the message.
        body: What to say.
        endpoint: The id of the endpoint.
        url: Its address.
        previous_until: Until when its secret before the present one signs as well.
    """

    delivery: str
    attempt: int
    message: str
    body: str
    endpoint: str
    url: str
    previous_until: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt.

    Attributes:
        answered: The status of the answer; None when there was none.
        trouble: A code for what went wrong; None when it was delivered.
        retry_after: Seconds that the receiver asks to be left alone for.
    """

    answered: int | None = None
    trouble: str | None = None
    retry_after: int | None = None


def is_anything_due(connection: Connection, now: datetime) -> bool:
    """Return whether there may be something to lease: a look that keeps no writer waiting."""
    return connection.execute(select(webhook_deliveries.c.id).where(*_is_due(now)).limit(1)).first() is not None


def lease(connection: Connection, now: datetime, limit: int) -> list[Leased]:
    """Lease what is due, longest due first, not more than `MOST_AT_ONCE` of one endpoint.

    Args:
        connection: A transaction that writes. Commit it before anything is sent.
        now: The clock.
        limit: At most so many.
    """
    table = webhook_deliveries
    _give_up_abandoned(connection, now)
    candidates = list(connection.execute(_due(now, limit)).scalars())
    # What another worker leases at this moment is skipped, and what it has leased since is not due any more.
    free = select(table.c.id).where(table.c.id.in_(candidates), *_is_due(now)).with_for_update(skip_locked=True)
    chosen = list(connection.execute(free).scalars())
    if not chosen:
        return []
    taken = update(table).where(table.c.id.in_(chosen), *_is_due(now))
    taken = taken.values(leased_until=now + LEASE, attempts=table.c.attempts + 1)
    ours = list(connection.execute(taken.returning(table.c.id)).scalars())
    return [_leased(row) for row in connection.execute(_to_send(ours))]


def note(connection: Connection, leased: Leased, outcome: Outcome, now: datetime) -> DeliveryState | None:
    """Put down what became of an attempt.

    Args:
        connection: A transaction that writes.
        leased: The attempt.
        outcome: What became of it.
        now: The clock, after it.

    Returns:
        How far the delivery is now. None when the attempt counts no more: its lease ended and somebody else has taken
        it up, or its endpoint is gone.
    """
    endpoint = locked(connection, leased.endpoint)
    if endpoint is None:
        return None
    values = _after(leased, outcome, now)
    said = {"answered": outcome.answered, "trouble": outcome.trouble, "leased_until": None}
    changed = update(webhook_deliveries).where(*_is_ours(leased)).values(**said, **values)
    if connection.execute(changed).rowcount == 0:
        return None
    _judge(connection, endpoint, outcome, now)
    return DeliveryState(values["state"])


def put_back(connection: Connection, leased: Leased, trouble: str, now: datetime) -> None:
    """Put back what could not be tried for a reason of ours: the attempt does not count, and comes again soon."""
    values = {"attempts": leased.attempt - 1, "leased_until": None, "trouble": trouble, "next_at": now + _PAUSE}
    connection.execute(update(webhook_deliveries).where(*_is_ours(leased)).values(**values))


def _give_up_abandoned(connection: Connection, now: datetime) -> None:
    """End what somebody tried for the last time and left behind: it may be what killed him."""
    over = webhook_deliveries.c.attempts > len(BACKOFF)
    given_up = {"state": DeliveryState.DEAD.value, "trouble": _ABANDONED, "ended_at": now, "leased_until": None}
    connection.execute(update(webhook_deliveries).where(*_is_due(now), over).values(**given_up))


def _due(now: datetime, limit: int) -> Select[tuple[str]]:
    """Select the ids of what is due, so many of each endpoint as may be on their way at once."""
    table = webhook_deliveries
    on_their_way = (
        select(table.c.endpoint, func.count().label("count"))
        .where(table.c.state == DeliveryState.PENDING.value, table.c.leased_until > now)
        .group_by(table.c.endpoint)
        .subquery()
    )
    place = func.row_number().over(partition_by=table.c.endpoint, order_by=(table.c.next_at, table.c.id))
    ranked = (
        select(
            table.c.id,
            table.c.next_at,
            (place + func.coalesce(on_their_way.c.count, 0)).label("at_once"),
            case((webhook_endpoints.c.failing_since.is_(None), MOST_AT_ONCE), else_=1).label("most"),
        )
        .join(webhook_endpoints, webhook_endpoints.c.id == table.c.endpoint)
        .outerjoin(on_their_way, on_their_way.c.endpoint == table.c.endpoint)
        .where(webhook_endpoints.c.disabled_at.is_(None), *_is_due(now))
        .subquery()
    )
    return (
        select(ranked.c.id)
        .where(ranked.c.at_once <= ranked.c.most)
        .order_by(ranked.c.next_at, ranked.c.id)
        .limit(limit)
    )


def _to_send(deliveries: list[str]) -> Select[Any]:
    """Select what there is to say to whom."""
    table, message, endpoint = webhook_deliveries, webhook_messages.c, webhook_endpoints.c
    return (
        select(table.c.id, table.c.attempts, table.c.message, table.c.endpoint, endpoint.url, endpoint.previous_until)
        .add_columns(message.event, message.subject, message.is_test, message.created_at, verifications.c.reference)
        .join(webhook_messages, message.id == table.c.message)
        .join(webhook_endpoints, endpoint.id == table.c.endpoint)
        .outerjoin(verifications, verifications.c.id == message.subject)
        .where(table.c.id.in_(deliveries))
        .order_by(table.c.next_at, table.c.id)
    )


def _is_due(now: datetime) -> tuple[Any, ...]:
    table = webhook_deliveries
    is_free = or_(table.c.leased_until.is_(None), table.c.leased_until <= now)
    return table.c.state == DeliveryState.PENDING.value, table.c.next_at <= now, is_free


def _is_ours(leased: Leased) -> tuple[Any, ...]:
    table = webhook_deliveries
    pending = table.c.state == DeliveryState.PENDING.value
    return (and_(table.c.id == leased.delivery, table.c.attempts == leased.attempt, pending),)


def _after(leased: Leased, outcome: Outcome, now: datetime) -> dict[str, Any]:
    if outcome.trouble is None:
        return {"state": DeliveryState.DELIVERED.value, "ended_at": now}
    again = next_attempt(leased.attempt, now, outcome.retry_after)
    if again is None or outcome.answered == HTTPStatus.GONE:
        return {"state": DeliveryState.DEAD.value, "ended_at": now}
    return {"state": DeliveryState.PENDING.value, "next_at": again}


def _judge(connection: Connection, endpoint: Endpoint, outcome: Outcome, now: datetime) -> None:
    """Remember of an endpoint whether it fails, and disable it when it is gone or has failed for too long."""
    since = None if outcome.trouble is None else endpoint.failing_since or now
    if since != endpoint.failing_since:
        changed = update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint.id).values(failing_since=since)
        connection.execute(changed)
    if endpoint.disabled_at is not None or since is None:
        return
    if outcome.answered == HTTPStatus.GONE:
        disable(connection, endpoint, Because.GONE, now)
    elif now - since >= PATIENCE:
        disable(connection, endpoint, Because.FAILING, now)


def _leased(row: AnyRow) -> Leased:
    body = worded(row.event, row.subject, row.reference, is_test=row.is_test, at=row.created_at)
    return Leased(row.id, row.attempts, row.message, body, row.endpoint, row.url, row.previous_until)
