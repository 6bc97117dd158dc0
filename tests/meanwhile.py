"""Two transactions at once, the second begun at a certain statement of the first: races without luck, on Postgres."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event, text

from counterfoil.errors import CounterfoilError
from counterfoil.records.database import Database

_SOMEBODY_WAITS = text(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1"
)


@contextmanager
def meanwhile(database: Database, words: str, act: Callable[[], Any]) -> Iterator[list[Any]]:
    """Do something in another thread just before a statement of this one, until it is done or waits for a lock.

    Args:
        database: On Postgres; it says who waits.
        words: What the statement holds; the first such one counts.
        act: What to do, in a transaction of its own.

    Yields:
        What that returned or raised, once the block has ended.
    """
    ended: list[Any] = []
    here = threading.current_thread()

    def run() -> None:
        try:
            ended.append(act())
        except CounterfoilError as wrong:
            ended.append(wrong)

    other = threading.Thread(target=run)

    def look(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.current_thread() is here and words in statement and other.ident is None:
            other.start()
            with database.engine.connect() as connection:
                while other.is_alive() and connection.execute(_SOMEBODY_WAITS).scalar() is None:
                    connection.rollback()  # activity is looked at once a transaction

    event.listen(database.engine, "before_cursor_execute", look)
    try:
        yield ended
    finally:
        event.remove(database.engine, "before_cursor_execute", look)
        assert other.ident is not None, f"nothing was executed with {words!r}"
        other.join()
