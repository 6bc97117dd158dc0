"""What people decide: one reviewer, or two who must agree.

Where two are needed, the first review is a proposal; another reviewer confirms it by the same verdict or sends it back,
and nobody confirms their own. Each of these gives the case its whole time to wait again. An account that one supervisor
alone vouches for counts as neither: it may be that supervisor's second. Who reviews is the id of an account or of an
API key, never a name that was typed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from counterfoil.decision.verdict import Verdict
from counterfoil.errors import ReviewError
from counterfoil.records.tables import AnyRow, accounts, reviews, verifications
from counterfoil.records.vault import Evidence
from counterfoil.records.verifications import retention as keeping
from counterfoil.records.verifications import step
from counterfoil.records.verifications.concluding import come_to_people, decided
from counterfoil.records.verifications.retention import Retention
from counterfoil.records.verifications.state import DecidedBy, State
from counterfoil.records.verifications.verification import Verification


class Action(StrEnum):
    """What a reviewer did."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Review:
    """One thing that a reviewer did.

    Attributes:
        number: From 1, in order.
        at: When.
        by: The id of the account or of the API key.
        action: What.
        verdict: Which verdict it is about.
        reason: The id of the sealed reason; None when none was given.
    """

    number: int
    at: datetime
    by: str
    action: Action
    verdict: Verdict
    reason: str | None


def review(
    connection: Connection,
    which: str,
    *,
    by: str,
    verdict: Verdict,
    reason_evidence: Evidence | None,
    now: datetime,
    retention: Retention = keeping.USUAL,
) -> State:
    """Decide a verification under review, or propose or confirm where two reviewers must agree.

    Args:
        connection: A transaction that writes: the one that sealed the reason.
        which: The verification's id.
        by: The id of the account or of the API key.
        verdict: Accept or reject.
        reason_evidence: Why, in the reviewer's words, sealed in the vault as kind ``review``. Only a confirmation may
            go without.
        now: The clock.
        retention: How long its evidence is kept after a decision, and a proposal waits for one.

    Returns:
        ``decided``, or ``under_review`` while it waits for a second pair of eyes.

    Raises:
        StateError: It is not under review.
        ReviewError: The verdict is neither, there is no reason, the reviewer made the proposal or is not confirmed, or
            another verdict was proposed.
    """
    if verdict not in (Verdict.ACCEPT, Verdict.REJECT):
        raise ReviewError("A reviewer accepts or rejects")
    verification = _under_review(connection, which, now, retention)
    if verification.needs_second_review:
        _require_confirmed(connection, by)
    action = _action(verification, _proposal(connection, which), by, verdict)
    if reason_evidence is None and action is not Action.CONFIRMED:
        raise ReviewError("A reason is required", remedy="Say why, for whoever reads it in five years.")
    _add(connection, which, reason_evidence, at=now, by=by, action=action.value, verdict=verdict.value)
    body = {"verdict": verdict.value, "action": action.value}
    if action is Action.PROPOSED:
        step.note(connection, verification, "review_proposed", actor=_actor(by), now=now, body=body)
        return State.UNDER_REVIEW
    values = decided(verdict, DecidedBy.REVIEWER, now, retention)
    ended = step.take(connection, which, states=[State.UNDER_REVIEW], **values)
    step.tell(connection, ended, "decided", actor=_actor(by), now=now, body=body)
    return State.DECIDED


def send_back(
    connection: Connection,
    which: str,
    *,
    by: str,
    reason_evidence: Evidence,
    now: datetime,
    retention: Retention = keeping.USUAL,
) -> None:
    """Send a proposal back: the case waits for a first review again.

    Args:
        connection: A transaction that writes: the one that sealed the reason.
        which: The verification's id.
        by: The id of another account or API key than the one that proposed.
        reason_evidence: Why, sealed in the vault as kind ``review``.
        now: The clock.
        retention: How long it waits for another review.

    Raises:
        StateError: It is not under review.
        ReviewError: Nothing was proposed, or this reviewer did, or is not confirmed.
    """
    verification = _under_review(connection, which, now, retention)
    _require_confirmed(connection, by)
    proposal = _proposal(connection, which)
    if proposal is None:
        raise ReviewError("Nothing was proposed that could be sent back")
    _require_another(proposal, by)
    _add(connection, which, reason_evidence, at=now, by=by, action=Action.SENT_BACK.value, verdict=proposal.verdict)
    body = {"verdict": proposal.verdict, "action": Action.SENT_BACK.value}
    step.note(connection, verification, "review_sent_back", actor=_actor(by), now=now, body=body)


