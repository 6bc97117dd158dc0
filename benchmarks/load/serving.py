"""Throughput and latency: people who come as soon as there is room, one after the other, or at a rate."""

import asyncio
import random
import time
from collections.abc import Sequence
from itertools import cycle
from typing import Final

from benchmarks.load import processes
from benchmarks.load.person import Door, Person, Pictures, RefusedError
from benchmarks.load.record import Rate, Waits
from benchmarks.load.service import RunningService
from benchmarks.load.watching import Watch

_AT_ONCE: Final = 24
"""People who are there at the same time when as many come as can be judged: enough that some always wait."""

_NOW_AND_THEN: Final = 1.0
_CLOSELY: Final = 0.1
"""Seconds between two looks at who has been judged: where people are counted, and where their waits are measured."""

_SEED: Final = 5


async def saturated(service: RunningService, people: Sequence[Pictures], warm: float, seconds: float) -> Rate:
    """Return what the service gets through while there is always somebody to judge."""
    door = Door(service.address, service.key)
    watch = Watch(door, _NOW_AND_THEN)
    turns, gone = cycle(people), list[Person]()
    until = time.monotonic() + warm + seconds

    async def come_again() -> None:
        while time.monotonic() < until:
            try:
                gone.append(await watch.judged(await door.hand_in(next(turns))))
            except RefusedError as wrong:
                await asyncio.sleep(float(wrong.retry_after or 1))

    async with watch.looking(), asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(come_again())
        await asyncio.sleep(warm)
        begun, cpu = time.monotonic(), processes.cpu(service.processes)
        await asyncio.sleep(seconds)
        ended, spent = time.monotonic(), processes.cpu(service.processes) - cpu
    return Rate(sum(begun <= one.judged_at < ended for one in gone), ended - begun, spent)


async def one_by_one(service: RunningService, people: Sequence[Pictures], count: int) -> Waits:
    """Return how long people wait who come one after the other."""
    door = Door(service.address, service.key)
    watch = Watch(door, _CLOSELY)
    turns = cycle(people)
    async with watch.looking():
        gone = [await watch.judged(await door.hand_in(next(turns))) for _ in range(count)]
    return _waits(gone, 0.0)


async def at_rate(service: RunningService, people: Sequence[Pictures], arrivals: float, seconds: float) -> Waits:
    """Return how long people wait who come at random, so many a second on average (a Poisson process)."""
    door = Door(service.address, service.key)
    watch = Watch(door, _CLOSELY)
    by_chance = random.Random(_SEED)  # noqa: S311 - when people come, the same in every run
    turns = cycle(people)
    until = time.monotonic() + seconds

    async def come() -> Person:
        return await watch.judged(await door.hand_in(next(turns)))

    coming = []
    async with watch.looking(), asyncio.TaskGroup() as group:
        while time.monotonic() < until:
            coming.append(group.create_task(come()))
            await asyncio.sleep(by_chance.expovariate(arrivals))
    return _waits([one.result() for one in coming], arrivals)


def _waits(gone: Sequence[Person], arrivals: float) -> Waits:
    requests = {what: tuple(one.seconds[what] for one in gone) for what in gone[0].seconds}
    return Waits(arrivals, tuple(one.waited for one in gone), requests)
