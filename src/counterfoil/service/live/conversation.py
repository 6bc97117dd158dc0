"""One page at one socket: frames in, guidance or the challenge's prompts out.

Frames for guidance are passed over when a newer one is there; those of a challenge never are while it runs. One task
reads, one looks, so that a frame's arrival is noted when it comes, however busy the machine is. Every frame is answered
once, those passed over too: a page waits for the answers to what it has sent before it sends more.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from counterfoil.errors import BusyError, ChallengeError, CounterfoilError, InvalidRequestError, StateError
from counterfoil.liveness import Prompt
from counterfoil.reasons import Reason
from counterfoil.service.access.bearers import Bearer
from counterfoil.service.live import frames, keeping, limits, messages
from counterfoil.service.live.guidance import DocumentGuide, FaceGuide, Guidance
from counterfoil.service.live.pace import Pace
from counterfoil.service.live.places import Places
from counterfoil.service.live.running import Running, poor
from counterfoil.service.state import Service

_LEFT_OUT: Final = Guidance("wait")

Send = Callable[[str], Awaitable[None]]
_Guide = Callable[[bytes], Guidance]


class Conversation:
    """What goes on between one page and the socket.

    Args:
        bearer: Whose page it is.
        service: What the process holds.
        places: Where frames are looked at.
        send: Sends a message to the page.
    """

    def __init__(self, bearer: Bearer, service: Service, places: Places, send: Send) -> None:
        self._bearer = bearer
        self._service = service
        self._places = places
        self._send = send
        self._pace = Pace()
        self._guide: _Guide | None = None
        self._latest: tuple[_Guide, bytes] | None = None
        self._running: Running | None = None
        self._unseen: asyncio.Queue[tuple[Running, bytes, float]] = asyncio.Queue(limits.UNSEEN_FRAMES)
        self._there_is_one = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def hear(self, text: str) -> None:
        """Do what the page says.

        Raises:
            InvalidRequestError: It says something that the socket does not know.
            StateError: The verification takes no captures now.
        """
        said = messages.read(text)
        if isinstance(said, messages.Watch):
            await self._watch(said)
        elif isinstance(said, messages.Begin):
            await self._begin(said)
        elif isinstance(said, messages.Cannot):
            await self._cannot()
        else:
            self._stop()
            await self._send(messages.said("stopped"))

    async def take(self, coded: bytes) -> None:
        """Take a frame.

        Raises:
            BusyError: Frames come too fast.
            BodyTooLargeError, ImageError: It is none that is looked at.
        """
        arrived = time.monotonic()
        if not self._pace.allows(arrived):
            raise BusyError("Too many frames a second", retry_after=1.0)
        frames.check(coded)
        if self._running is not None:
            try:
                self._unseen.put_nowait((self._running, coded, arrived))
            except asyncio.QueueFull:
                raise BusyError("Too many frames wait to be looked at", retry_after=1.0) from None
        elif self._guide is not None:
            before, self._latest = self._latest, (self._guide, coded)
            if before is not None:
                await self._pass_over()
        else:
            await self._pass_over()  # it was under way when its challenge ended
        self._there_is_one.set()

    async def look(self) -> None:
        """Look at frames as long as the socket is open.

        Raises:
            CounterfoilError: One cannot be looked at, or the records cannot be reached.
        """
        while True:
            await self._there_is_one.wait()
            self._there_is_one.clear()
            while not self._unseen.empty():
                await self._follow(*self._unseen.get_nowait())
            latest, self._latest = self._latest, None
            if latest is not None:
                await self._advise(*latest)

    def close(self) -> None:
        """Give up what runs."""
        self._stop()

    async def _watch(self, said: messages.Watch) -> None:
        self._stop()
        await asyncio.to_thread(self._may_capture)
        if said.shows == "face":
            face_guide = FaceGuide(self._service.networks)
            self._guide = lambda coded: face_guide.see(frames.picture(coded))
        else:
            guide = DocumentGuide(said.shows, self._service.networks)
            self._guide = lambda coded: guide.see(frames.picture(coded), self._service.clock().date())
        await self._send(messages.said("watching", shows=said.shows))

    def _may_capture(self) -> None:
        keeping.may_capture(self._service.books, self._bearer, self._service.clock())

    async def _begin(self, said: messages.Begin) -> None:
        self._stop()
        books, verification = self._service.books, self._bearer.verification
        await asyncio.to_thread(self._may_capture)
        try:
            running = Running(secrets.randbelow, self._service.networks, said.without)
        except ChallengeError as wrong:
            await self._send(messages.said("refused", code=wrong.code))
            return
        if not self._places.take_challenge():
            await self._send(messages.said("busy", retry_after=limits.AGAIN))
            return
        self._running = running
        begin = partial(keeping.begin, books, verification, running.id, self._service.clock())
        if not await asyncio.to_thread(begin):
            self._stop()
            await self._send(messages.said("spent"))
            return
        await self._send(messages.said("begun"))

    async def _cannot(self) -> None:
        if self._running is None:
            raise InvalidRequestError("No challenge runs")
        async with self._one_at_a_time:
            if (running := self._running) is not None:
                await self._show(running, await self._places.challenge(running.cannot))

    async def _advise(self, guide: _Guide, coded: bytes) -> None:
        guidance = await self._places.guide(partial(guide, coded)) if guide is self._guide else None
        if guide is self._guide:
            await self._send(messages.guided(guidance or _LEFT_OUT))
        else:
            await self._pass_over()

    async def _follow(self, running: Running, coded: bytes, arrived: float) -> None:
        async with self._one_at_a_time:
            if running is self._running:
                await self._show(running, await self._places.challenge(partial(running.see, coded, arrived)))
            else:
                await self._pass_over()

    async def _pass_over(self) -> None:
        """Answer a frame that came too late for what it was sent for."""
        await self._send(messages.said("passed_over"))

    async def _show(self, running: Running, prompt: Prompt) -> None:
        if running is not self._running:
            await self._pass_over()  # it was broken off while its frame was looked at
            return
        await self._send(messages.prompted(prompt))
        if prompt.state == "over":
            self._stop()
        elif prompt.state == "done":
            await self._end(running)

    async def _end(self, running: Running) -> None:
        """Keep what was recorded, and say so; what was broken off meanwhile is kept all the same where it is good."""
        amiss = await self._places.challenge(partial(self._keep, running))
        broken_off = running is not self._running
        if not broken_off:
            self._stop()
        if not amiss:
            await self._send(messages.said("kept"))
        elif not broken_off:
            await self._send(messages.said("poor", code=amiss.code))

    def _keep(self, running: Running) -> Reason | None:
        """Seal what was recorded; where it is too poor to be judged, say why instead."""
        findings = running.finish()
        if amiss := poor(findings):
            return amiss
        challenge = findings.challenge
        if challenge is None:
            raise StateError("The challenge ended before it began")
        keeping.keep(self._service.books, self._bearer, running.clip, challenge, self._service.clock())
        return None

    def _stop(self) -> None:
        """Forget what was shown and what was asked; a place that was taken is free again."""
        if self._running is not None:
            self._running = None
            self._places.give_challenge()
        self._guide = None


def told(wrong: CounterfoilError) -> str:
    """Write the error that ends a socket, for the page."""
    return messages.said("closed", code=wrong.code)
