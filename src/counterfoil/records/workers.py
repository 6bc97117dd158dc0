"""Which workers there are. Each counts up in a row of its own; one that has stopped counting is dead.

Others look at the count and not at the time, so that a clock that jumps makes nobody dead and keeps nobody alive.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from counterfoil import __version__
from counterfoil.records.tables import workers

SEEN_LATELY: Final = timedelta(seconds=15)
"""Within which a worker has counted up if it is alive: for people and probes, not for taking up what it left."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker as its row says.

    Attributes:
        id: Its name in the engine, of one process only.
        name: What the operator calls it.
        version: Of Counterfoil.
        beat: Its count.
        is_gone: Whether it has left, and what it had not finished is free.
        started_at: When it began.
        seen_at: When it last counted up, by its own clock.
    """

    id: str
    name: str
    version: str
    beat: int
    is_gone: bool
    started_at: datetime
    seen_at: datetime


def arrive(connection: Connection, which: str, name: str, now: datetime) -> None:
    """Put down that a worker begins."""
    row = {"id": which, "name": name, "version": __version__, "beat": 0, "is_gone": False}
    connection.execute(insert(workers).values(**row, started_at=now, seen_at=now))


def beat(connection: Connection, which: str, now: datetime) -> bool:
    """Count up; return whether the row is still there. When others took this worker for dead, it is not."""
    counted = update(workers).where(workers.c.id == which).values(beat=workers.c.beat + 1, seen_at=now)
    return connection.execute(counted).rowcount == 1


def leave(connection: Connection, which: str) -> None:
    """Put down that a worker leaves: what it had not finished is free at once."""
    connection.execute(update(workers).where(workers.c.id == which).values(is_gone=True))


def forget(connection: Connection, which: str) -> None:
    """Remove a worker of which nothing is left to take up."""
    connection.execute(delete(workers).where(workers.c.id == which))


def all_workers(connection: Connection) -> list[Worker]:
    """Return every worker, the oldest first."""
    rows = connection.execute(select(workers).order_by(workers.c.started_at, workers.c.id))
    return [Worker(row.id, row.name, row.version, row.beat, row.is_gone, row.started_at, row.seen_at) for row in rows]


def alive(connection: Connection, now: datetime) -> list[Worker]:
    """Return the workers that have counted up lately, by the clock."""
    earliest = now - SEEN_LATELY
    return [one for one in all_workers(connection) if not one.is_gone and one.seen_at >= earliest]
