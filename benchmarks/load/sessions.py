"""Many capture pages at once, each with its socket, most of them quiet: somebody turns a document the right way up."""

import asyncio
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import websockets
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.load import processes
from benchmarks.load.person import Door
from benchmarks.load.record import Sessions
from benchmarks.load.service import RunningService

_OPENED_AT_ONCE: Final = 10
_BETWEEN_FRAMES: Final = 40.0
"""Seconds: less than the 90 after which a quiet socket is closed."""

_SEED: Final = 5
_LONGEST_ANSWER: Final = 60.0


@dataclass(slots=True)
class _Seen:
    frames: int = 0
    left_out: int = 0
    dropped: int = 0


async def hold(service: RunningService, frames: Sequence[bytes], count: int, seconds: float) -> Sessions:
    """Open so many sessions, hold them for a while, and see what memory they take.

    Args:
        service: The service.
        frames: What the cameras see.
        count: How many sessions.
        seconds: How long.
    """
    before = processes.resident(service.processes)
    door = Door(service.address, service.key)
    opening = asyncio.Semaphore(_OPENED_AT_ONCE)
    over = asyncio.Event()
    seen = _Seen()
    by_chance = random.Random(_SEED)  # noqa: S311 - when frames are sent, the same in every run
    there = [asyncio.Event() for _ in range(count)]

    async def hold_one(number: int) -> None:
        async with opening:
            person = await door.open()
            socket = await connect(
                f"{service.address.replace('http', 'ws', 1)}/v1/capture/live",
                additional_headers={"Cookie": person.cookie},
                origin=service.address,  # type: ignore[arg-type]
                compression=None,
            )
        there[number].set()
        async with socket:
            await _point_camera(socket, frames[number % len(frames)], by_chance, over, seen)

    holding = [asyncio.create_task(hold_one(number)) for number in range(count)]
    try:
        for one in there:
            await asyncio.wait_for(one.wait(), _LONGEST_ANSWER * 5)
        await asyncio.sleep(seconds)
        now = service.processes
        resident, proportional = processes.resident(now), processes.proportional(now)
    finally:
        over.set()
        ended = await asyncio.gather(*holding, return_exceptions=True)
    seen.dropped += sum(isinstance(one, Exception) for one in ended)
    return Sessions(count, seen.frames, seen.left_out, seen.dropped, len(now), resident, proportional, before)


async def _point_camera(
    socket: ClientConnection, frame: bytes, by_chance: random.Random, over: asyncio.Event, seen: _Seen
) -> None:
    try:
        await socket.send(json.dumps({"do": "watch", "shows": "face"}))
        await socket.recv()
        while not over.is_set():
            try:
                await asyncio.wait_for(over.wait(), by_chance.uniform(0, 2 * _BETWEEN_FRAMES))
            except TimeoutError:
                await socket.send(frame)
                said = json.loads(await asyncio.wait_for(socket.recv(), _LONGEST_ANSWER))
                seen.frames += 1
                seen.left_out += said["hint"] == "wait"
    except (websockets.ConnectionClosed, TimeoutError):
        seen.dropped += 1
