"""A challenge as it happens: frames come in, and the next step is drawn only when the one before is done.

Whoever drives a camera asks `Session.see` with every frame what to show. A step that cannot be done is exchanged for
another; a step that is not done in its time is, too, as long as exchanges are left. Nobody waits for ever: a session
ends done, or over, and then a person sees the bearer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from counterfoil.images import Frame
from counterfoil.images.clip import MOST_FRAMES
from counterfoil.liveness import colour, limits, obeying
from counterfoil.liveness.capture import chain
from counterfoil.liveness.challenge import (
    Arrival,
    Asked,
    Capture,
    Challenge,
    Draw,
    Flash,
    kinds_left,
    length,
    new_id,
    next_step,
)
from counterfoil.liveness.judging import Findings, conclude
from counterfoil.liveness.observing import Observer
from counterfoil.liveness.steps import Step, seen
from counterfoil.liveness.trace import Trace
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to show the bearer now.

    Attributes:
        state: ``ready`` (look straight ahead), ``step``, ``done`` (thank them) or ``over`` (a person sees them now).
        step: What to ask for; None unless the state is ``step``.
        number: Which step it is, from 1; 0 before the first.
        of: How many steps there are.
        colour: Red, green and blue that the screen should take; None when colours were not asked for.
    """

    state: Literal["ready", "step", "done", "over"]
    step: Step | None
    number: int
    of: int
    colour: tuple[int, int, int] | None


class Session:
    """One challenge of one bearer, for one clip.

    Args:
        draw: The source of chance: `secrets.randbelow`.
        networks: With the models of `counterfoil.liveness.MODELS`.
        without: Steps that the bearer said they cannot do.
        window: Seconds for each step.
        coloured: Whether the screen also shows colours; see `counterfoil.liveness.colour` first.

    Raises:
        ChallengeError: Too few kinds of steps remain.
    """

    def __init__(
        self,
        draw: Draw,
        networks: Networks,
        *,
        without: Collection[Step] = (),
        window: float = limits.WINDOW,
        coloured: bool = False,
    ) -> None:
        self.id = new_id(draw)
        self._draw = draw
        self._kinds = kinds_left(without)
        self._window = window
        self._length = length(len(self._kinds))
        self._observer = Observer(networks)
        self._trace = Trace()
        self._asked: list[Asked] = []
        self._done = 0
        self._last_done = 0.0
        self._exchanges = 0
        self._complete = False
        self._over = False
        self._stopped = False
        self._flashes: tuple[Flash, ...] = colour.flashes(draw, limits.LEAD) if coloured else ()

    def see(self, frame: Frame) -> Prompt:
        """Look at the next frame and say what to show.

        Raises:
            ModelError: A network is missing or altered.
        """
        if len(self._observer.sights) >= MOST_FRAMES:
            self._over = self._stopped = True
        if not self._over:
            self._trace.see(self._observer.see(frame))
            self._advance(frame.at)
        return self._prompt(frame.at)

    def cannot(self) -> Prompt:
        """Exchange the step that is shown for another: the bearer said that they cannot do it."""
        sights = self._observer.sights
        now = sights[-1].at if sights else 0.0
        if self._asked and not self._over and not self._all_seen:
            self._exchange(now)
        return self._prompt(now)

    def finish(self) -> Findings:
        """Judge what was seen, and return it with the challenge as it was shown and the chain over its frames."""
        return conclude(self._observer, self._challenge(), stopped=self._stopped)

    @property
    def _all_seen(self) -> bool:
        return self._done == self._length

    @property
    def _finished(self) -> bool:
        return self._over or self._complete

    def _advance(self, now: float) -> None:
        if self._finished:
            return
        if self._all_seen:
            self._complete = now >= self._last_done + limits.TAIL
            return
        if not self._asked:
            if now >= limits.LEAD:
                self._ask(now)
            return
        part = obeying.window(self._trace.course, tuple(self._asked), len(self._asked) - 1)
        if seen(self._asked[-1].step, part) is not None:
            self._done += 1
            self._last_done = now
            if not self._all_seen:
                self._ask(now)
        elif now > self._asked[-1].revealed + self._window:
            self._exchange(now)

    def _ask(self, now: float) -> None:
        before = [asked.step for asked in self._asked]
        self._asked.append(Asked(next_step(self._draw, self._kinds, before, self._length), now, self._window))

    def _exchange(self, now: float) -> None:
        """Ask for another step in place of the one shown, which counts no more; after too many the session is over."""
        self._exchanges += 1
        if self._exchanges > limits.SKIPS:
            self._over = True
            return
        given_up = self._asked.pop().step
        others = tuple(step for step in self._kinds if step is not given_up)
        before = [asked.step for asked in self._asked]
        self._asked.append(Asked(next_step(self._draw, others, before, self._length), now, self._window))

    def _prompt(self, now: float) -> Prompt:
        shown = [flash.colour for flash in self._flashes if flash.at <= now]
        tint = shown[-1] if shown else None
        if self._over:
            return Prompt("over", None, len(self._asked), self._length, None)
        if self._finished:
            return Prompt("done", None, self._length, self._length, None)
        if not self._asked:
            return Prompt("ready", None, 0, self._length, tint)
        return Prompt("step", self._asked[-1].step, len(self._asked), self._length, tint)

    def _challenge(self) -> Challenge | None:
        if not self._asked:
            return None
        return Challenge(self.id, tuple(self._asked), self._flashes, self._capture())

    def _capture(self) -> Capture | None:
        """What was noted of the frames, when they came with their digests and times of arrival."""
        noted = [(one.arrived, one.sha256) for one in self._observer.sights]
        arrived = [time for time, _ in noted if time is not None]
        digests = [digest for _, digest in noted if digest is not None]
        if len(arrived) < len(noted) or len(digests) < len(noted):
            return None
        links = chain(self.id, digests)
        return Capture("camera", tuple(Arrival(at, link) for at, link in zip(arrived, links, strict=True)))
