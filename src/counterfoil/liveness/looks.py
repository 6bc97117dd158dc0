"""How alike a part of a face is to its own usual look, which is how a blink is told.

The mesh network puts lids where lids usually are, shut or not: its eye openings change by 4 % in a blink. Pixels tell.
Each eye is cut out of the aligned crop and correlated with the mean of how it looked before; the middle of the face,
which a blink does not move, is judged beside it, so that a turn or a blur is not taken for a blink.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.liveness import limits

_EYES: Final = (slice(46, 58), (slice(28, 49), slice(63, 84)))  # rows, and the columns of each, in the 112 x 112 crop
_MIDDLE: Final = (slice(58, 98), slice(34, 78))  # nose and mouth


class UsualLook:
    """What the eyes and the middle of one face usually look like, learnt while its clip is looked at."""

    def __init__(self) -> None:
        self._usual: NDArray[np.float32] | None = None

    def compare(self, crop: NDArray[np.uint8], *, straight: bool) -> tuple[float, float]:
        """Compare a frame's face with its usual look, and learn from it when it is one.

        Args:
            crop: 112 x 112 x 3 RGB, aligned.
            straight: Whether the head is held straight, so that the frame can be compared.

        Returns:
            How alike the eyes are and how alike the middle is, -1 to 1 each; not numbers when the head is not straight.
        """
        if not straight:
            return float("nan"), float("nan")
        luma = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
        grey = np.asarray(cv2.GaussianBlur(luma, (0, 0), 0.8), np.float32)
        if self._usual is None:
            self._usual = grey.copy()
        rows, columns = _EYES
        eyes = float(np.mean([_alike(grey[rows, side], self._usual[rows, side]) for side in columns]))
        held = _alike(grey[_MIDDLE], self._usual[_MIDDLE])
        if eyes >= limits.OPEN:
            self._usual += limits.LEARNT * (grey - self._usual)
        return eyes, held


def _alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return the correlation; two flat surfaces are alike."""
    a, b = one - one.mean(), other - other.mean()
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.sum(a * b)) / size if size > 1e-3 else 1.0  # noqa: PLR2004 - both are black
