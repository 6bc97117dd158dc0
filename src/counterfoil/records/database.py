"""The database: SQLite in the user's own folder unless a URL says otherwise, opened at its newest layout.

A transaction either reads or writes, and says so when it begins: a writer takes SQLite's one write lock at once, so
that two of them wait for each other instead of failing half-way. On Postgres it locks the rows that it changes.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from counterfoil.errors import InputError, MissingExtraError, RecordsError
from counterfoil.records import postgres, sqlite
from counterfoil.records.alone import Task, alone

NEWEST_LAYOUT: Final = "0007"
"""The newest of migrations/versions. Known here, so that a database which is current costs no look at them."""


class Database:
    """What the records are kept in. Use one for each process; it may be shared between threads.

    Args:
        where: A path of an SQLite file, or a URL such as ``sqlite:////var/lib/counterfoil.sqlite`` or
            ``postgresql://user@host/counterfoil``; by default what ``COUNTERFOIL_DATABASE`` says, else a file in the
            user's data folder.
        is_sole: Whether an SQLite file is opened by this process alone, in one thread, until it is closed.

    Raises:
        RecordsError: It cannot be opened, or a newer Counterfoil made it.
    """

    def __init__(self, where: str | Path | None = None, *, is_sole: bool = False) -> None:
        url = _url(where)
        # Without its query, which may hold a password too.
        self._name = url.set(query={}).render_as_string(hide_password=True)
        try:
            self._engine = _engine(url, is_sole=is_sole)
        except OSError as wrong:
            raise RecordsError(f"{self._name}: the database cannot be opened ({wrong.strerror})") from None
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

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
                erases = sqlite.is_to_leave_no_trace(connection)
            if erases:
                sqlite.empty_log(connection, sqlite.AFTER_ERASING)

    def empty_log(self) -> None:
        """Take what was erased out of SQLite's log too, as far as no reader is still at it."""
        with self._told_plainly(), self._engine.connect() as connection:
            sqlite.empty_log(connection, sqlite.AT_MOST)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _connection(self, *, writes: bool) -> Iterator[Connection]:
        kind = postgres if self._engine.dialect.name == "postgresql" else sqlite
        with self._engine.connect() as opened:
            yield opened.execution_options(**(kind.WRITING if writes else kind.READING))

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
    kind = url.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return postgres.url_of(url)
    if kind != "sqlite":
        raise RecordsError(f"Records are not kept in {kind!r}", remedy="They are kept in SQLite or Postgres.")
    return url


def _engine(url: URL, *, is_sole: bool) -> Engine:
    try:
        if url.drivername == postgres.DRIVER:
            return postgres.engine_for(url)
        return sqlite.engine_for(url, is_sole=is_sole)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(f"Databases of the kind {url.drivername!r} ({missing.name})", "postgres") from None


def _layout(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _default_file() -> Path:
    return data_folder() / "records.sqlite"


def data_folder() -> Path:
    """Return the user's folder for what Counterfoil keeps."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "counterfoil"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "counterfoil"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "counterfoil"
