"""From hit to alert: what a hit on a pair leads to, given all that is already known of the pair.

The same hit never raises a second alert. What two people decided holds until something material changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from counterfoil.records.alerts import alert_rows
from counterfoil.records.alerts.alert import Action, Because, Disposition, Effect, Evidence, GoodGuy, Pair, State
from counterfoil.records.alerts.good_guys import end, live, no_longer_holds
from counterfoil.records.alone import Task, alone
from counterfoil.records.tables import AnyRow, alerts


@dataclass(frozen=True, slots=True)
class Raised:
    """What a hit led to.

    Attributes:
        effect: Whether an alert was opened, reopened, updated, repeated or suppressed.
        alert: The alert's id: the new one, the one that is there, or the one in which it was dismissed.
        suppressed_by: The entry of the good-guy list that suppresses it; None when none does.
    """

    effect: Effect
    alert: int
    suppressed_by: GoodGuy | None = None


def raise_alert(connection: Connection, pair: Pair, evidence: Evidence, now: datetime) -> Raised:
    """Put down a hit on a pair.

    Args:
        connection: A transaction that writes.
        pair: Who matched whom.
        evidence: What was found.
        now: The clock.

    Returns:
        What it led to.
    """
    alone(connection, Task.SCREENING)
    row = alert_rows.latest(connection, pair)
    if row is None:
        return Raised(Effect.OPENED, alert_rows.open_many(connection, [(pair, evidence)], now)[0])
    if row.is_delisted:
        connection.execute(alerts.update().where(alerts.c.id == row.id).values(is_delisted=False))
        alert_rows.add_step(connection, row.id, now, Action.RELISTED)
    if row.state != State.CLOSED:
        return _again(connection, row.id, State(row.state), evidence, now)
    if row.disposition == Disposition.TRUE_MATCH:
        return _after_true_match(connection, row, evidence, now)
    return _after_false_positive(connection, row, evidence, now)


def raise_alerts(connection: Connection, found: Sequence[tuple[Pair, Evidence]], now: datetime) -> list[Raised]:
    """Put down many hits, no pair twice; the same as one after the other, and many times faster where they are new.

    Args:
        connection: A transaction that writes.
        found: Who matched whom, and what was found.
        now: The clock.

    Returns:
        What each led to.
    """
    alone(connection, Task.SCREENING)
    known = alert_rows.pairs_known(connection, [pair for pair, _ in found])
    new = [one for one in found if one[0] not in known]
    opened = dict(zip((pair for pair, _ in new), alert_rows.open_many(connection, new, now), strict=True))
    return [
        Raised(Effect.OPENED, opened[pair]) if pair in opened else raise_alert(connection, pair, evidence, now)
        for pair, evidence in found
    ]


def _again(connection: Connection, alert: int, state: State, evidence: Evidence, now: datetime) -> Raised:
    """A hit on a pair whose alert is not closed: the alert is kept, and learns of what is new."""
    before = alert_rows.last_hit(connection, alert)
    if before.material == evidence.material:
        return Raised(Effect.REPEATED, alert)
    alert_rows.add_hit(connection, alert, evidence, now)
    if state is State.PROPOSED:
        # Whoever confirms must confirm what the first reviewer saw.
        back = {"state": State.OPEN.value, "disposition": None, "proposed_by": None}
        connection.execute(alerts.update().where(alerts.c.id == alert).values(**back))
    alert_rows.add_step(connection, alert, now, Action.EVIDENCE_CHANGED)
    return Raised(Effect.UPDATED, alert)


def _after_true_match(connection: Connection, row: AnyRow, evidence: Evidence, now: datetime) -> Raised:
    """The customer is the entity whatever else the list says of it; another customer under the same id is not."""
    before = alert_rows.last_hit(connection, row.id)
    if before.customer_digest != evidence.customer_digest:
        because = Because.CUSTOMER_CHANGED
        return Raised(Effect.REOPENED, alert_rows.open_next(connection, row, evidence, now, because))
    if before.entity_digest == evidence.entity_digest:
        return Raised(Effect.REPEATED, row.id)
    alert_rows.add_hit(connection, row.id, evidence, now)
    alert_rows.add_step(connection, row.id, now, Action.EVIDENCE_CHANGED)
    return Raised(Effect.UPDATED, row.id)


def _after_false_positive(connection: Connection, row: AnyRow, evidence: Evidence, now: datetime) -> Raised:
    entry = live(connection, alert_rows.pair_of(row))
    because = no_longer_holds(entry, evidence.material, now) if entry else Because.REVOKED
    if because is None:
        return Raised(Effect.SUPPRESSED, row.id, entry)
    if entry:
        end(connection, entry, because, now)
    return Raised(Effect.REOPENED, alert_rows.open_next(connection, row, evidence, now, because))
