"""Looking at alerts: one, or those that wait."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, exists, func, select

from counterfoil.errors import AlertError
from counterfoil.records.alerts import alert_rows
from counterfoil.records.alerts.alert import Action, Alert, State
from counterfoil.records.alone import Task, alone
from counterfoil.records.tables import alerts

_PER_QUERY: Final = 500


def find_alert(connection: Connection, number: int) -> Alert:
    """Return one alert.

    Raises:
        AlertError: There is none of this number.
    """
    rows = connection.execute(select(alerts).where(alerts.c.id == number)).all()
    if not rows:
        raise AlertError(f"There is no alert {number}", remedy="See: counterfoil screen alerts")
    return alert_rows.load(connection, rows)[0]


def find_alerts(
    connection: Connection,
    *,
    states: Iterable[State] = (State.OPEN, State.PROPOSED, State.ESCALATED),
    customer: str | None = None,
    name: str | None = None,
    limit: int = 100,
) -> list[Alert]:
    """Return alerts, the longest open first.

    Args:
        connection: A transaction.
        states: Those in these states; by default whatever is not closed.
        customer: Those of this customer only.
        name: Those of this list only.
        limit: At most so many.
    """
    query = select(alerts).where(alerts.c.state.in_([state.value for state in states]))
    if customer is not None:
        query = query.where(alerts.c.customer == customer)
    if name is not None:
        query = query.where(alerts.c.list == name)
    rows = connection.execute(query.order_by(alerts.c.opened_at, alerts.c.id).limit(limit)).all()
    return [
        alert
        for at in range(0, len(rows), _PER_QUERY)
        for alert in alert_rows.load(connection, rows[at : at + _PER_QUERY])
    ]


def count_alerts(connection: Connection) -> dict[State, int]:
    """Return how many alerts are in each state."""
    counted: Counter[str] = Counter(
        dict(connection.execute(select(alerts.c.state, func.count()).group_by(alerts.c.state)).all())
    )
    return {state: counted[state.value] for state in State}


def alerted_entities(connection: Connection, name: str) -> frozenset[str]:
    """Return the entities of a list that any alert is about."""
    return frozenset(connection.execute(select(alerts.c.entity).where(alerts.c.list == name).distinct()).scalars())


def mark_delisted(connection: Connection, name: str, entities: Iterable[str], now: datetime) -> int:
    """Mark the latest alerts of entities that a list has dropped. None is closed by it: two people still decide.

    Returns:
        How many were marked.
    """
    alone(connection, Task.SCREENING)
    marked = 0
    later = alerts.alias()
    is_latest = ~exists().where(
        later.c.customer == alerts.c.customer,
        later.c.list == alerts.c.list,
        later.c.entity == alerts.c.entity,
        later.c.round > alerts.c.round,
    )
    for entity in entities:
        query = select(alerts.c.id).where(
            alerts.c.list == name, alerts.c.entity == entity, alerts.c.is_delisted.is_(False), is_latest
        )
        for (alert,) in connection.execute(query).all():
            connection.execute(alerts.update().where(alerts.c.id == alert).values(is_delisted=True))
            alert_rows.add_step(connection, alert, now, Action.DELISTED)
            marked += 1
    return marked


def mark_removed(connection: Connection, customer: str, now: datetime) -> int:
    """Say in the unfinished alerts of a customer that the customer is no longer watched; return how many."""
    alone(connection, Task.SCREENING)
    query = select(alerts.c.id).where(alerts.c.customer == customer, alerts.c.state != State.CLOSED.value)
    numbers = connection.execute(query).scalars().all()
    for alert in numbers:
        alert_rows.add_step(connection, alert, now, Action.CUSTOMER_REMOVED)
    return len(numbers)
