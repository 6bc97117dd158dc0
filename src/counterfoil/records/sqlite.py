"""SQLite under the records: a file of its owner, one writer at a time, nothing of what was erased in its log."""

import os
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from counterfoil.errors import RecordsError

READING: Final = {"counterfoil_writes": False}
WRITING: Final = {"counterfoil_writes": True}

_WAIT_SECONDS: Final = 30
"""For another writer. A transaction here takes milliseconds; a batch of a monitoring run up to a second."""

AFTER_ERASING: Final = 100
AT_MOST: Final = 1000
"""Milliseconds to wait for readers before the log is emptied: after a transaction that erased, of which a run of
retention has thousands, and at its end. Other writers wait meanwhile."""

_OWNER_ONLY: Final = 0o600
_FOLDER_OF_OWNER: Final = 0o700
_ERASES: Final = "counterfoil_erases"


def engine_for(url: URL, *, is_sole: bool = False) -> Engine:
    """Return an engine whose transactions begin as readers or as writers, as their options say.

    Args:
        url: Where the file is.
        is_sole: Whether nobody else may have the file open meanwhile. The first connection is refused while anybody
            has, and whoever comes later waits.

    Raises:
        RecordsError: The URL names no file.
        OSError: The file cannot be made.
    """
    _make_private(url)
    engine = create_engine(url, hide_parameters=True)
    if is_sole:
        event.listen(engine, "connect", _keep_others_out)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def leave_no_trace(connection: Connection) -> None:
    """Say that this transaction erases what must not linger in the log once it has ended."""
    connection.info[_ERASES] = True


def is_to_leave_no_trace(connection: Connection) -> bool:
    """Return whether the transaction that has ended said so, and forget it."""
    return bool(connection.info.pop(_ERASES, False))


def empty_log(connection: Connection, patience: int) -> None:
    """Copy the log into the file, where erased bytes are zeros, and cut it to nothing; Postgres is left as it is.

    A reader that does not end in time keeps the log as it is, until the next time.

    Args:
        connection: One on which no transaction is under way.
        patience: Milliseconds to wait for readers.
    """
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the dialect says so
    driver.execute(f"PRAGMA busy_timeout = {patience}")
    try:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say
    for setting in (
        f"busy_timeout = {_WAIT_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # a decision that was shown is on the disk
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted, such as a key, is overwritten
    ):
        connection.execute(f"PRAGMA {setting}")


def _keep_others_out(connection: sqlite3.Connection, _: object) -> None:
    """Take the file for this connection alone, before the log is opened, which all who work with the file share."""
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise RecordsError("The records are in use", remedy="Stop the service and every worker first.") from None
    connection.execute("COMMIT")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("counterfoil_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(url: URL) -> None:
    """Make the file, which only its owner may read, before SQLite makes one that everyone may."""
    if not url.database or url.database == ":memory:":
        raise RecordsError("Records are not kept in memory", remedy="Name a file.")
    path = Path(url.database)
    path.parent.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))
