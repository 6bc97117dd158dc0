"""Secrets of the service itself, such as those that sign webhooks, each sealed under a key of its own."""

import os
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from counterfoil.errors import VaultError
from counterfoil.records.sqlite import leave_no_trace
from counterfoil.records.tables import secrets
from counterfoil.records.vault.sealing import KEY_BYTES, NotWhatWasSealed, bound, open_bytes, seal_bytes
from counterfoil.records.vault.wrapping import KeyRing


def put_secret(connection: Connection, ring: KeyRing, name: str, content: bytes, now: datetime) -> None:
    """Keep a secret, in place of the one that had the name.

    Raises:
        VaultError: The key-encryption key cannot be reached.
    """
    key = os.urandom(KEY_BYTES)
    wrapped, by = ring.wrap(key, secret_context(name))
    drop_secret(connection, name)
    row = {"id": name, "sealed": bytes(seal_bytes(key, content, bound(name))), "wrapped": wrapped, "wrapped_by": by}
    connection.execute(insert(secrets).values(**row, created_at=now))


def secret(connection: Connection, ring: KeyRing, name: str) -> bytes:
    """Return a secret.

    Raises:
        VaultError: There is none of the name, it was altered, or the key-encryption key cannot be reached.
    """
    row = connection.execute(select(secrets).where(secrets.c.id == name)).first()
    if row is None:
        raise VaultError(f"There is no secret {name}")
    try:
        return open_bytes(ring.unwrap(row.wrapped, row.wrapped_by, secret_context(name)), row.sealed, bound(name))
    except NotWhatWasSealed:
        raise VaultError(f"The secret {name} is not what was sealed") from None


def drop_secret(connection: Connection, name: str) -> None:
    """Remove a secret and its key, if there is one of the name."""
    if connection.execute(delete(secrets).where(secrets.c.id == name)).rowcount:
        leave_no_trace(connection)


def secret_context(name: str) -> dict[str, str]:
    """Return whose the key of a secret is, as it is bound into its wrapping."""
    return {"secret": name}