def contest(
    connection: Connection,
    which: str,
    *,
    now: datetime,
    retention: Retention = keeping.USUAL,
    actor: str = "bearer",
) -> None:
    """Ask for a person after the policy alone has rejected (GDPR Article 22(3)). From decided to under_review.

    Args:
        connection: A transaction that writes.
        which: The verification's id.
        now: The clock.
        retention: How long it waits for people.
        actor: Who asks.

    Raises:
        StateError: It is in another state, was accepted, or people have decided already.
    """
    contested = step.take(
        connection,
        which,
        verifications.c.verdict == Verdict.REJECT.value,
        verifications.c.decided_by == DecidedBy.POLICY.value,
        states=[State.DECIDED],
        decided_by=None,
        decided_at=None,
        changed_at=now,
        records_due_at=None,
        **come_to_people(now, retention),
    )
    body = {"contested": True}
    step.tell(connection, contested, "under_review", actor=actor, now=now, body=body)


def reviews_of(connection: Connection, which: str) -> list[Review]:
    """Return everything that reviewers did to a verification, in order."""
    rows = connection.execute(select(reviews).where(reviews.c.verification == which).order_by(reviews.c.number))
    return [Review(row.number, row.at, row.by, Action(row.action), Verdict(row.verdict), row.reason) for row in rows]


def proposed_by(connection: Connection, which: str) -> str | None:
    """Return who made the proposal that waits for a second pair of eyes; None when none waits."""
    proposal = _proposal(connection, which)
    return None if proposal is None else str(proposal.by)


def _under_review(connection: Connection, which: str, now: datetime, retention: Retention) -> Verification:
    """Take the row's lock, so that of two reviewers at once the second sees what the first has done."""
    return step.take(connection, which, states=[State.UNDER_REVIEW], changed_at=now, **retention.under_review(now))


def _proposal(connection: Connection, which: str) -> AnyRow | None:
    newest = select(reviews).where(reviews.c.verification == which).order_by(reviews.c.number.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return row if row is not None and row.action == Action.PROPOSED else None


def _action(verification: Verification, proposal: AnyRow | None, by: str, verdict: Verdict) -> Action:
    if not verification.needs_second_review:
        return Action.DECIDED
    if proposal is None:
        return Action.PROPOSED
    _require_another(proposal, by)
    if proposal.verdict != verdict:
        raise ReviewError(f"To {proposal.verdict} was proposed", remedy="Confirm that, or send it back with a reason.")
    return Action.CONFIRMED


def _require_another(proposal: AnyRow, by: str) -> None:
    if proposal.by == by:
        raise ReviewError(
            "This case needs a second reviewer", remedy="Whoever proposed may neither confirm nor send back."
        )


def _require_confirmed(connection: Connection, by: str) -> None:
    if connection.execute(select(accounts.c.vouched_only_by).where(accounts.c.id == by)).scalar() is not None:
        raise ReviewError("Another supervisor must confirm this account first", remedy="See: Accounts in the console.")


def _add(connection: Connection, which: str, reason: Evidence | None, **row: Any) -> None:
    last = select(reviews.c.number).where(reviews.c.verification == which).order_by(reviews.c.number.desc()).limit(1)
    number = 1 + (connection.execute(last).scalar() or 0)
    query = insert(reviews).values(verification=which, number=number, reason=reason.id if reason else None, **row)
    connection.execute(query)


def _actor(by: str) -> str:
    return f"{'key' if by.startswith('key_') else 'account'}:{by}"
