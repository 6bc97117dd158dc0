"""Alerts as rows: reading them, and adding to what is only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select

from counterfoil.records.alerts.alert import (
    SYSTEM,
    Action,
    Alert,
    Because,
    Disposition,
    Evidence,
    GoodGuy,
    Pair,
    State,
    Step,
)
from counterfoil.records.tables import alert_hits, alert_steps, alerts, good_guys


def latest(connection: Connection, pair: Pair) -> Row[Any] | None:
    """Return the row of a pair's latest alert; None when it never had one."""
    query = select(alerts).where(of_pair(alerts, pair)).order_by(alerts.c.round.desc()).limit(1)
    return connection.execute(query).one_or_none()


def locked(connection: Connection, number: int) -> Row[Any] | None:
    """Return the row of an alert that nobody else can change until the transaction ends; None when there is none."""
    return connection.execute(select(alerts).where(alerts.c.id == number).with_for_update()).one_or_none()


def last_hit(connection: Connection, alert: int) -> Evidence:
    """Return the newest evidence of an alert; each has some."""
    query = select(alert_hits).where(alert_hits.c.alert == alert).order_by(alert_hits.c.number.desc()).limit(1)
    return _evidence(connection.execute(query).one())


def add_hit(connection: Connection, alert: int, evidence: Evidence, now: datetime) -> None:
    """Add evidence to an alert."""
    row = {key: getattr(evidence, key) for key in Evidence.__dataclass_fields__}
    row["explanation"] = dict(evidence.explanation)
    number = _next(connection, alert_hits, alert)
    connection.execute(insert(alert_hits).values(alert=alert, number=number, at=now, **row))


def add_step(
    connection: Connection,
    alert: int,
    now: datetime,
    action: Action,
    *,
    by: str = SYSTEM,
    disposition: Disposition | None = None,
    reason: str = "",
) -> None:
    """Add a step to an alert, and say when it changed."""
    number = _next(connection, alert_steps, alert)
    row = {"alert": alert, "number": number, "at": now, "by": by, "action": action.value, "reason": reason}
    connection.execute(insert(alert_steps).values(disposition=disposition and disposition.value, **row))
    connection.execute(alerts.update().where(alerts.c.id == alert).values(changed_at=now))


def open_alert(
    connection: Connection, pair: Pair, number: int, evidence: Evidence, now: datetime, because: Because | None = None
) -> int:
    """Open an alert of a pair.

    Args:
        connection: A transaction that writes.
        pair: Whom it is about.
        number: Which round it is.
        evidence: What was found.
        now: The clock.
        because: Why it follows an earlier one; None for the first of its pair.

    Returns:
        Its id.
    """
    values = {"customer": pair.customer, "list": pair.list, "entity": pair.entity, "round": number}
    result = connection.execute(
        insert(alerts).values(state=State.OPEN.value, is_delisted=False, opened_at=now, changed_at=now, **values)
    )
    alert = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
    add_hit(connection, alert, evidence, now)
    add_step(connection, alert, now, Action.REOPENED if because else Action.OPENED, reason=because or "")
    return alert


def load(connection: Connection, rows: Sequence[Row[Any]]) -> list[Alert]:
    """Return the alerts of these rows with their hits and steps."""
    numbers = [row.id for row in rows]
    hits: dict[int, list[Evidence]] = {number: [] for number in numbers}
    steps: dict[int, list[Step]] = {number: [] for number in numbers}
    found = select(alert_hits).where(alert_hits.c.alert.in_(numbers)).order_by(alert_hits.c.alert, alert_hits.c.number)
    for row in connection.execute(found):
        hits[row.alert].append(_evidence(row))
    taken = select(alert_steps).where(alert_steps.c.alert.in_(numbers))
    for row in connection.execute(taken.order_by(alert_steps.c.alert, alert_steps.c.number)):
        steps[row.alert].append(_step(row))
    return [_alert(row, tuple(hits[row.id]), tuple(steps[row.id])) for row in rows]


def of_pair(table: Any, pair: Pair) -> Any:
    """Return the condition that a row of a table is about a pair."""
    return and_(table.c.customer == pair.customer, table.c.list == pair.list, table.c.entity == pair.entity)


def good_guy(row: Row[Any]) -> GoodGuy:
    """Return the entry of the good-guy list that a row holds."""
    fields = {key: getattr(row, key) for key in good_guys.c.keys() if key not in ("customer", "list", "entity")}  # noqa: SIM118 - a collection of columns
    because = Because(row.ended_because) if row.ended_because else None
    return GoodGuy(**{**fields, "pair": pair_of(row), "ended_because": because})


def pair_of(row: Row[Any]) -> Pair:
    """Return the pair that a row is about."""
    return Pair(row.customer, row.list, row.entity)


def _next(connection: Connection, table: Any, alert: int) -> int:
    last = connection.execute(select(func.max(table.c.number)).where(table.c.alert == alert)).scalar()
    return 1 + (last or 0)


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(**{key: getattr(row, key) for key in Evidence.__dataclass_fields__})


def _step(row: Row[Any]) -> Step:
    disposition = Disposition(row.disposition) if row.disposition else None
    return Step(row.at, row.by, Action(row.action), disposition, row.reason)


def _alert(row: Row[Any], hits: tuple[Evidence, ...], steps: tuple[Step, ...]) -> Alert:
    return Alert(
        id=row.id,
        pair=pair_of(row),
        round=row.round,
        state=State(row.state),
        disposition=Disposition(row.disposition) if row.disposition else None,
        proposed_by=row.proposed_by,
        is_delisted=row.is_delisted,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        hits=hits,
        steps=steps,
    )


def reason_of_proposal(connection: Connection, alert: int) -> str:
    """Return the reason of the newest proposal of an alert that has one."""
    proposals = select(alert_steps.c.reason).where(
        alert_steps.c.alert == alert, alert_steps.c.action == Action.PROPOSED.value
    )
    return str(connection.execute(proposals.order_by(alert_steps.c.number.desc()).limit(1)).scalar_one())
