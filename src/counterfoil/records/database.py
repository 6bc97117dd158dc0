"""The database: SQLite in the user's own folder unless a URL says otherwise, opened at its newest layout.

A transaction either reads or writes, and says so when it begins: a writer takes SQLite's one write lock at once, so
that two of them wait for each other instead of failing half-way. On Postgres it locks the rows that it changes.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from counterfoil.errors import InputError, MissingExtraError, RecordsError
from counterfoil.records import postgres
from counterfoil.records.alone import Task, alone

NEWEST_LAYOUT: Final = "0007"
"""The newest of migrations/versions. Known here, so that a database which is current costs no look at them."""

_WAIT_SECONDS: Final = 30
"""For another writer. A transaction here takes milliseconds; a batch of a monitoring run up to a second."""

_CHECKPOINT_SECONDS: Final = 1
"""For readers, before what was erased is taken out of SQLite's log. Who waits there keeps other writers waiting."""

_OWNER_ONLY: Final = 0o600
_FOLDER_OF_OWNER: Final = 0o700
_WRITES: Final = "counterfoil_writes"
_ERASES: Final = "counterfoil_erases"


class Database:
    """What the records are kept in. Use one for each process; it may be shared between threads.

    Args:
        where: A path of an SQLite file, or a URL such as ``sqlite:////var/lib/counterfoil.sqlite`` or
            ``postgresql://user@host/counterfoil``; by default what ``COUNTERFOIL_DATABASE`` says, else a file in the
            user's data folder.

    Raises:
        RecordsError: It cannot be opened, or a newer Counterfoil made it.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        url = _url(where)
        # Without its query, which may hold a password too.
        self._name = url.set(query={}).render_as_string(hide_password=True)
        with self._told_plainly():
            if url.get_backend_name() == "sqlite":
                _make_private(url)
            self._engine = _engine(url)
            self._bring_up_to_date()

    @property
    def engine(self) -> Engine:
        """The engine, for tools that need one."""
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: it sees one moment, whatever is written meanwhile.

        Raises:
            RecordsError: The database cannot be read.
        """
        with self._told_plainly(), self._connection(writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is there at its end, or none.

        Raises:
            RecordsError: The database cannot be written.
        """
        with self._told_plainly(), self._connection(writes=True) as connection:
            try:
                with connection.begin():
                    yield connection
            finally:
                erases = connection.info.pop(_ERASES, False)
            if erases:
                _empty_log(connection)

    def empty_log(self) -> None:
        """Take what was erased out of SQLite's log too, as far as no reader is still at it."""
        with self._told_plainly(), self._engine.connect() as connection:
            _empty_log(connection)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _connection(self, *, writes: bool) -> Iterator[Connection]:
        with self._engine.connect() as opened:
            if self._engine.dialect.name == "sqlite":
                yield opened.execution_options(**{_WRITES: writes})
            else:
                yield opened.execution_options(**(postgres.WRITING if writes else postgres.READING))

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            layout = _layout(connection)
        if layout == NEWEST_LAYOUT:
            return
        from counterfoil.records.migrating import migrate  # noqa: PLC0415 - Alembic takes half a second to load

        with self.writing() as connection:
            alone(connection, Task.LAYOUT)
            migrate(connection)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn what the driver says into one line. What it was asked stays out: it holds personal data."""
        try:
            yield
        except DBAPIError as wrong:
            if isinstance(wrong, DataError):
                raise InputError("A text holds what no database keeps, such as NUL, or is too long") from None
            if not _is_of_the_database(wrong.orig, self._engine.dialect.dbapi):
                raise
            raise RecordsError(f"{self._name}: the database cannot be used ({_first_line(wrong.orig)})") from None
        except PoolTimeoutError:
            raise RecordsError(f"{self._name}: every connection to the database is in use") from None
        except OSError as wrong:
            raise RecordsError(f"{self._name}: the database cannot be opened ({wrong.strerror})") from None


def leave_no_trace(connection: Connection) -> None:
    """Say that this transaction erases what must not linger in SQLite's log once it has ended."""
    connection.info[_ERASES] = True


def _empty_log(connection: Connection) -> None:
    """Copy the log of SQLite into the file, where erased bytes are zeros, and cut it to nothing.

    A reader that does not end within a second keeps the log as it is, until the next time.
    """
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the dialect says so
    driver.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_SECONDS * 1000}")
    try:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")


def _is_of_the_database(wrong: BaseException | None, dbapi: Any) -> bool:
    """Return whether the database itself is the trouble: locked, full, gone, or none at all."""
    own = (dbapi.OperationalError, dbapi.InternalError)
    is_no_database = type(wrong) is dbapi.DatabaseError  # so SQLite says of a file that is none
    return isinstance(wrong, own) or is_no_database or postgres.is_refusal(wrong)


def _first_line(wrong: BaseException | None) -> str:
    return str(wrong).partition("\n")[0]


def _url(where: str | Path | None) -> URL:
    chosen = where or os.environ.get("COUNTERFOIL_DATABASE") or _default_file()
    if isinstance(chosen, Path) or "://" not in chosen:
        return URL.create("sqlite", database=str(Path(chosen).expanduser().absolute()))
    try:
        url = make_url(chosen)
    except (ArgumentError, ValueError):
        raise RecordsError(
            "The URL of the database cannot be read",
            remedy="Write sqlite:////folder/file or postgresql://user@host/name.",
        ) from None
    return postgres.url_of(url) if url.get_backend_name() in ("postgresql", "postgres") else url


def _engine(url: URL) -> Engine:
    try:
        engine = postgres.engine_for(url) if url.drivername == postgres.DRIVER else create_engine(url)
    except NoSuchModuleError:
        raise RecordsError(f"There is no database called {url.drivername!r}") from None
    except ModuleNotFoundError as missing:
        raise MissingExtraError(f"Databases of the kind {url.drivername!r} ({missing.name})", "postgres") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_in_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say
    for setting in (
        f"busy_timeout = {_WAIT_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # a decision that was shown is on the disk
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted, such as a key, is overwritten
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_in_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _layout(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _make_private(url: URL) -> None:
    """Make the file, which only its owner may read, before SQLite makes one that everyone may."""
    if not url.database or url.database == ":memory:":
        raise RecordsError("Records are not kept in memory", remedy="Name a file.")
    path = Path(url.database)
    path.parent.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))


def _default_file() -> Path:
    return data_folder() / "records.sqlite"


def data_folder() -> Path:
    """Return the user's folder for what Counterfoil keeps."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "counterfoil"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "counterfoil"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "counterfoil"
