"""Keeping what an attempt came to: one transaction, all of it or nothing, and only once."""

from datetime import datetime

from sqlalchemy import Connection

from counterfoil.jobs.bench import Bench
from counterfoil.jobs.outcome import Outcome
from counterfoil.records import receipting, verifications
from counterfoil.records.vault import Clock, Unsealed
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
    database, vault = bench.books.database, bench.books.vault
    try:
        with database.reading() as connection:
            _require_waiting(connection, judged)
        sealed = vault.seal(database, tenant=judged.tenant, subject=judged.id, pieces=_pieces(outcome), now=now)
        with database.writing() as connection:
            _require_waiting(connection, judged)
            vault.register(connection, sealed)
            _conclude(bench, connection, judged, outcome, now)
    except _ConcludedError:
        return False
    return True


class _ConcludedError(Exception):
    """Somebody else concluded this attempt: the transaction is rolled back."""


def _pieces(outcome: Outcome) -> list[Unsealed]:
    kept = [Unsealed(kind, Clock.BIOMETRICS, picture, "image/jpeg") for kind, picture in outcome.pictures.items()]
    if outcome.result is not None:
        kept.append(Unsealed("result", Clock.RECORDS, outcome.result.encode(), "application/json"))
    if outcome.trace is not None:
        kept.append(Unsealed("trace", Clock.BIOMETRICS, outcome.trace.encode(), "application/json"))
    return kept


def _conclude(bench: Bench, connection: Connection, judged: Verification, outcome: Outcome, now: datetime) -> None:
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


def _require_waiting(connection: Connection, judged: Verification) -> None:
    latest = verifications.known(connection, judged.id)
    if latest is None or (latest.state, latest.attempt) != (State.PROCESSING, judged.attempt):
        raise _ConcludedError
