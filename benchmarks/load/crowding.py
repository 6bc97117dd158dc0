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
from benchmarks.load.serving import drained, seconds_to_decision

_LOOK: Final = 0.5
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
    longest = 0
    turns, came = cycle(people), []

    async def watch() -> None:
        nonlocal longest
        while True:
            longest = max(longest, len(await door.judging()))
            await asyncio.sleep(_LOOK)

    watching = asyncio.create_task(watch())
    begun = time.monotonic()
    while (now := time.monotonic() - begun) < seconds:
        came.append(asyncio.create_task(door.hand_in(next(turns))))
        await asyncio.sleep(max(0.0, len(came) / arrivals - now))
    ended = await asyncio.gather(*came, return_exceptions=True)
    watching.cancel()
    await drained(door)
    return await _told(door, service, ended, arrivals=arrivals, room=room, longest=longest)


async def _told(
    door: Door,
    service: RunningService,
    ended: Sequence[Person | BaseException],
    *,
    arrivals: float,
    room: int,
    longest: int,
) -> Crowd:
    accepted = [one for one in ended if isinstance(one, Person)]
    refusals = [one for one in ended if isinstance(one, RefusedError)]
    if len(accepted) + len(refusals) != len(ended):
        raise RuntimeError(f"a defect of this benchmark: {next(one for one in ended if isinstance(one, Exception))!r}")
    found = await door.all_where(lambda one: one["verdict"] is not None)
    await door.close()
    judged = [one for one in accepted if one.id in found]
    return Crowd(
        arrivals=arrivals,
        came=len(ended),
        accepted=len(accepted),
        refused=dict(Counter(one.what for one in refusals if one.is_busy)),
        without_retry_after=sum(one.is_busy and not one.retry_after for one in refusals),
        others=dict(Counter(str(one.status) for one in refusals if not one.is_busy)),
        room=room,
        longest_queue=longest,
        decision=tuple(seconds_to_decision(one, found[one.id]) for one in judged),
        judged=len(judged),
        ledger=_is_whole(service),
    )


def _is_whole(service: RunningService) -> bool:
    try:
        service.run(*_WHOLE)
    except RuntimeError:
        return False
    return True
