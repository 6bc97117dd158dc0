"""Signing the newest entry of a chain. Nothing is signed over what does not verify."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select

from counterfoil.errors import LedgerError
from counterfoil.records.database import Database
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.ledger.checkpoint import Checkpoint, is_genuine, signed
from counterfoil.records.ledger.entry import START, Link, written
from counterfoil.records.ledger.following import Fault
from counterfoil.records.ledger.storage import end_of
from counterfoil.records.ledger.verifying import verify_behind
from counterfoil.records.signing import SigningKey, jwks, verifying_keys
from counterfoil.records.tables import ledger_checkpoints

_REMEDY: Final = "Do not let it go on: compare with a backup and with checkpoints kept elsewhere."


def checkpoint(database: Database, tenant: str, key: SigningKey, now: datetime) -> Checkpoint | None:
    """Sign the newest entry of a chain, after a look at everything behind the checkpoint before.

    The look is a transaction that only reads: it sees one moment, whatever is appended or signed meanwhile, and keeps
    nobody waiting, however long the chain has become since it was signed last.

    Args:
        database: Where the chain is.
        tenant: Whose chain.
        key: Who signs.
        now: The clock.

    Returns:
        The checkpoint; None when there is nothing new to sign.

    Raises:
        LedgerError: What is to be signed is broken; the message names the first bad entry.
    """
    with database.reading() as connection:
        made = _signed(connection, tenant, key, now)
    if made is None:
        return None
    row = {
        "tenant": tenant,
        "number": made.number,
        "digest": made.digest,
        "at": now,
        "key": made.key,
        "signature": made.signature,
    }
    with database.writing() as connection:
        return made if insert_if_absent(connection, ledger_checkpoints, row) else None


def count_checkpoints(connection: Connection, tenant: str) -> int:
    """Return how many checkpoints the chain of a tenant has."""
    query = select(func.count()).select_from(ledger_checkpoints).where(ledger_checkpoints.c.tenant == tenant)
    return connection.execute(query).scalar_one()


def newest_checkpoint(connection: Connection, tenant: str) -> Checkpoint | None:
    """Return the checkpoint of a tenant that covers most; None when there is none."""
    table = ledger_checkpoints
    query = select(table).where(table.c.tenant == tenant).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Checkpoint(tenant, row.number, row.digest, written(row.at), row.key, row.signature) if row else None


def _signed(connection: Connection, tenant: str, key: SigningKey, now: datetime) -> Checkpoint | None:
    end = end_of(connection, tenant)
    last = newest_checkpoint(connection, tenant)
    published = jwks([key])
    if last and not is_genuine(last, verifying_keys(published)):
        raise LedgerError(
            f"The ledger of {tenant} is broken. Entry {last.number} has a checkpoint that no known key signed",
            remedy=_REMEDY,
        )
    start = Link(last.number, last.digest) if last else START
    outcome = verify_behind(connection, tenant, published, start, end)
    if isinstance(outcome, Fault):
        raise LedgerError(f"The ledger of {tenant} is broken. {outcome.said}", remedy=_REMEDY)
    return None if end.number == start.number else signed(tenant, end, written(now), key)
