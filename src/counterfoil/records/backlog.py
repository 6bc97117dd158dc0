"""What waits, over all tenants, for whoever watches by figures. Verifications of the test mode do not count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

from counterfoil.records.tables import verifications, webhook_deliveries
from counterfoil.records.verifications import WITH_PEOPLE, State
from counterfoil.records.webhooks import DeliveryState

_WAITING: Final = (State.PROCESSING, State.UNDER_REVIEW)
_STUCK: Final = (DeliveryState.PENDING, DeliveryState.DEAD)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits now.

    Attributes:
        verifications: How many there are in each state.
        oldest: How long the oldest has been waiting to be judged (``processing``) and for a person (``under_review``).
        overdue: How many are to be erased, or end undecided, and are not or have not yet, by the clock that says so.
        deliveries: How many webhooks wait or were given up, by state.
    """

    verifications: Mapping[str, int]
    oldest: Mapping[str, timedelta]
    overdue: Mapping[str, int]
    deliveries: Mapping[str, int]


def backlog(connection: Connection, now: datetime) -> Backlog:
    """Return what waits.

    Args:
        connection: A transaction.
        now: The clock.
    """
    table = verifications.c
    faces = table.biometrics_due_at, table.biometrics_erased_at
    return Backlog(
        verifications=_by_state(connection),
        oldest={state.value: _oldest(connection, state, now) for state in _WAITING},
        overdue={
            "undecided": _overdue(connection, *faces, now, WITH_PEOPLE),
            "biometrics": _overdue(connection, *faces, now, ~WITH_PEOPLE),
            "records": _overdue(connection, table.records_due_at, table.erased_at, now),
        },
        deliveries=_deliveries(connection),
    )


def _by_state(connection: Connection) -> dict[str, int]:
    state = verifications.c.state
    query = select(state, func.count()).where(verifications.c.is_test.is_(False)).group_by(state)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {one.value: found.get(one.value, 0) for one in State}


def _oldest(connection: Connection, state: State, now: datetime) -> timedelta:
    table = verifications.c
    since = func.min(table.changed_at, type_=table.changed_at.type)
    query = select(since).where(table.state == state.value, table.is_test.is_(False))
    oldest = connection.execute(query).scalar()
    return max(now - oldest, timedelta()) if oldest else timedelta()


def _overdue(
    connection: Connection,
    at: ColumnElement[Any],
    erased: ColumnElement[Any],
    now: datetime,
    *which: ColumnElement[bool],
) -> int:
    where = (at <= now, erased.is_(None), verifications.c.is_test.is_(False), *which)
    return int(connection.execute(select(func.count()).select_from(verifications).where(*where)).scalar_one())


def _deliveries(connection: Connection) -> dict[str, int]:
    state = webhook_deliveries.c.state
    query = select(state, func.count()).where(state.in_([one.value for one in _STUCK])).group_by(state)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {one.value: found.get(one.value, 0) for one in _STUCK}
