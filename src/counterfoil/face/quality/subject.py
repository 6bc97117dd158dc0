"""Measures of the bearer after ISO/IEC 29794-5: mouth, size and place of the head. Points alone, no pixels.

Whether the eyes are open the points do not tell: this mesh puts its lids where open eyes have them.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face.faces import Face
from counterfoil.face.landmarks import eye_centres
from counterfoil.images import Picture

_LIPS: Final = (13, 14)  # inner edges
_CHIN: Final = 152


def eyes_apart(face: Face) -> float:
    """Return the pixels of the picture between the middles of the eyes."""
    right, left = eye_centres(face.landmarks)
    return float(np.linalg.norm(left - right))


def mouth_open(face: Face) -> float:
    """Return the gap between the lips in distances of the eyes."""
    return _apart(face.landmarks[:, :2].astype(np.float64), *_LIPS) / max(eyes_apart(face), 1e-6)


def head_size(face: Face, picture: Picture) -> float:
    """Return the height from eyes to chin as a share of the picture's longer side."""
    middle = np.mean(eye_centres(face.landmarks), axis=0)
    return float(np.linalg.norm(face.landmarks[_CHIN, :2] - middle) / max(picture.pixels.shape[:2]))


def margins(face: Face, picture: Picture) -> tuple[float, float, float, float]:
    """Return the room between the face and each edge of the picture, in widths of the face.

    Returns:
        At the bearer's own right (the left edge of the picture), at the bearer's left, above and below.
    """
    height, width = picture.pixels.shape[:2]
    (left, top), (right, bottom) = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    wide = max(float(right - left), 1e-6)
    return float(left) / wide, float(width - right) / wide, float(top) / wide, float(height - bottom) / wide


def _apart(points: NDArray[np.float64], one: int, other: int) -> float:
    return float(np.linalg.norm(points[one] - points[other]))
