"""``unixepoch('subsec')`` for SQLite before 3.42, which answers nothing to it.

On Python 3.12 and later DBOS fills its moments with it and takes no look at SQLite's version. Debian 12 has 3.40, and
so has whatever Python is built on it, such as the image `python:3.12-slim-bookworm`: no worker would start there.
"""

import sqlite3
import time
from typing import Final

from sqlalchemy import Engine, event

_KNOWN_SINCE: Final = (3, 42)


def teach_fractions_of_seconds() -> None:
    """Let every connection to an older SQLite that is opened from now on know it."""
    if sqlite3.sqlite_version_info < _KNOWN_SINCE and not event.contains(Engine, "connect", _teach):
        event.listen(Engine, "connect", _teach)


def _teach(connection: object, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("unixepoch", 1, _unixepoch)


def _unixepoch(modifier: str) -> float:
    if modifier != "subsec":
        raise ValueError("only the moment that it is now is known")
    return time.time()
