"""When a challenge asks for what, and how people move when asked: late, unevenly, never twice alike.

Times are in seconds from the start of the clip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.attacks import Reals, chance

STEPS: Final = ("turn_left", "turn_right", "nod", "blink", "come_closer")
"""Everything that a challenge can ask for; left and right are the person's own."""
AXES: Final = {"turn_left": "turn", "turn_right": "turn", "nod": "nod", "blink": "blink", "come_closer": "closer"}

_LEAD: Final = (0.8, 1.3)
"""How long a person looks straight ahead before the first step is shown."""
_BETWEEN: Final = (1.8, 2.9)
"""From one step's showing to the next: reading, moving, coming back."""
_LAST: Final = 0.5
"""How long the recording goes on when the last step should be done."""
_REACTION: Final = (0.3, 0.7)
_RISE: Final = {"turn": (0.4, 0.65), "nod": (0.25, 0.45), "blink": (0.1, 0.17), "closer": (0.5, 0.8)}
_HOLD: Final = {"turn": (0.15, 0.4), "nod": (0.05, 0.25), "blink": (0.1, 0.3), "closer": (0.2, 0.45)}
_BACK: Final = {"turn": (0.4, 0.6), "nod": (0.25, 0.45), "blink": (0.14, 0.22), "closer": (0.4, 0.6)}
_BREATH: Final = 0.08
"""At least so long a head is straight between two movements."""
REACH: Final = {"turn": (24.0, 34.0), "nod": (13.0, 19.5), "blink": (0.9, 1.0), "closer": (1.32, 1.48)}
"""How far people go: degrees, degrees, closure, times nearer."""
_SPONTANEOUS: Final = 0.25
"""How often a person who waits for the next step blinks unasked."""


@dataclass(frozen=True)
class Cue:
    """A step and when it is shown to the person."""

    step: str
    at: float


@dataclass(frozen=True)
class Script:
    """What a challenge asked for, and when the recording ends."""

    cues: tuple[Cue, ...]
    end: float

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(cue.step for cue in self.cues)

    @property
    def ends(self) -> tuple[float, ...]:
        """When each step must have been done: when the next is shown, or the recording ends."""
        return (*(cue.at for cue in self.cues[1:]), self.end)[: len(self.cues)]

    def renamed(self, steps: Sequence[str]) -> "Script":
        """Return a script with the same times for other steps."""
        return Script(tuple(Cue(step, cue.at) for step, cue in zip(steps, self.cues, strict=True)), self.end)


@dataclass(frozen=True)
class Movement:
    """One movement away from the neutral pose and back, eased at both ends.

    Attributes:
        axis: What moves, see `tools.attacks.bank`.
        reach: How far, with its sign.
        start: When it begins.
        there: When it has gone as far as it goes.
        leave: When it begins to come back.
        end: When it is back.
    """

    axis: str
    reach: float
    start: float
    there: float
    leave: float
    end: float

    def share(self, at: float) -> float:
        """Return how far the movement has gone at a time, from 0 to 1."""
        return float(_ease(np.interp(at, (self.start, self.there, self.leave, self.end), (0.0, 1.0, 1.0, 0.0))))


def _ease(share: float | Reals) -> float | Reals:
    return share * share * (3 - 2 * share)


def draw_script(steps: Sequence[str], rng: np.random.Generator) -> Script:
    """Return when each step is shown, one after another, when the step before has been done."""
    at = rng.uniform(*_LEAD)
    cues = []
    for step in steps:
        cues.append(Cue(step, round(float(at), 3)))
        at += rng.uniform(*_BETWEEN)
    return Script(tuple(cues), round(float(at) + _LAST, 3))


def perform(script: Script, rng: np.random.Generator) -> tuple[Movement, ...]:
    """Return a person's movements: each step soon after it is shown and, at times, a blink that nobody asked for."""
    movements: list[Movement] = []
    free = 0.0
    for cue, until in zip(script.cues, script.ends, strict=True):
        axis = AXES[cue.step]
        start = max(cue.at + rng.uniform(*_REACTION), free)
        movement = _movement(axis, _reach(cue.step, rng), start, rng)
        movements.append(movement)
        unasked = _movement("blink", 1.0, movement.end + rng.uniform(0.05, 0.2), rng)
        if axis != "blink" and unasked.end < until and chance(rng, _SPONTANEOUS):
            movements.append(unasked)
        free = movements[-1].end + _BREATH
    return tuple(movements)


def _reach(step: str, rng: np.random.Generator) -> float:
    reach = rng.uniform(*REACH[AXES[step]])
    return -reach if step == "turn_right" else reach


def _movement(axis: str, reach: float, start: float, rng: np.random.Generator) -> Movement:
    there = start + rng.uniform(*_RISE[axis])
    leave = there + rng.uniform(*_HOLD[axis])
    end = leave + rng.uniform(*_BACK[axis])
    return Movement(axis, float(reach), float(start), float(there), float(leave), float(end))


def nearness(movements: Sequence[Movement], at: float) -> float:
    """Return how many times nearer than at first a face is at a time."""
    return 1 + sum((movement.reach - 1) * movement.share(at) for movement in movements if movement.axis == "closer")


def times(script: Script, rate: float) -> Reals:
    """Return the time of each frame at a rate (a second)."""
    return np.arange(round(script.end * rate)) / rate


def drift(at: Reals, rng: np.random.Generator, fastest: float = 2.5) -> Reals:
    """Return what a hand does that tries to be still: at each moment a number of about unit size, slow parts largest.

    Args:
        at: The moments (s).
        rng: The source of chance.
        fastest: Of the frequencies that it is the sum of (Hz).
    """
    frequencies = rng.uniform(0.1, fastest, 7)
    waves = np.sin(2 * np.pi * (at[:, None] * frequencies + rng.random(7))) / (1 + 2 * frequencies)
    total: Reals = waves.sum(axis=1)
    return total / 0.75
