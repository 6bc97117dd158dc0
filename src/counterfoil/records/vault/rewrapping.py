"""Rotation: every key is wrapped anew by the current key-encryption key. No evidence is touched.

A few at a time are read, wrapped anew with no transaction open (a key service may be slow), and put in the place of
what was read, unless that has changed meanwhile: a key that was destroyed stays destroyed. Interrupted, it goes on with
those that are left.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import Connection, Table, select, update

from counterfoil.errors import VaultError
from counterfoil.records.database import Database
from counterfoil.records.sqlite import leave_no_trace
from counterfoil.records.tables import AnyRow, secrets, vault_keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.keys import Owner
from counterfoil.records.vault.sealing import NotWhatWasSealed
from counterfoil.records.vault.service_secrets import secret_context
from counterfoil.records.vault.wrapping import KeyRing

_AT_ONCE: Final = 100


def rewrap(database: Database, ring: KeyRing) -> Iterator[int]:
    """Wrap anew what former keys wrapped; yield how many were, after every transaction.

    Raises:
        VaultError: A key-encryption key is not known or cannot be reached, or a key is not what was wrapped. What was
            wrapped anew before stays so.
    """
    yield from _rewrap(database, ring, vault_keys, lambda row: Owner(row.tenant, row.subject, Clock(row.clock)).context)
    yield from _rewrap(database, ring, secrets, lambda row: secret_context(row.id))


def _rewrap(
    database: Database, ring: KeyRing, table: Table, whose: Callable[[AnyRow], dict[str, str]]
) -> Iterator[int]:
    former = table.c.wrapped.is_not(None), table.c.wrapped_by != ring.current.id
    after = ""
    while True:
        some = select(table).where(*former, table.c.id > after).order_by(table.c.id).limit(_AT_ONCE)
        with database.reading() as connection:
            rows = connection.execute(some).all()
        if not rows:
            return
        anew = [(row, *_wrapped_anew(ring, row, whose(row))) for row in rows]
        with database.writing() as connection:
            leave_no_trace(connection)
            put = sum(_put(connection, table, row, wrapped, by) for row, wrapped, by in anew)
        yield put
        after = rows[-1].id


def _put(connection: Connection, table: Table, row: AnyRow, wrapped: bytes, by: str) -> int:
    unchanged = table.c.id == row.id, table.c.wrapped == row.wrapped
    return connection.execute(update(table).where(*unchanged).values(wrapped=wrapped, wrapped_by=by)).rowcount


def _wrapped_anew(ring: KeyRing, row: AnyRow, context: dict[str, str]) -> tuple[bytes, str]:
    try:
        return ring.wrap(ring.unwrap(row.wrapped, row.wrapped_by, context), context)
    except NotWhatWasSealed:
        raise VaultError(f"The key {row.id} is not what was wrapped", remedy="Restore it from a backup.") from None
