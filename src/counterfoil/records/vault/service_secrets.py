"""Secrets of the service itself, such as those that sign webhooks, each sealed under a key of its own.

As with evidence, sealing and opening ask the key service with no transaction open, and rows are kept and found in one.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from counterfoil.errors import VaultError
from counterfoil.records.sqlite import leave_no_trace
from counterfoil.records.tables import secrets
from counterfoil.records.vault.sealing import KEY_BYTES, NotWhatWasSealed, bound, open_bytes, seal_bytes
from counterfoil.records.vault.wrapping import KeyRing


@dataclass(frozen=True)
class SealedSecret:
    """A secret as it is kept.

    Attributes:
        name: What it is called.
        sealed: Its content, under a key of its own.
        wrapped: That key, wrapped.
        wrapped_by: The id of the key-encryption key.
    """

    name: str
    sealed: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    wrapped_by: str


def seal_secret(ring: KeyRing, name: str, content: bytes) -> SealedSecret:
    """Seal a secret. No transaction should be open: a key service may be slow.

    Raises:
        VaultError: The key-encryption key cannot be reached.
    """
    key = os.urandom(KEY_BYTES)
    wrapped, by = ring.wrap(key, secret_context(name))
    return SealedSecret(name, bytes(seal_bytes(key, content, bound(name))), wrapped, by)


def put_secret(connection: Connection, secret: SealedSecret, now: datetime) -> None:
    """Keep a secret, in place of the one that had the name."""
    drop_secret(connection, secret.name)
    row = {"id": secret.name, "sealed": secret.sealed, "wrapped": secret.wrapped, "wrapped_by": secret.wrapped_by}
    connection.execute(insert(secrets).values(**row, created_at=now))


def find_secret(connection: Connection, name: str) -> SealedSecret | None:
    """Return what is kept under a name; None where nothing is."""
    row = connection.execute(select(secrets).where(secrets.c.id == name)).first()
    return SealedSecret(row.id, row.sealed, row.wrapped, row.wrapped_by) if row else None


def is_kept(connection: Connection, secret: SealedSecret) -> bool:
    """Return whether this is still what is kept under its name. Wrapped anew, a secret is the same."""
    kept = find_secret(connection, secret.name)
    return kept is not None and kept.sealed == secret.sealed


def open_secret(ring: KeyRing, secret: SealedSecret) -> bytes:
    """Return what was sealed. No transaction that writes should be open.

    Raises:
        VaultError: It was altered, or the key-encryption key cannot be reached.
    """
    try:
        key = ring.unwrap(secret.wrapped, secret.wrapped_by, secret_context(secret.name))
        return open_bytes(key, secret.sealed, bound(secret.name))
    except NotWhatWasSealed:
        raise VaultError(f"The secret {secret.name} is not what was sealed") from None


def drop_secret(connection: Connection, name: str) -> None:
    """Remove a secret and its key, if there is one of the name."""
    if connection.execute(delete(secrets).where(secrets.c.id == name)).rowcount:
        leave_no_trace(connection)


def secret_context(name: str) -> dict[str, str]:
    """Return whose the key of a secret is, as it is bound into its wrapping."""
    return {"secret": name}
