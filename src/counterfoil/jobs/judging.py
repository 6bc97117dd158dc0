"""Judging one attempt: from what was handed in to a decision that is kept. Doing it again changes nothing.

The same evidence, models, policy and lists come to the same decision: the day that is judged on is the day on which it
was handed in, however long it waited.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from counterfoil.decision import Policy, Verdict
from counterfoil.errors import ImageError
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.handed_in import Sealed, decoded, unseal
from counterfoil.jobs.keeping import keep
from counterfoil.jobs.outcome import Outcome, of_verification, without_checks
from counterfoil.reasons import Reason
from counterfoil.records import verifications
from counterfoil.records.verifications import State, Verification
from counterfoil.verification import verify

MAGIC: Final = {
    "accept": (Verdict.ACCEPT, ()),
    "refer": (Verdict.REFER, (Reason.FACE_DIFFERENT,)),
    "reject": (Verdict.REJECT, (Reason.DOCUMENT_EXPIRED,)),
    "retry": (Verdict.RETRY, (Reason.DOCUMENT_UNREADABLE,)),
}
"""How a verification of the test mode ends when it was asked to: with the reasons that such an end mostly has."""


def judge(bench: Bench, which: str, attempt: int, clock: Callable[[], datetime]) -> bool:
    """Judge an attempt, and keep what it comes to.

    Args:
        bench: What the worker works with.
        which: The verification's id.
        attempt: Which attempt.
        clock: Gives the time in UTC; it is decided when the judging ends, not when it began.

    Returns:
        Whether this call concluded it. False when there is nothing to do (any more).

    Raises:
        RecordsError: The database cannot be used.
        VaultError: The store or the keys cannot be used, or evidence is not what was sealed.
        ModelError: A model file is missing or altered.
        ListError: A list is damaged.
    """
    with bench.books.database.reading() as connection:
        waiting = verifications.known(connection, which)
        if waiting is None or (waiting.state, waiting.attempt) != (State.PROCESSING, attempt):
            return False
        sealed = unseal(connection, bench.books.vault, waiting)
    outcome = _outcome(bench, waiting, sealed)
    return keep(bench, waiting, outcome, clock())


def give_up(bench: Bench, which: str, attempt: int, now: datetime) -> bool:
    """Hand an attempt that cannot be judged to a person.

    Args:
        bench: What the worker works with.
        which: The verification's id.
        attempt: Which attempt.
        now: The clock.

    Returns:
        Whether this call concluded it.
    """
    with bench.books.database.reading() as connection:
        waiting = verifications.known(connection, which)
    if waiting is None or (waiting.state, waiting.attempt) != (State.PROCESSING, attempt):
        return False
    return keep(bench, waiting, Outcome(Verdict.REFER, (Reason.PROCESSING_FAILED.code,)), now)


def _outcome(bench: Bench, waiting: Verification, sealed: Sealed) -> Outcome:
    policy = bench.policies.get(waiting.policy)
    if waiting.is_test and waiting.magic in MAGIC:
        verdict, reasons = MAGIC[waiting.magic]
        return without_checks(waiting, policy, sealed.pieces, verdict, reasons)
    if policy is None or policy.sha256 != waiting.policy_sha256:
        return without_checks(waiting, policy, sealed.pieces, Verdict.REFER, (Reason.POLICY_CHANGED,))
    try:
        return _verified(bench, waiting, sealed, policy)
    except ImageError:
        return without_checks(waiting, policy, sealed.pieces, Verdict.RETRY, (Reason.CAPTURE_UNREADABLE,))


def _verified(bench: Bench, waiting: Verification, sealed: Sealed, policy: Policy) -> Outcome:
    given = decoded(sealed)
    found = verify(
        given.front,
        given.probe,
        policy,
        (waiting.processing_at or waiting.changed_at).date(),
        bench.networks,
        back=given.back,
        expected=given.expected,
        challenge=given.challenge,
        lists=bench.shelf.lists() if policy.screening else None,
    )
    return of_verification(found)
