"""What is kept of each frame while a clip is looked at: a few numbers, never the frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The face in one frame.

    Attributes:
        yaw: Degrees to the bearer's own left.
        pitch: Degrees down.
        roll: Degrees to the bearer's right shoulder.
        points: 7 x 2: the outer and inner corner of the right eye, the inner and outer of the left, the right and
            left corner of the mouth, the tip of the nose; pixels of the frame.
        likeness: How alike the eyes are to their own usual look, -1 to 1.
        held: How alike the middle of the face is to its own usual look, -1 to 1.
    """

    yaw: float
    pitch: float
    roll: float
    points: NDArray[np.float64]
    likeness: float
    held: float

    @property
    def eyes_apart(self) -> float:
        """Distance of the eyes' middles in pixels of the frame."""
        return float(np.linalg.norm(self.points[:2].mean(axis=0) - self.points[2:4].mean(axis=0)))


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One frame.

    Attributes:
        at: Seconds by the clip's clock.
        arrived: Seconds at which it arrived; None when nobody noted it.
        sha256: Digest of the frame as it was coded; None where the container does not keep frames apart.
        size: Width and height in pixels.
        relevant: How many faces of a relevant size were there when the detector last looked.
        detected: Whether the detector looked at this frame.
        face: The face that is followed; None when there is none.
        thumb: The whole frame in grey, 24 x 32.
        portrait: The face's surroundings in grey, 32 x 32, upright and at its own place; None when there is no face.
        colours: Mean red, green and blue of the face and of what is beside it; None when there is no face.
    """

    at: float
    arrived: float | None
    sha256: str | None
    size: tuple[int, int]
    relevant: int
    detected: bool
    face: Seen | None
    thumb: NDArray[np.float32]
    portrait: NDArray[np.float32] | None
    colours: tuple[tuple[float, float, float], tuple[float, float, float]] | None


Sights = Sequence[Sight]
"""The frames of a clip in order."""
