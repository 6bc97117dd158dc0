"""Keeping what an attempt came to: one transaction, all of it or nothing, and only once."""

from datetime import datetime

from sqlalchemy import Connection

from counterfoil.jobs.bench import Bench
from counterfoil.jobs.outcome import Outcome
from counterfoil.records import receipting, verifications
from counterfoil.records.vault import Clock
from counterfoil.records.verifications import State, Verification


def keep(bench: Bench, judged: Verification, outcome: Outcome, now: datetime) -> bool:
    """Seal the result, conclude the attempt and sign the receipt.

    Args:
        bench: What the worker works with.
        judged: The verification as it was when its attempt was judged.
        outcome: What that came to.
        now: The clock.

    Returns:
        Whether this call concluded it. False when somebody else had: nothing is changed then, and what was put into the
        store goes with the vault's next sweep.

    Raises:
        RecordsError: The database cannot be written.
        VaultError: The store or the key cannot be reached.
    """
    try:
        with bench.books.database.writing() as connection:
            _keep(bench, connection, judged, outcome, now)
    except _ConcludedError:
        return False
    return True


class _ConcludedError(Exception):
    """Somebody else concluded this attempt: the transaction is rolled back."""


def _keep(bench: Bench, connection: Connection, judged: Verification, outcome: Outcome, now: datetime) -> None:
    latest = verifications.known(connection, judged.id)
    if latest is None or (latest.state, latest.attempt) != (State.PROCESSING, judged.attempt):
        raise _ConcludedError
    kept = [(kind, Clock.BIOMETRICS, content, "image/jpeg") for kind, content in outcome.pictures.items()]
    if outcome.result is not None:
        kept.append(("result", Clock.RECORDS, outcome.result.encode(), "application/json"))
    if outcome.trace is not None:
        kept.append(("trace", Clock.BIOMETRICS, outcome.trace.encode(), "application/json"))
    for kind, clock, content, media_type in kept:
        bench.books.vault.seal(
            connection,
            tenant=judged.tenant,
            subject=judged.id,
            kind=kind,
            clock=clock,
            content=content,
            media_type=media_type,
            now=now,
        )
    concluded = verifications.conclude(
        connection,
        judged.id,
        attempt=judged.attempt,
        verdict=outcome.verdict,
        reasons=outcome.reasons,
        now=now,
        retention=bench.retention,
    )
    if not concluded:  # on Postgres two workers may both have come so far
        raise _ConcludedError
    receipting.issue(
        connection,
        bench.books.vault,
        bench.books.signing_key,
        judged.id,
        now,
        versions=outcome.versions,
        policy_version=outcome.policy_version,
    )
