"""Where frames are looked at: a bounded number of threads, a bounded number of challenges at once, one socket each.

One process has one of these, made with its application. Beyond the bounds nothing queues: guidance is left out for a
frame, and whoever wants to begin a challenge is told when to ask again.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from counterfoil.service.live import limits

_T = TypeVar("_T")


class Places:
    """The threads that look at frames, and the challenges that may run.

    Args:
        cores: How many frames are looked at at the same time; by default as many as the machine has cores.
    """

    def __init__(self, cores: int | None = None) -> None:
        count = cores or os.cpu_count() or 1
        self._guiding = ThreadPoolExecutor(count, thread_name_prefix="guidance")
        self._challenging = ThreadPoolExecutor(count, thread_name_prefix="challenge")
        self._most_guided = count * limits.GUIDED_A_CORE
        self._guided = 0
        self._sockets: dict[str, asyncio.Event] = {}
        self.challenges_free = count * limits.CHALLENGES_A_CORE

    async def guide(self, look: Callable[[], _T]) -> _T | None:
        """Look at a frame for guidance; None when so many wait already that this one is left out."""
        if self._guided >= self._most_guided:
            return None
        self._guided += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._guiding, look)
        finally:
            self._guided -= 1

    async def challenge(self, look: Callable[[], _T]) -> _T:
        """Look at a frame of a challenge, or end one: never left out."""
        return await asyncio.get_running_loop().run_in_executor(self._challenging, look)

    def take_over(self, verification: str) -> asyncio.Event:
        """Let a verification's newest socket be its only one: a person shows one thing at a time.

        Returns:
            What is set when a newer one takes over from this one.
        """
        if before := self._sockets.get(verification):
            before.set()
        self._sockets[verification] = asyncio.Event()
        return self._sockets[verification]

    def leave(self, verification: str, taken_over: asyncio.Event) -> None:
        """Forget a socket that has ended."""
        if self._sockets.get(verification) is taken_over:
            del self._sockets[verification]

    def take_challenge(self) -> bool:
        """Take a place for a challenge; False when all are taken."""
        if self.challenges_free == 0:
            return False
        self.challenges_free -= 1
        return True

    def give_challenge(self) -> None:
        """Give the place back."""
        self.challenges_free += 1
