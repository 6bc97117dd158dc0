"""Alerts as rows: reading them, and adding to what is only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, and_, func, insert, select

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
from counterfoil.records.tables import AnyRow, alert_hits, alert_steps, alerts, good_guys

_PER_QUERY: Final = 500


def latest(connection: Connection, pair: Pair) -> AnyRow | None:
    """Return the row of a pair's latest alert; None when it never had one."""
    query = select(alerts).where(of_pair(alerts, pair)).order_by(alerts.c.round.desc()).limit(1)
    return connection.execute(query).one_or_none()


def locked(connection: Connection, number: int) -> AnyRow | None:
    """Return the row of an alert that nobody else can change until the transaction ends; None when there is none."""
    return connection.execute(select(alerts).where(alerts.c.id == number).with_for_update()).one_or_none()


def last_hit(connection: Connection, alert: int) -> Evidence:
    """Return the newest evidence of an alert; each has some."""
    query = select(alert_hits).where(alert_hits.c.alert == alert).order_by(alert_hits.c.number.desc()).limit(1)
    return _evidence(connection.execute(query).one())


def add_hit(connection: Connection, alert: int, evidence: Evidence, now: datetime) -> None:
    """Add evidence to an alert."""
    connection.execute(insert(alert_hits), [_hit_row(alert, _next(connection, alert_hits, alert), evidence, now)])


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


def pairs_known(connection: Connection, pairs: Sequence[Pair]) -> frozenset[Pair]:
    """Return those of some pairs that ever had an alert."""
    known: set[Pair] = set()
    columns = (alerts.c.customer, alerts.c.list, alerts.c.entity)
    wanted = sorted({(pair.list, pair.customer) for pair in pairs})
    for name, of_list in groupby(wanted, key=itemgetter(0)):
        customers = [customer for _, customer in of_list]
        for at in range(0, len(customers), _PER_QUERY):
            some = customers[at : at + _PER_QUERY]
            query = select(*columns).where(alerts.c.list == name, alerts.c.customer.in_(some))
            known.update(Pair(*row) for row in connection.execute(query))
    return frozenset(known)


def open_many(connection: Connection, found: Sequence[tuple[Pair, Evidence]], now: datetime) -> list[int]:
    """Open the first alerts of pairs; return their ids."""
    if not found:
        return []
    numbers = _add(connection, [(pair, 1) for pair, _ in found], now)
    hits = [_hit_row(alert, 1, evidence, now) for alert, (_, evidence) in zip(numbers, found, strict=True)]
    connection.execute(insert(alert_hits), hits)
    step = {"number": 1, "at": now, "by": SYSTEM, "action": Action.OPENED.value, "disposition": None, "reason": ""}
    connection.execute(insert(alert_steps), [{"alert": alert, **step} for alert in numbers])
    return numbers


def open_next(connection: Connection, before: AnyRow, evidence: Evidence, now: datetime, because: Because) -> int:
    """Open an alert that follows a closed one, and say why; return its id."""
    alert = _add(connection, [(pair_of(before), before.round + 1)], now)[0]
    add_hit(connection, alert, evidence, now)
    add_step(connection, alert, now, Action.REOPENED, reason=because)
    return alert


def load(connection: Connection, rows: Sequence[AnyRow]) -> list[Alert]:
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


def good_guy(row: AnyRow) -> GoodGuy:
    """Return the entry of the good-guy list that a row holds."""
    fields = {key: getattr(row, key) for key in good_guys.c.keys() if key not in ("customer", "list", "entity")}  # noqa: SIM118 - a collection of columns
    because = Because(row.ended_because) if row.ended_because else None
    return GoodGuy(**{**fields, "pair": pair_of(row), "ended_because": because})


def pair_of(row: AnyRow) -> Pair:
    """Return the pair that a row is about."""
    return Pair(row.customer, row.list, row.entity)


def _add(connection: Connection, rounds: Sequence[tuple[Pair, int]], now: datetime) -> list[int]:
    new = {"state": State.OPEN.value, "is_delisted": False, "opened_at": now, "changed_at": now}
    rows = [
        {"customer": pair.customer, "list": pair.list, "entity": pair.entity, "round": number, **new}
        for pair, number in rounds
    ]
    added = connection.execute(insert(alerts).returning(alerts.c.id, sort_by_parameter_order=True), rows)
    return list(added.scalars())


def _hit_row(alert: int, number: int, evidence: Evidence, now: datetime) -> dict[str, Any]:
    kept = {key: getattr(evidence, key) for key in Evidence.__dataclass_fields__}
    return {"alert": alert, "number": number, "at": now, **kept, "explanation": dict(evidence.explanation)}


def _next(connection: Connection, table: Any, alert: int) -> int:
    last = connection.execute(select(func.max(table.c.number)).where(table.c.alert == alert)).scalar()
    return 1 + (last or 0)


def _evidence(row: AnyRow) -> Evidence:
    return Evidence(**{key: getattr(row, key) for key in Evidence.__dataclass_fields__})


def _step(row: AnyRow) -> Step:
    disposition = Disposition(row.disposition) if row.disposition else None
    return Step(row.at, row.by, Action(row.action), disposition, row.reason)


def _alert(row: AnyRow, hits: tuple[Evidence, ...], steps: tuple[Step, ...]) -> Alert:
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
