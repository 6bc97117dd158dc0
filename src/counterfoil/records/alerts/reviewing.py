"""Two people decide: the first proposes with a reason, a second one confirms or sends back.

Each function is one transition, to be called inside one transaction that writes; a transition that the state of the
alert does not allow is refused and changes nothing.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from counterfoil.errors import AlertError
from counterfoil.records.alerts import alert_rows, good_guys
from counterfoil.records.alerts.alert import Action, Because, Disposition, Pair, State
from counterfoil.records.alerts.reviewer import account_name, is_same_person
from counterfoil.records.alone import Task, alone
from counterfoil.records.tables import AnyRow, alerts

USUAL_SUPPRESSION: Final = timedelta(days=365)
LONGEST_SUPPRESSION: Final = timedelta(days=2 * 366)
"""A pair is looked at again at least every two years; nothing measured chose this."""

_LONGEST_REASON: Final = 4000


def propose(
    connection: Connection, alert: int, *, by: str, disposition: Disposition, reason: str, now: datetime
) -> None:
    """Propose how an alert ends.

    Args:
        connection: A transaction that writes.
        alert: The alert's id; it is open or escalated.
        by: The account of the first reviewer.
        disposition: What the reviewer found. An alert that is escalated cannot be called unclear again.
        reason: Why; never empty.
        now: The clock.

    Raises:
        AlertError: There is no such alert, it is in another state, or there is no reason.
        InputError: The reviewer's name is none.
    """
    row = _alert_in(connection, alert, State.OPEN, State.ESCALATED)
    if row.state == State.ESCALATED and disposition is Disposition.UNCLEAR:
        raise AlertError(f"Alert {alert} is escalated already", remedy="Propose a true match or a false positive.")
    name, why = account_name(by), _reason(reason)
    _set(connection, alert, State.PROPOSED, disposition=disposition.value, proposed_by=name)
    alert_rows.add_step(connection, alert, now, Action.PROPOSED, by=name, disposition=disposition, reason=why)


def confirm(
    connection: Connection, alert: int, *, by: str, now: datetime, reason: str = "", expires_at: datetime | None = None
) -> None:
    """Confirm what was proposed. A false positive puts the pair on the good-guy list.

    Args:
        connection: A transaction that writes.
        alert: The alert's id; it is proposed.
        by: The account of the second reviewer; another person than the first.
        now: The clock.
        reason: What the second reviewer has to add; may be empty.
        expires_at: When the pair has to be looked at again after a false positive; by default in a year.

    Raises:
        AlertError: There is no such alert, it is in another state, the reviewer proposed it, or the expiry is not
            within two years.
        InputError: The reviewer's name is none.
    """
    row = _alert_in(connection, alert, State.PROPOSED)
    name = _second_reviewer(row, by)
    disposition = Disposition(row.disposition)
    until = _expiry(disposition, expires_at, now)
    _set(connection, alert, State.ESCALATED if disposition is Disposition.UNCLEAR else State.CLOSED)
    alert_rows.add_step(
        connection, alert, now, Action.CONFIRMED, by=name, disposition=disposition, reason=_length_of(reason.strip())
    )
    if until:
        _suppress(connection, row, name, now, until)


def send_back(connection: Connection, alert: int, *, by: str, reason: str, now: datetime) -> None:
    """Send a proposal back: the alert is open again.

    Args:
        connection: A transaction that writes.
        alert: The alert's id; it is proposed.
        by: The account of the second reviewer; another person than the first.
        reason: Why; never empty.
        now: The clock.

    Raises:
        AlertError: There is no such alert, it is in another state, the reviewer proposed it, or there is no reason.
        InputError: The reviewer's name is none.
    """
    row = _alert_in(connection, alert, State.PROPOSED)
    name, why = _second_reviewer(row, by), _reason(reason)
    _set(connection, alert, State.OPEN, disposition=None, proposed_by=None)
    alert_rows.add_step(
        connection, alert, now, Action.SENT_BACK, by=name, disposition=Disposition(row.disposition), reason=why
    )


def revoke(connection: Connection, alert: int, *, by: str, reason: str, now: datetime) -> int:
    """Take a pair off the good-guy list and open an alert of it again. One person is enough to look closer.

    Args:
        connection: A transaction that writes.
        alert: The alert in which the pair was found to be two parties.
        by: The account of whoever doubts it.
        reason: Why; never empty.
        now: The clock.

    Returns:
        The id of the new alert.

    Raises:
        AlertError: There is no such alert, it suppresses nothing, or there is no reason.
        InputError: The reviewer's name is none.
    """
    row = _alert_in(connection, alert, State.CLOSED)
    pair = Pair(row.customer, row.list, row.entity)
    entry = good_guys.live(connection, pair)
    if entry is None or entry.alert != alert:
        raise AlertError(f"Alert {alert} suppresses nothing")
    good_guys.end(connection, entry, Because.REVOKED, now, by=account_name(by), reason=_reason(reason))
    evidence = alert_rows.last_hit(connection, alert)
    return alert_rows.open_next(connection, row, evidence, now, Because.REVOKED)


def _alert_in(connection: Connection, alert: int, *states: State) -> AnyRow:
    alone(connection, Task.SCREENING)
    row = alert_rows.locked(connection, alert)
    if row is None:
        raise AlertError(f"There is no alert {alert}", remedy="See: counterfoil screen alerts")
    if row.state not in states:
        raise AlertError(f"Alert {alert} is {row.state}, not {' or '.join(states)}")
    return row


def _second_reviewer(row: AnyRow, by: str) -> str:
    name = account_name(by)
    if is_same_person(name, row.proposed_by):
        raise AlertError(
            f"Alert {row.id} needs a second reviewer", remedy="Whoever proposed may neither confirm nor send back."
        )
    return name


def _reason(written: str) -> str:
    if not written.strip():
        raise AlertError("A reason is required", remedy="Say why, for whoever reads it in five years.")
    return _length_of(written.strip())


def _length_of(reason: str) -> str:
    if len(reason) > _LONGEST_REASON:
        raise AlertError(f"A reason has at most {_LONGEST_REASON} characters")
    return reason


def _expiry(disposition: Disposition, expires_at: datetime | None, now: datetime) -> datetime | None:
    if disposition is not Disposition.FALSE_POSITIVE:
        if expires_at:
            raise AlertError("Only a false positive has an expiry")
        return None
    until = expires_at or now + USUAL_SUPPRESSION
    if not now < until <= now + LONGEST_SUPPRESSION:
        raise AlertError("A false positive expires after today and within two years")
    return until


def _suppress(connection: Connection, row: AnyRow, confirmed_by: str, now: datetime, until: datetime) -> None:
    judged = alert_rows.last_hit(connection, row.id)
    good_guys.create(
        connection,
        Pair(row.customer, row.list, row.entity),
        row.id,
        {
            "customer_digest": judged.customer_digest,
            "entity_digest": judged.entity_digest,
            "matcher": judged.matcher,
            "score": judged.score,
            "proposed_by": row.proposed_by,
            "confirmed_by": confirmed_by,
            "reason": alert_rows.reason_of_proposal(connection, row.id),
            "created_at": now,
            "expires_at": until,
        },
    )


def _set(connection: Connection, alert: int, state: State, **values: str | None) -> None:
    connection.execute(alerts.update().where(alerts.c.id == alert).values(state=state.value, **values))
