"""What a challenge can ask for, and how each is told from the trace of a face.

Every movement is measured against the bearer's own neutral, since people hold their heads and open their eyes
differently, and counts from where it began: a head that is turned already when a turn is asked for has done nothing.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ChallengeError
from counterfoil.liveness import limits


class Step(StrEnum):
    """One thing that a challenge asks for. Left and right are the bearer's own."""

    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    NOD = "nod"
    BLINK = "blink"
    COME_CLOSER = "come_closer"


def step_named(name: str) -> Step:
    """Return the step of that name.

    Raises:
        ChallengeError: There is none; the message names those that there are.
    """
    try:
        return Step(name)
    except ValueError:
        known = ", ".join(step.value for step in Step)
        raise ChallengeError(f"There is no step {name[:40]!r}", remedy=f"Name one of {known}") from None


TURNS: Final = frozenset({Step.TURN_LEFT, Step.TURN_RIGHT})
"""The steps that show the head from the side, which is what tells a head from a plane."""


class Course(NamedTuple):
    """The course of one face over some frames, an array of N each; not a number where no face was seen.

    Attributes:
        at: Seconds.
        yaw: Degrees to the bearer's own left of their neutral.
        pitch: Degrees down from their neutral.
        scale: Distance of the eyes, corrected for the turn, in multiples of the neutral one, once that is known.
        openness: How alike the eyes are to their own usual look, -1 to 1: falls when they close.
    """

    at: NDArray[np.float64]
    yaw: NDArray[np.float64]
    pitch: NDArray[np.float64]
    scale: NDArray[np.float64]
    openness: NDArray[np.float64]


class Movement(NamedTuple):
    """A movement that was seen.

    Attributes:
        began: Index of the last frame before it.
        done: Index of the frame at which it was complete.
    """

    began: int
    done: int


def seen(step: Step, course: Course) -> Movement | None:
    """Return the first time that a step was done in a course, from its beginning on; None when it was not."""
    return _SEEN[step](course)


def strayed(course: Course, asked: Step) -> Movement | None:
    """Return the first movement that was not asked for, blinks aside, since everybody blinks; None when none was."""
    others = (seen(step, course) for step in Step if step not in (asked, Step.BLINK))
    return min((movement for movement in others if movement is not None), key=lambda m: m.done, default=None)


def _risen(values: NDArray[np.float64], low: float, high: float) -> Movement | None:
    """Return the first rise from below `low` to at least `high`."""
    with np.errstate(invalid="ignore"):
        below, above = np.flatnonzero(values < low), np.flatnonzero(values >= high)
    if below.size == 0:
        return None
    later = above[above > below[0]]
    if later.size == 0:
        return None
    done = int(later[0])
    return Movement(int(below[below < done][-1]), done)


def _turned_left(course: Course) -> Movement | None:
    return _risen(course.yaw, limits.TURN_BEGINS, limits.TURN)


def _turned_right(course: Course) -> Movement | None:
    return _risen(-course.yaw, limits.TURN_BEGINS, limits.TURN)


def _nodded(course: Course) -> Movement | None:
    straight = np.where(np.abs(course.yaw) <= limits.TURN, course.pitch, np.nan)
    return _risen(straight, limits.NOD_BEGINS, limits.NOD)


def _came_closer(course: Course) -> Movement | None:
    return _risen(course.scale, limits.CLOSER_BEGINS, limits.CLOSER)


def _blinked(course: Course) -> Movement | None:
    """Eyes that looked as usual, did not, and do again, while the head was held straight."""
    shut = _risen(1 - course.openness, 1 - limits.OPEN, 1 - limits.SHUT)
    if shut is None:
        return None
    with np.errstate(invalid="ignore"):
        open_again = np.flatnonzero(course.openness >= limits.OPEN)
    later = open_again[open_again > shut.done]
    if later.size == 0 or course.at[later[0]] - course.at[shut.began] > limits.LONGEST_BLINK:
        return None
    return Movement(shut.began, int(later[0]))


_SEEN: Final[Mapping[Step, Callable[[Course], Movement | None]]] = MappingProxyType(
    {
        Step.TURN_LEFT: _turned_left,
        Step.TURN_RIGHT: _turned_right,
        Step.NOD: _nodded,
        Step.BLINK: _blinked,
        Step.COME_CLOSER: _came_closer,
    }
)
