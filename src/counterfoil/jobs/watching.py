"""Being seen to be alive, and taking up what workers left that are not.

Another worker is dead once its count has stood still for so many looks in a row. Looks are counted and not seconds: a
clock that jumps kills nobody, and neither does a database that was gone for a while, since nobody could look meanwhile.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counterfoil.jobs.engine import Engine
from counterfoil.records import workers
from counterfoil.records.database import Database

LOOK_SECONDS: Final = 1.0
STILL_LOOKS: Final = 10
"""Looks in a row at a count that stands still. A worker counts once between two looks."""


@dataclass(slots=True)
class _Seen:
    beat: int
    still: int = 0


class Watch:
    """Counts up for one worker, and watches the others.

    Args:
        database: The records.
        engine: Where what others left is taken up.
        which: The id of this worker.
        name: What the operator calls it.
        clock: Gives the time, for people who look.
    """

    def __init__(
        self, database: Database, engine: Engine, which: str, name: str, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._engine = engine
        self._which = which
        self._name = name
        self._clock = clock
        self._seen: dict[str, _Seen] = {}

    def arrive(self) -> None:
        """Put down that this worker begins."""
        with self._database.writing() as connection:
            workers.arrive(connection, self._which, self._name, self._clock())

    def look(self) -> list[str]:
        """Count up, look at the others, and take up what dead ones left.

        Returns:
            Whose work was taken up.

        Raises:
            RecordsError: The database cannot be used.
        """
        with self._database.writing() as connection:
            if not workers.beat(connection, self._which, self._clock()):
                workers.arrive(connection, self._which, self._name, self._clock())
            others = [one for one in workers.all_workers(connection) if one.id != self._which]
        dead = [one.id for one in others if one.is_gone or self._stands_still(one)]
        self._seen = {one.id: self._seen[one.id] for one in others if one.id in self._seen}
        if dead:
            self._engine.take_up(dead)
            with self._database.writing() as connection:
                for one in dead:
                    workers.forget(connection, one)
        return dead

    def leave(self) -> None:
        """Put down that this worker leaves, and that what it had not finished is free."""
        with self._database.writing() as connection:
            workers.leave(connection, self._which)

    def _stands_still(self, other: workers.Worker) -> bool:
        seen = self._seen.get(other.id)
        if seen is None or seen.beat != other.beat:
            self._seen[other.id] = _Seen(other.beat)
            return False
        seen.still += 1
        return seen.still >= STILL_LOOKS


def new_id(name: str) -> str:
    """Return an id for a worker of this process only."""
    kept = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))
    return f"{kept[:40] or 'worker'}-{secrets.token_hex(8)}"
