"""How a verification ends without a decision, and how what is known of it goes.

Erasing destroys the keys of its evidence, and wipes what the row says beyond what happened when, and what was answered
about it to requests that may be sent again. The ledger keeps that it was there, under which policy, how it ended and
that it was erased.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, case, exists, select

from counterfoil.records.access import capture_tokens, idempotency
from counterfoil.records.tables import review_leases, verifications
from counterfoil.records.vault import Clock, Vault
from counterfoil.records.verifications import retention as keeping
from counterfoil.records.verifications import step
from counterfoil.records.verifications.looking import known
from counterfoil.records.verifications.retention import Retention
from counterfoil.records.verifications.reviewing import Action, reviews_of
from counterfoil.records.verifications.state import BEFORE_PROCESSING, ERASABLE, State
from counterfoil.records.verifications.verification import Verification

_AT_ONCE: Final = 500
_SCHEDULE: Final = "schedule"
_WIPED: Final[dict[str, Any]] = {
    "reference": None,
    "return_url": None,
    "language": None,
    "reasons": [],
    "receipt": None,
}


def expire(
    connection: Connection, now: datetime, *, retention: Retention = keeping.USUAL, actor: str = _SCHEDULE
) -> int:
    """Expire what was not handed in by its time, at most 500 at once; what is being processed never expires.

    Args:
        connection: A transaction that writes.
        now: The clock.
        retention: How long its records are kept. Its biometrics are due at once: their purpose is gone.
        actor: Who.

    Returns:
        How many expired; call again while there are any.
    """
    is_open = verifications.c.state.in_([state.value for state in BEFORE_PROCESSING])
    # All rows are locked before the ledger is, as any other step does it; those in other hands wait for the next time.
    query = (
        select(verifications.c.id)
        .where(is_open, verifications.c.expires_at <= now)
        .order_by(verifications.c.id)
        .limit(_AT_ONCE)
    )
    expired = 0
    for which in connection.execute(query.with_for_update(skip_locked=True)).scalars().all():
        _expire(connection, which, now, retention, actor)
        expired += 1
    return expired


def expire_early(
    connection: Connection, which: str, *, actor: str, now: datetime, retention: Retention = keeping.USUAL
) -> bool:
    """Expire a verification before its time, because nobody waits for it any more: its links and sessions end.

    Args:
        connection: A transaction that writes.
        which: The verification's id; it has not been handed in.
        actor: Who asked for it.
        now: The clock.
        retention: How long its records are kept.

    Returns:
        Whether it expired; False when it had expired before.

    Raises:
        StateError: It was handed in, or is erased.
    """
    there = known(connection, which)
    if there and there.state is State.EXPIRED:
        return False
    _expire(connection, which, now, retention, actor)
    return True


def end_undecided(
    connection: Connection, which: str, *, now: datetime, retention: Retention = keeping.USUAL, actor: str = _SCHEDULE
) -> None:
    """End a case that waited for people as long as it may. From under_review to expired; nothing was decided.

    The ledger says what was proposed, where a second pair of eyes did not come. Whoever has the page open may read how
    it ended; links open nothing any more.

    Args:
        connection: A transaction that writes.
        which: The verification's id.
        now: The clock.
        retention: How long its records are kept. Its biometrics are due at once.
        actor: Who.

    Raises:
        StateError: It is in another state, its time is not over, or a reviewer has it open.
    """
    is_over = verifications.c.biometrics_due_at <= now
    is_open = exists().where(review_leases.c.verification == verifications.c.id, review_leases.c.until > now)
    ended = step.take(connection, which, is_over, ~is_open, states=[State.UNDER_REVIEW], **_expired(now, retention))
    capture_tokens.end_links(connection, which, now)
    done = reviews_of(connection, which)
    proposed = {"proposed": done[-1].verdict.value} if done and done[-1].action is Action.PROPOSED else {}
    step.tell(connection, ended, "expired", actor=actor, now=now, body={"undecided": True, **proposed})


def relationship_ended(
    connection: Connection, which: str, at: datetime, *, actor: str, now: datetime, retention: Retention = keeping.USUAL
) -> datetime:
    """Record when the business relationship with an accepted bearer ended; its records' clock runs from then.

    Args:
        connection: A transaction that writes.
        which: The verification's id; it is decided.
        at: When it ended. A later call sets another moment.
        actor: Who says so.
        now: The clock.
        retention: How long records are kept.

    Returns:
        When the records are due.

    Raises:
        StateError: It is in another state.
    """
    due = retention.records_due(at)
    told = step.take(connection, which, states=[State.DECIDED], records_due_at=due, changed_at=now)
    step.note(connection, told, "relationship_ended", actor=actor, now=now, body={"at": at.isoformat()})
    return due


def erase(connection: Connection, vault: Vault, which: str, *, actor: str, now: datetime) -> bool:
    """Erase a verification: destroy the keys of all its evidence, wipe its row. From any state but processing.

    Args:
        connection: A transaction that writes.
        vault: Where its evidence is sealed.
        which: The verification's id.
        actor: Who asked for it.
        now: The clock.

    Returns:
        Whether there was anything to erase; False when it was erased before.

    Raises:
        StateError: It is being processed: ask again when that is over.
    """
    first = case((verifications.c.biometrics_erased_at.is_(None), now), else_=verifications.c.biometrics_erased_at)
    wiped = _WIPED | {"erased_at": now, "changed_at": now, "biometrics_erased_at": first}
    with connection.begin_nested():  # a step that is refused brings the keys back, whatever the caller makes of it
        there, destroyed = _destroy(connection, vault, which, tuple(Clock), now)
        if there and there.state is State.ERASED:
            return False
        erased = step.take(connection, which, states=ERASABLE, state=State.ERASED.value, **wiped)

        capture_tokens.end_all(connection, which, now)
        idempotency.erase_answers(connection, which)
        step.tell(connection, erased, "erased", actor=actor, now=now, body={"pieces": destroyed})
    return True


def erase_biometrics(
    connection: Connection, vault: Vault, which: str, *, now: datetime, actor: str = _SCHEDULE
) -> bool:
    """Erase the biometrics of a verification that has ended; its records stay.

    Args:
        connection: A transaction that writes.
        vault: Where its evidence is sealed.
        which: The verification's id; it is decided or expired.
        now: The clock.
        actor: Who asked for it.

    Returns:
        Whether there was anything to erase; False when that was done before.

    Raises:
        StateError: It is in another state.
    """
    not_yet = verifications.c.biometrics_erased_at.is_(None)
    ended = (State.DECIDED, State.EXPIRED)
    with connection.begin_nested():
        there, destroyed = _destroy(connection, vault, which, (Clock.BIOMETRICS,), now)
        if there and there.biometrics_erased_at:
            return False
        erased = step.take(connection, which, not_yet, states=ended, biometrics_erased_at=now, changed_at=now)

        step.tell(connection, erased, "biometrics_erased", actor=actor, now=now, body={"pieces": destroyed})
    return True


def _expire(connection: Connection, which: str, now: datetime, retention: Retention, actor: str) -> None:
    ended = step.take(connection, which, states=BEFORE_PROCESSING, **_expired(now, retention))
    capture_tokens.end_all(connection, which, now)
    step.tell(connection, ended, "expired", actor=actor, now=now)


def _expired(now: datetime, retention: Retention) -> dict[str, Any]:
    return {
        "state": State.EXPIRED.value,
        "changed_at": now,
        "biometrics_due_at": now,
        "records_due_at": retention.unfinished_due(now),
    }


def _destroy(
    connection: Connection, vault: Vault, which: str, clocks: tuple[Clock, ...], now: datetime
) -> tuple[Verification | None, int]:
    """Destroy keys before the row changes: whoever seals holds a key and then waits for the row, in that order.

    Returns:
        The verification as it is once the keys are held, since somebody else may have been erasing it, and how many
        pieces were erased now.
    """
    there = known(connection, which)
    if there is None:
        return None, 0
    destroyed = vault.destroy_keys(connection, there.tenant, there.id, clocks, now)
    return known(connection, which), destroyed
