"""Verifying the chain of a tenant in the database."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from heapq import merge

from sqlalchemy import Connection

from counterfoil.records.ledger.checkpoint import Checkpoint
from counterfoil.records.ledger.entry import START, Link
from counterfoil.records.ledger.following import Fault, Found, Problem, Verified, follow, place_of
from counterfoil.records.ledger.storage import any_bytes, end_of, found, rows_of, stored_checkpoints, stored_entries
from counterfoil.records.signing import JwkSet, verifying_keys


def verify_ledger(
    connection: Connection, tenant: str, keys: JwkSet, *, kept: Iterable[Checkpoint] = ()
) -> Verified | Fault:
    """Verify the chain of a tenant from its first entry to its last.

    Args:
        connection: A transaction that reads.
        tenant: Whose chain.
        keys: The public keys that may have signed its checkpoints, as a JWK Set.
        kept: Checkpoints of this chain that were kept elsewhere. Only they show that the whole chain was written anew
            by somebody who has the key as well, or was cut behind the last checkpoint that is left.

    Returns:
        What was verified, or the first bad entry.

    Raises:
        SigningKeyError: The keys are no JWK Set.
    """
    outcome = _verified(connection, tenant, keys, start=START, end=end_of(connection, tenant), kept=kept)
    if isinstance(outcome, Verified) and (strays := rows_of(connection, tenant) - outcome.entries):
        said = f"Entry 0: {strays} rows stand outside of the chain, with numbers that are no places in it"
        return Fault(tenant, 0, Problem.STRAY, said, 0)
    return outcome


def verify_behind(connection: Connection, tenant: str, keys: JwkSet, start: Link, end: Link) -> Verified | Fault:
    """Verify what stands between an entry that is known to be right and one that is said to follow from it."""
    return _verified(connection, tenant, keys, start=start, end=end, until=end.number)


def _verified(
    connection: Connection,
    tenant: str,
    keys: JwkSet,
    *,
    start: Link,
    end: Link,
    until: int | None = None,
    kept: Iterable[Checkpoint] = (),
) -> Verified | Fault:
    trusted, own = verifying_keys(keys), sorted(kept, key=place_of)
    # Closed here whatever comes of it: where something is wrong, the rest of the rows is not read.
    with (
        any_bytes(connection),
        closing(stored_entries(connection, tenant, start.number, until)) as rows,
        closing(stored_checkpoints(connection, tenant, start.number)) as checkpoints,
    ):
        entries: Iterator[Found | Checkpoint] = (found(tenant, row) for row in rows)
        items = merge(entries, checkpoints, own, key=place_of)
        return follow(tenant, items, end, trusted, start=start, kept=own)
