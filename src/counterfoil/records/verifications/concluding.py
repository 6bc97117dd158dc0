"""What the policy's judgement leads to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case

from counterfoil.decision.verdict import Verdict
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import retention as keeping
from counterfoil.records.verifications import step
from counterfoil.records.verifications.retention import Retention
from counterfoil.records.verifications.state import DecidedBy, State
from counterfoil.records.verifications.verification import Verification

TIME_TO_TRY_AGAIN: Final = timedelta(minutes=15)
"""What the bearer has at least after a capture that was not good enough, however long it was being processed."""

_POLICY: Final = "worker"


def conclude(
    connection: Connection,
    which: str,
    *,
    attempt: int,
    verdict: Verdict,
    reasons: Sequence[str],
    now: datetime,
    receipt: str | None = None,
    retention: Retention = keeping.USUAL,
    actor: str = _POLICY,
) -> bool:
    """Conclude an attempt: decided (accept, reject), under_review (refer) or capturing again (retry).

    A retry with no attempt left goes to under_review: a person looks.

    Args:
        connection: A transaction that writes: the one that seals the result.
        which: The verification's id.
        attempt: Which attempt was judged.
        verdict: What it came to.
        reasons: Codes of why.
        now: The clock.
        receipt: The signed receipt of an accept or reject; `keep_receipt` adds one later in the transaction.
        retention: How long its evidence is kept after a decision, and how long a case waits for people.
        actor: Who judged.

    Returns:
        Whether it was concluded by this call. False when this attempt is not being processed (any more): whoever judged
        it a second time has nothing to do.
    """
    said = {"verdict": verdict.value, "reasons": list(reasons), "changed_at": now}
    if verdict in (Verdict.ACCEPT, Verdict.REJECT):
        ends = decided(verdict, DecidedBy.POLICY, now, retention)
        kind, concluded = "decided", _processed(connection, which, attempt, **(said | ends | {"receipt": receipt}))
    elif verdict is Verdict.RETRY and (again := _try_again(connection, which, attempt, said, now)):
        kind, concluded = "retry", again
    else:
        waits = said | come_to_people(now, retention)
        kind, concluded = "under_review", _processed(connection, which, attempt, **waits)
    if concluded:
        body = {"attempt": attempt, "verdict": verdict.value}
        step.tell(connection, concluded, kind, actor=actor, now=now, body=body)
    return concluded is not None


def keep_receipt(connection: Connection, which: str, receipt: str) -> None:
    """Keep the signed receipt of a decision, in the transaction that decided.

    A receipt names the decision's entry in the ledger, and so can only be written after it.

    Args:
        connection: A transaction that writes.
        which: The verification's id; it is decided.
        receipt: A compact JWS.

    Raises:
        StateError: It is in another state.
    """
    step.take(connection, which, states=[State.DECIDED], receipt=receipt)


def come_to_people(now: datetime, retention: Retention) -> dict[str, Any]:
    """Return what every step sets that leaves a verification to people."""
    return {"state": State.UNDER_REVIEW.value, "under_review_at": now, **retention.under_review(now)}


def decided(verdict: Verdict, by: DecidedBy, now: datetime, retention: Retention) -> dict[str, Any]:
    """Return what a decision sets, the dates on which its evidence is due among it.

    The records of an accepted bearer wait for the end of the business relationship; of a rejected one there is none.
    """
    return {
        "state": State.DECIDED.value,
        "verdict": verdict.value,
        "decided_by": by.value,
        "decided_at": now,
        "changed_at": now,
        "biometrics_due_at": retention.biometrics_due(now),
        "records_due_at": retention.records_due(now) if verdict is Verdict.REJECT else None,
    }


def _try_again(
    connection: Connection, which: str, attempt: int, said: dict[str, Any], now: datetime
) -> Verification | None:
    earliest = now + TIME_TO_TRY_AGAIN
    expires_at = case((verifications.c.expires_at < earliest, earliest), else_=verifications.c.expires_at)
    left = verifications.c.attempt < verifications.c.attempts_allowed
    values = said | {"state": State.CAPTURING.value, "expires_at": expires_at}
    return _processed(connection, which, attempt, left, **values)


def _processed(
    connection: Connection, which: str, attempt: int, *conditions: ColumnElement[bool], **values: Any
) -> Verification | None:
    this_one = verifications.c.attempt == attempt
    return step.change(connection, which, this_one, *conditions, states=[State.PROCESSING], **values)
