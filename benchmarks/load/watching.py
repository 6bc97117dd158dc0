"""Seeing who has been judged: one question for all who wait, asked again and again."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.load.person import Door, Person


class Watch:
    """Sees when people have been judged, to within the time between two looks.

    Args:
        door: Where they came in.
        every: Seconds between two looks.

    Attributes:
        longest: How many waited at the same time, at most.
    """

    def __init__(self, door: Door, every: float) -> None:
        self.longest = 0
        self._door = door
        self._every = every
        self._waiting: dict[str, tuple[Person, asyncio.Event]] = {}

    async def judged(self, person: Person) -> Person:
        """Wait until somebody who has handed in has been judged."""
        _, gone = self._waiting[person.id] = person, asyncio.Event()
        await gone.wait()
        return person

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Look as long as this is entered."""
        task = asyncio.create_task(self._look())
        try:
            yield
        finally:
            task.cancel()

    async def _look(self) -> None:
        while True:
            known = set(self._waiting)
            waiting = await self._door.judging()
            self.longest = max(self.longest, len(waiting))
            for which in known - waiting:
                person, gone = self._waiting.pop(which)
                person.judged_at = time.monotonic()
                gone.set()
            await asyncio.sleep(self._every)
