"""The trace of a clip: how a face was held from frame to frame, against its own neutral.

Each frame is measured against the neutral as it was known by then, and keeps that measure. What comes later changes
nothing of it, so that a step which counted as done while the camera ran counts as done whenever the clip is judged.
"""

from bisect import insort
from dataclasses import dataclass
from math import cos, isfinite, nan, radians

import numpy as np

from counterfoil.liveness import limits
from counterfoil.liveness.sights import Seen, Sight, Sights
from counterfoil.liveness.steps import Course


@dataclass(frozen=True, slots=True)
class Point:
    """One frame of a trace, ready to be drawn.

    Attributes:
        at: Seconds by the clip's clock.
        yaw: Degrees to the bearer's own left of their neutral; None when no face was seen.
        pitch: Degrees down from their neutral; None when no face was seen.
        openness: How alike the eyes are to their own usual look, 0 to 1; None when the head was turned.
        nearer: Distance of the eyes in multiples of the neutral one; None when no face was seen, or none straight yet.
    """

    at: float
    yaw: float | None
    pitch: float | None
    openness: float | None
    nearer: float | None


class Trace:
    """The course of a face, frame by frame as they come."""

    def __init__(self) -> None:
        self._yaw, self._pitch, self._apart = _Neutral(), _Neutral(), _Neutral()
        self._rows: list[tuple[float, float, float, float, float]] = []

    def see(self, sight: Sight) -> None:
        """Measure the next frame."""
        measured = (nan,) * 4 if sight.face is None else self._measured(sight.face)
        self._rows.append((sight.at, *measured))

    @property
    def course(self) -> Course:
        """What has been measured so far."""
        return Course(*np.array(self._rows, np.float64).reshape(-1, 5).T)

    def _measured(self, face: Seen) -> tuple[float, float, float, float]:
        """Return turn, nod, nearness and openness; how near is not known before the head was held straight once."""
        yaw = face.yaw - self._yaw.known(face.yaw, learn=abs(face.yaw) <= limits.NEUTRAL, otherwise=0.0)
        straight = abs(yaw) <= limits.NEUTRAL
        pitch = face.pitch - self._pitch.known(face.pitch, learn=straight, otherwise=0.0)
        apart = face.eyes_apart / cos(radians(min(max(yaw, -60.0), 60.0)))
        usual = self._apart.known(apart, learn=apart > 0 and straight and abs(pitch) <= limits.NEUTRAL, otherwise=nan)
        return yaw, pitch, apart / usual, face.likeness if face.held >= limits.HELD else nan


class _Neutral:
    """The median of what was learnt so far."""

    def __init__(self) -> None:
        self._learnt: list[float] = []

    def known(self, value: float, *, learn: bool, otherwise: float) -> float:
        """Learn a value, or not, and return the median then; something else while nothing was learnt."""
        if learn and isfinite(value):
            insort(self._learnt, value)
        count = len(self._learnt)
        return (self._learnt[(count - 1) // 2] + self._learnt[count // 2]) / 2 if count else otherwise


def course(sights: Sights) -> Course:
    """Return the course of the face of a clip.

    The neutral is the median over the frames so far in which the head was about straight.
    """
    trace = Trace()
    for sight in sights:
        trace.see(sight)
    return trace.course


def points(followed: Course) -> tuple[Point, ...]:
    """Return a course as points to be drawn."""
    columns = zip(*followed, strict=True)
    return tuple(
        Point(float(at), _known(yaw), _known(pitch), _known(np.clip(openness, 0, 1)), _known(scale))
        for at, yaw, pitch, scale, openness in columns
    )


def between(followed: Course, begin: float, end: float) -> Course:
    """Return the part of a course from one time up to another."""
    kept = (followed.at >= begin) & (followed.at <= end)
    return Course(*(column[kept] for column in followed))


def _known(value: np.float64) -> float | None:
    return round(float(value), 3) if np.isfinite(value) else None
