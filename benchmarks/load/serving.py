"""Throughput and latency: people who come as soon as there is room, one after the other, or at a rate."""

import asyncio
import random
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import cycle
from typing import Any, Final

from benchmarks.load import processes
from benchmarks.load.person import Door, Person, Pictures, RefusedError
from benchmarks.load.record import Rate, Waits
from benchmarks.load.service import RunningService

_AT_ONCE: Final = 24
"""People who are there at the same time when as many come as can be judged: enough that some always wait."""

_LOOK: Final = 1.0
"""Seconds between two looks at who has been judged."""

_PATIENCE: Final = 600.0
_SEED: Final = 5


async def saturated(service: RunningService, people: Sequence[Pictures], warm: float, seconds: float) -> Rate:
    """Return what the service gets through while there is always somebody to judge."""
    door = Door(service.address, service.key)
    gone = _Gone(door)
    turns = cycle(people)
    until = time.monotonic() + warm + seconds

    async def come_again() -> None:
        while time.monotonic() < until:
            try:
                person = await door.hand_in(next(turns))
            except RefusedError as wrong:
                await asyncio.sleep(float(wrong.retry_after or 1))
            else:
                await gone.wait(person)

    async with asyncio.TaskGroup() as group:
        looking = group.create_task(gone.look())
        coming = [group.create_task(come_again()) for _ in range(_AT_ONCE)]
        await asyncio.sleep(warm)
        begun, cpu = time.time(), processes.cpu(service.processes)
        await asyncio.sleep(seconds)
        ended, spent = time.time(), processes.cpu(service.processes) - cpu
        await asyncio.wait(coming)
        looking.cancel()
    judged = (_judged_at(one) for one in (await door.all_where(_is_judged)).values())
    await door.close()
    return Rate(sum(begun <= at < ended for at in judged), ended - begun, spent)


async def one_by_one(service: RunningService, people: Sequence[Pictures], count: int) -> Waits:
    """Return how long people wait who come one after the other."""
    door = Door(service.address, service.key)
    gone = _Gone(door)
    came = []
    async with asyncio.TaskGroup() as group:
        looking = group.create_task(gone.look())
        turns = cycle(people)
        for _ in range(count):
            came.append(await door.hand_in(next(turns)))
            await gone.wait(came[-1])
        looking.cancel()
    waits = await _waits(door, came, 0.0)
    await door.close()
    return waits


async def at_rate(service: RunningService, people: Sequence[Pictures], arrivals: float, seconds: float) -> Waits:
    """Return how long people wait who come at random, so many a second on average (a Poisson process)."""
    door = Door(service.address, service.key)
    by_chance = random.Random(_SEED)  # noqa: S311 - when people come, the same in every run
    turns, came = cycle(people), []
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        while time.monotonic() < until:
            came.append(group.create_task(door.hand_in(next(turns))))
            await asyncio.sleep(by_chance.expovariate(arrivals))
    await drained(door)
    waits = await _waits(door, [one.result() for one in came], arrivals)
    await door.close()
    return waits


async def drained(door: Door) -> None:
    """Wait until nobody waits to be judged.

    Raises:
        RuntimeError: That does not happen.
    """
    until = time.monotonic() + _PATIENCE
    while await door.judging():
        if time.monotonic() > until:
            raise RuntimeError("what was handed in is not judged")
        await asyncio.sleep(_LOOK)


def seconds_to_decision(one: Person, judged: dict[str, Any]) -> float:
    """Return how long a person waited from handing in to the decision."""
    return _judged_at(judged) - one.submitted_at


async def _waits(door: Door, came: Sequence[Person], arrivals: float) -> Waits:
    found = await door.all_where(_is_judged)
    decision = tuple(seconds_to_decision(one, found[one.id]) for one in came)
    asked = came[0].seconds
    return Waits(arrivals, decision, {what: tuple(one.seconds[what] for one in came) for what in asked})


def _is_judged(one: dict[str, Any]) -> bool:
    """Tell whether somebody has judged it, to whatever verdict."""
    return one["verdict"] is not None


def _judged_at(one: dict[str, Any]) -> float:
    return datetime.fromisoformat(one["changed_at"]).timestamp()


class _Gone:
    """Tells who has been judged, with one question for all who wait."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._waiting: dict[str, asyncio.Event] = {}

    async def wait(self, person: Person) -> None:
        """Wait until a person has been judged."""
        gone = self._waiting[person.id] = asyncio.Event()
        await gone.wait()

    async def look(self) -> None:
        """Look again and again."""
        while True:
            waiting = set(self._waiting)
            for judged in waiting - await self._door.judging():
                self._waiting.pop(judged).set()
            await asyncio.sleep(_LOOK)
