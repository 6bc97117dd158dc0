"""Sealing and registering in one go, in a transaction that a test holds open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from counterfoil.records.vault import Clock, Evidence, Unsealed, Vault


class _Within:
    """Reads in a transaction that is open, where what is not committed yet is seen too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection


def seal_within(
    vault: Vault,
    connection: Connection,
    *,
    tenant: str,
    subject: str,
    kind: str,
    clock: Clock,
    content: bytes,
    media_type: str,
    now: datetime,
) -> Evidence:
    """Seal and register one piece."""
    pieces = [Unsealed(kind, clock, content, media_type)]
    sealed = vault.seal(_Within(connection), tenant=tenant, subject=subject, pieces=pieces, now=now)  # type: ignore[arg-type]
    return vault.register(connection, sealed)[0]
