"""Signing the newest entry of a chain. Nothing is signed over what does not verify."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from counterfoil.errors import LedgerError
from counterfoil.records.ledger.checkpoint import Checkpoint, is_genuine, signed
from counterfoil.records.ledger.entry import START, Link, written
from counterfoil.records.ledger.following import Fault
from counterfoil.records.ledger.verifying import verify_behind
from counterfoil.records.signing import SigningKey, jwks, verifying_keys
from counterfoil.records.tables import ledger_checkpoints, ledger_heads

_REMEDY: Final = "Do not let it go on: compare with a backup and with checkpoints kept elsewhere."


def checkpoint(connection: Connection, tenant: str, key: SigningKey, now: datetime) -> Checkpoint | None:
    """Sign the newest entry of a chain, after a look at everything behind the checkpoint before.

    Args:
        connection: A transaction that writes.
        tenant: Whose chain.
        key: Who signs.
        now: The clock.

    Returns:
        The checkpoint; None when there is nothing new to sign.

    Raises:
        LedgerError: What is to be signed is broken; the message names the first bad entry.
    """
    # Whoever appends waits until this is signed; so the end that is signed is the end that was looked at.
    head = connection.execute(
        select(ledger_heads).where(ledger_heads.c.tenant == tenant).with_for_update()
    ).one_or_none()
    last = newest_checkpoint(connection, tenant)
    published = jwks([key])
    if last and not is_genuine(last, verifying_keys(published)):
        raise LedgerError(
            f"Entry {last.number} of the ledger has a checkpoint that no known key signed", remedy=_REMEDY
        )
    outcome = verify_behind(connection, tenant, published, Link(last.number, last.digest) if last else START)
    if isinstance(outcome, Fault):
        raise LedgerError(f"The ledger is broken. {outcome.said}", remedy=_REMEDY)
    if head is None or head.number == (last.number if last else 0):
        return None
    made = signed(tenant, Link(head.number, head.digest), written(now), key)
    connection.execute(
        insert(ledger_checkpoints).values(
            tenant=tenant, number=made.number, digest=made.digest, at=now, key=made.key, signature=made.signature
        )
    )
    return made


def newest_checkpoint(connection: Connection, tenant: str) -> Checkpoint | None:
    """Return the checkpoint of a tenant that covers most; None when there is none."""
    table = ledger_checkpoints
    query = select(table).where(table.c.tenant == tenant).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Checkpoint(tenant, row.number, row.digest, written(row.at), row.key, row.signature) if row else None
