"""The trace of a clip: how a face was held from frame to frame, against its own neutral."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.liveness import limits
from counterfoil.liveness.sights import Sights
from counterfoil.liveness.steps import Course


@dataclass(frozen=True, slots=True)
class Point:
    """One frame of a trace, ready to be drawn.

    Attributes:
        at: Seconds by the clip's clock.
        yaw: Degrees to the bearer's own left of their neutral; None when no face was seen.
        pitch: Degrees down from their neutral; None when no face was seen.
        openness: How alike the eyes are to their own usual look, 0 to 1; None when the head was turned.
        nearer: Distance of the eyes in multiples of the neutral one; None when no face was seen.
    """

    at: float
    yaw: float | None
    pitch: float | None
    openness: float | None
    nearer: float | None


def course(sights: Sights) -> Course:
    """Return the course of the face of a clip, or of what of it has been seen so far.

    The neutral is the median over the frames in which the head was about straight.
    """
    at = np.array([sight.at for sight in sights], np.float64)
    rows = [
        (np.nan,) * 5
        if (face := sight.face) is None
        else (face.yaw, face.pitch, face.eyes_apart, face.likeness, face.held)
        for sight in sights
    ]
    yaw, pitch, apart, likeness, held = np.array(rows, np.float64).reshape(-1, 5).T
    yaw = yaw - _neutral(yaw, np.abs(yaw) <= limits.NEUTRAL)
    straight = np.abs(yaw) <= limits.NEUTRAL
    pitch = pitch - _neutral(pitch, straight)
    scale = apart / np.cos(np.radians(np.clip(yaw, -60, 60)))
    scale = scale / _neutral(scale, straight & (np.abs(pitch) <= limits.NEUTRAL), otherwise=1.0)
    with np.errstate(invalid="ignore"):
        openness = np.where(held >= limits.HELD, likeness, np.nan)
    return Course(at, yaw, pitch, scale, openness)


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


def _neutral(values: NDArray[np.float64], kept: NDArray[np.bool_], otherwise: float = 0.0) -> float:
    chosen = values[kept & np.isfinite(values)]
    return float(np.median(chosen)) if chosen.size else otherwise


def _known(value: np.float64) -> float | None:
    return round(float(value), 3) if np.isfinite(value) else None
