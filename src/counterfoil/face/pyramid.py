"""A picture and its halvings, from which every network's input is cut.

Each level is the one before with two by two pixels averaged. Halving is the cheapest reduction that does not alias
(0.5 ms for 2 megapixels), and all cuts share it: however large the picture, a cut reads about as many pixels as it
writes.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face.geometry import Affine

_MARGIN = 2  # pixels around a cut that bilinear interpolation may touch


class Pyramid:
    """The halvings of one picture, made when first asked for.

    Args:
        pixels: H x W x 3 uint8; never written to.
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self._levels = [pixels]

    def level(self, index: int) -> NDArray[np.uint8]:
        """Return the picture halved `index` times; no side becomes shorter than one pixel."""
        while len(self._levels) <= index:
            above = self._levels[-1]
            height, width = above.shape[:2]
            even = above[: height & ~1 or 1, : width & ~1 or 1]
            size = (max(1, width // 2), max(1, height // 2))
            self._levels.append(np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.uint8))
        return self._levels[index]

    def softened(self, index: int, sigma: float) -> "Pyramid":
        """Return the pyramid with level `index` blurred by `sigma` of its pixels, and so all coarser ones."""
        self.level(index)
        other = Pyramid(self._levels[0])
        blurred = np.asarray(cv2.GaussianBlur(self._levels[index], (0, 0), sigma), np.uint8)
        other._levels = [*self._levels[:index], blurred]
        return other

    def level_within(self, side: int) -> int:
        """Return the index of the largest level whose longer side is at most `side` pixels."""
        longer = max(self._levels[0].shape[:2])
        index = 0
        while longer > side:
            longer //= 2
            index += 1
        return index

    def cut(self, matrix: Affine, side: int) -> NDArray[np.uint8]:
        """Cut a square out of the picture.

        Args:
            matrix: 2 x 3, a similarity from pixels of the picture to pixels of the square.
            side: Of the square, in pixels.

        Returns:
            side x side x 3 uint8, bilinear and free of aliasing; black where it lies outside the picture.
        """
        scale = math.hypot(matrix[0, 0], matrix[1, 0])
        index = max(0, math.floor(-math.log2(scale))) if scale > 0 else 0
        index = min(index, self.level_within(1))
        source = self.level(index)
        to_picture = np.array([[2.0**index, 0, (2.0**index - 1) / 2], [0, 2.0**index, (2.0**index - 1) / 2], [0, 0, 1]])
        from_level = np.vstack([matrix, [0, 0, 1]]) @ to_picture
        left, top, right, bottom = _footprint(from_level, side, source.shape[1], source.shape[0])
        if right <= left or bottom <= top:
            return np.zeros((side, side, 3), np.uint8)
        from_part = from_level @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]])
        part = source[top:bottom, left:right]
        return np.asarray(cv2.warpAffine(part, from_part[:2], (side, side), flags=cv2.INTER_LINEAR), np.uint8)


def _footprint(from_level: NDArray[np.float64], side: int, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the part of a level that a cut reads: left, top, right, bottom, inside the level."""
    corners = np.array([[0, 0, side, side], [0, side, 0, side], [1, 1, 1, 1]], np.float64)
    xs, ys = (np.linalg.inv(from_level) @ corners)[:2]
    left, right = math.floor(xs.min()) - _MARGIN, math.ceil(xs.max()) + _MARGIN
    top, bottom = math.floor(ys.min()) - _MARGIN, math.ceil(ys.max()) + _MARGIN
    return max(0, left), max(0, top), min(width, right), min(height, bottom)
