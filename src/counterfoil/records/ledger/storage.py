"""The chain as it lies in the database: anything may stand in a row, and nothing of it is believed."""

import re
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, String, func, select, type_coerce

from counterfoil.records.ledger.checkpoint import Checkpoint
from counterfoil.records.ledger.entry import START, Link, digest_of, written
from counterfoil.records.ledger.following import Found
from counterfoil.records.tables import ledger_checkpoints, ledger_entries, ledger_heads

_AT_ONCE: Final = 2_000
"""Rows fetched together: what a chain of any length takes of memory."""

_IN_SQLITE: Final = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{6})", re.ASCII)

_NO_WORD: Final = "\udc80"
"""Half a surrogate pair: no digest fits it, and written out it is a byte that is no UTF-8."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the ledger. What is no number is -1; what is no text is one that no entry can hold."""

    number: int
    at: str
    kind: str
    subject: str
    actor: str
    body: str
    previous: str
    digest: str


def end_of(connection: Connection, tenant: str) -> Link:
    """Return the newest entry of a chain as its head names it; the beginning when there is no head."""
    head = connection.execute(select(ledger_heads).where(ledger_heads.c.tenant == tenant)).one_or_none()
    return Link(_number(head.number), _word(head.digest)) if head else START


def stored_entries(connection: Connection, tenant: str, after: int = 0, until: int | None = None) -> Generator[Stored]:
    """Return the entries of a chain behind ``after``, the one of number ``until`` the last, by number."""
    table = ledger_entries.c
    words = (table.kind, table.subject, table.actor, table.body, table.previous, table.digest)
    query = select(table.number, type_coerce(table.at, String), *words)
    query = query.where(table.tenant == tenant, table.number > after).order_by(table.number)
    if until is not None:
        query = query.where(table.number <= until)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for number, at, *rest in rows:
            if isinstance(number, int):  # a row without one is in no place; `rows_of` counts it
                yield Stored(number, moment_of(at), *map(_word, rest))


def rows_of(connection: Connection, tenant: str) -> int:
    """Return how many rows of a tenant lie there, entries or not."""
    query = select(func.count()).select_from(ledger_entries).where(ledger_entries.c.tenant == tenant)
    return connection.execute(query).scalar_one()


def stored_checkpoints(connection: Connection, tenant: str, after: int = 0) -> Generator[Checkpoint]:
    """Return the checkpoints of a chain that cover entries behind ``after``, by number."""
    table = ledger_checkpoints.c
    query = select(table.number, table.digest, type_coerce(table.at, String), table.key, table.signature)
    query = query.where(table.tenant == tenant, table.number > after).order_by(table.number)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for number, digest, at, key, signature in rows:
            yield Checkpoint(tenant, _number(number), _word(digest), moment_of(at), _word(key), _word(signature))


def found(tenant: str, row: Stored) -> Found:
    """Return a row with what following the chain needs to know of it: above all whether its digest fits."""
    try:
        digest = digest_of(
            tenant=tenant,
            number=row.number,
            at=row.at,
            kind=row.kind,
            subject=row.subject,
            actor=row.actor,
            body=row.body,
            previous=row.previous,
        )
    except UnicodeEncodeError:
        digest = ""
    return Found(row.number, row.previous, row.digest, is_whole=digest == row.digest)


@contextmanager
def any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over text that is no UTF-8 as well: it has to be named, not stumbled over."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _number(raw: object) -> int:
    return raw if isinstance(raw, int) else -1


def _word(raw: object) -> str:
    return raw if isinstance(raw, str) else _NO_WORD


def moment_of(raw: object) -> str:
    """Return a moment as the ledger writes it; empty, which is none, when it lies there in another way."""
    if isinstance(raw, datetime):
        return written(raw)
    inside = _IN_SQLITE.fullmatch(raw) if isinstance(raw, str) else None
    return f"{inside[1]}T{inside[2]}Z" if inside else ""
