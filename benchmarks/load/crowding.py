"""Three times as many people as can be judged: who is let in, who is told to come back, and what becomes of either."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from typing import Final

from benchmarks.load.person import Door, Person, Pictures, RefusedError
from benchmarks.load.record import Crowd
from benchmarks.load.service import RunningService
from benchmarks.load.watching import Watch

_LOOK: Final = 0.5
_PATIENCE: Final = 600.0
"""Seconds for the last of them to be judged."""

_WHOLE: Final = ("ledger", "verify")


async def crowd(
    service: RunningService, people: Sequence[Pictures], arrivals: float, seconds: float, room: int
) -> Crowd:
    """Let people come at a steady rate, whatever the service says. Who is refused goes away.

    Args:
        service: The service.
        people: What they show.
        arrivals: How many come each second.
        seconds: For how long.
        room: How many may wait, by the service's setting.
    """
    door = Door(service.address, service.key)
    watch = Watch(door, _LOOK)
    turns, coming = cycle(people), list[asyncio.Task[Person]]()

    async def come() -> Person:
        return await watch.judged(await door.hand_in(next(turns)))

    begun = time.monotonic()
    async with watch.looking():
        while (now := time.monotonic() - begun) < seconds:
            coming.append(asyncio.create_task(come()))
            await asyncio.sleep(max(0.0, len(coming) / arrivals - now))
        _, late = await asyncio.wait(coming, timeout=_PATIENCE)
        for one in late:
            one.cancel()
        ended = await asyncio.gather(*coming, return_exceptions=True)
    refusals = [one for one in ended if isinstance(one, RefusedError)]
    judged = [one for one in ended if isinstance(one, Person)]
    return Crowd(
        arrivals=arrivals,
        came=len(ended),
        accepted=len(ended) - len(refusals),
        refused=dict(Counter(one.what for one in refusals if one.is_busy)),
        without_retry_after=sum(one.is_busy and not one.retry_after for one in refusals),
        others=dict(Counter(str(one.status) for one in refusals if not one.is_busy)),
        room=room,
        longest_queue=watch.longest,
        decision=tuple(one.waited for one in judged),
        judged=len(judged),
        ledger=_is_whole(service),
    )


def _is_whole(service: RunningService) -> bool:
    try:
        service.run(*_WHOLE)
    except RuntimeError:
        return False
    return True
