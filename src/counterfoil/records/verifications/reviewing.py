"""What people decide: one reviewer, or two who must agree.

Where two are needed, the first review is a proposal; another reviewer confirms it by the same verdict or sends it back,
and nobody confirms their own. Who reviews is the id of an account or of an API key, never a name that was typed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from counterfoil.decision.verdict import Verdict
from counterfoil.errors import ReviewError
from counterfoil.records.tables import AnyRow, reviews, verifications
from counterfoil.records.vault import Evidence
from counterfoil.records.verifications import retention as keeping
from counterfoil.records.verifications import step
from counterfoil.records.verifications.concluding import decided
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
    id: str,
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
        id: The verification.
        by: The id of the account or of the API key.
        verdict: Accept or reject.
        reason_evidence: Why, in the reviewer's words, sealed in the vault as kind ``review``. Only a confirmation may go
            without.
        now: The clock.
        retention: How long its evidence is kept after a decision.

    Returns:
        ``decided``, or ``under_review`` while it waits for a second pair of eyes.

    Raises:
        StateError: It is not under review.
        ReviewError: The verdict is neither, there is no reason, the reviewer made the proposal, or another verdict was
            proposed.
    """
    if verdict not in (Verdict.ACCEPT, Verdict.REJECT):
        raise ReviewError("A reviewer accepts or rejects")
    verification = _under_review(connection, id, now)
    action = _action(verification, _proposal(connection, id), by, verdict)
    if reason_evidence is None and action is not Action.CONFIRMED:
        raise ReviewError("A reason is required", remedy="Say why, for whoever reads it in five years.")
    _add(connection, id, by, action, verdict, reason_evidence, now)
    body = {"verdict": verdict.value, "action": action.value}
    if action is Action.PROPOSED:
        step.note(connection, verification, "review_proposed", actor=_actor(by), now=now, body=body)
        return State.UNDER_REVIEW
    values = decided(verdict, DecidedBy.REVIEWER, now, retention)
    ended = step.require(step.change(connection, id, states=[State.UNDER_REVIEW], **values), connection, id)
    step.tell(connection, ended, "decided", actor=_actor(by), now=now, body=body)
    return State.DECIDED


def send_back(connection: Connection, id: str, *, by: str, reason_evidence: Evidence, now: datetime) -> None:
    """Send a proposal back: the case waits for a first review again.

    Args:
        connection: A transaction that writes: the one that sealed the reason.
        id: The verification.
        by: The id of another account or API key than the one that proposed.
        reason_evidence: Why, sealed in the vault as kind ``review``.
        now: The clock.

    Raises:
        StateError: It is not under review.
        ReviewError: Nothing was proposed, or this reviewer did.
    """
    verification = _under_review(connection, id, now)
    proposal = _proposal(connection, id)
    if proposal is None:
        raise ReviewError("Nothing was proposed that could be sent back")
    _require_another(proposal, by)
    _add(connection, id, by, Action.SENT_BACK, Verdict(proposal.verdict), reason_evidence, now)
    body = {"verdict": proposal.verdict, "action": Action.SENT_BACK.value}
    step.note(connection, verification, "review_sent_back", actor=_actor(by), now=now, body=body)


def contest(connection: Connection, id: str, *, now: datetime, actor: str = "bearer") -> None:
    """Ask for a person after the policy alone has rejected (GDPR Article 22(3)). From decided to under_review.

    Args:
        connection: A transaction that writes.
        id: The verification.
        now: The clock.
        actor: Who asks.

    Raises:
        StateError: It is in another state, was accepted, or people have decided already.
    """
    contested = step.change(
        connection,
        id,
        verifications.c.verdict == Verdict.REJECT.value,
        verifications.c.decided_by == DecidedBy.POLICY.value,
        states=[State.DECIDED],
        state=State.UNDER_REVIEW.value,
        decided_by=None,
        decided_at=None,
        changed_at=now,
        biometrics_due_at=None,
        records_due_at=None,
    )
    body = {"contested": True}
    step.tell(connection, step.require(contested, connection, id), "under_review", actor=actor, now=now, body=body)


def reviews_of(connection: Connection, id: str) -> list[Review]:
    """Return everything that reviewers did to a verification, in order."""
    rows = connection.execute(select(reviews).where(reviews.c.verification == id).order_by(reviews.c.number))
    return [
        Review(row.number, row.at, row.by, Action(row.action), Verdict(row.verdict), row.reason) for row in rows
    ]


def proposed_by(connection: Connection, id: str) -> str | None:
    """Return who made the proposal that waits for a second pair of eyes; None when none waits."""
    proposal = _proposal(connection, id)
    return None if proposal is None else str(proposal.by)


def _under_review(connection: Connection, id: str, now: datetime) -> Verification:
    """Take the row's lock, so that of two reviewers at once the second sees what the first has done."""
    return step.require(step.change(connection, id, states=[State.UNDER_REVIEW], changed_at=now), connection, id)


def _proposal(connection: Connection, id: str) -> AnyRow | None:
    newest = select(reviews).where(reviews.c.verification == id).order_by(reviews.c.number.desc()).limit(1)
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


def _add(
    connection: Connection,
    id: str,
    by: str,
    action: Action,
    verdict: Verdict,
    reason: Evidence | None,
    now: datetime,
) -> None:
    last = select(reviews.c.number).where(reviews.c.verification == id).order_by(reviews.c.number.desc()).limit(1)
    number = 1 + (connection.execute(last).scalar() or 0)
    row = {"number": number, "at": now, "by": by, "action": action.value, "verdict": verdict.value}
    connection.execute(insert(reviews).values(verification=id, **row, reason=reason.id if reason else None))


def _actor(by: str) -> str:
    return f"{'key' if by.startswith('key_') else 'account'}:{by}"
