"""Where the engine (DBOS) keeps its own tables, and what it is told. It holds ids and counts, nothing personal.

On SQLite that is a file beside the records, so that the engine's many small writes do not wait for theirs; on Postgres
a schema of its own in the same database. The engine talks to nobody else: no conductor, no telemetry.
"""

import logging
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL

from counterfoil.errors import MissingExtraError
from counterfoil.jobs.older_sqlite import teach_fractions_of_seconds
from counterfoil.records.database import Database

APPLICATION: Final = "counterfoil"
SCHEMA: Final = "counterfoil_jobs"
QUEUE: Final = "verifications"
JUDGE: Final = "judge"

SHAPE: Final = "1"
"""The version of the work's steps. What is waiting under another one is not taken up, so it changes only with them,
and never because Counterfoil has a new version."""

_OWNER_ONLY: Final = 0o600
_OF_THEIRS: Final = ("DBOS__CLOUD", "DBOS__CONDUCTOR_KEY", "DBOS__CONDUCTOR_URL", "DBOS__CONDUCTOR_APP_NAME")


def address_of(database: Database) -> str:
    """Return the URL of the engine's tables; on SQLite the file is made, private to its owner, and writes ahead."""
    url: URL = database.engine.url
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=False)
    records = Path(url.database or "")
    path = records.with_name(f"{records.stem}-jobs{records.suffix}")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))
    # Refused while somebody writes: they have set it, or whoever opens it next will.
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    return URL.create("sqlite", database=str(path)).render_as_string()


def name_of(which: str, attempt: int) -> str:
    """Return the id of the work on an attempt: the same however often it is handed over."""
    return f"{which}:{attempt}"


def engine_module() -> Any:
    """Return the engine's package, kept from talking to anybody but its database.

    Raises:
        MissingExtraError: It is not installed.
    """
    for name in _OF_THEIRS:
        os.environ.pop(name, None)
    try:
        import dbos  # noqa: PLC0415 - half a second, which only who hands over or works needs to pay
    except ModuleNotFoundError:
        raise MissingExtraError("Workers", "service") from None
    logging.getLogger("dbos").setLevel(logging.WARNING)
    teach_fractions_of_seconds()
    return dbos


def make_tables(database: Database) -> None:
    """Make the engine's tables, or bring them up to date."""
    engine_module().DBOS.migrate(address_of(database), schema=SCHEMA)
