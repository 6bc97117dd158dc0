"""Plane perspective: the homography between four corners and four others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Point = tuple[float, float]
Homography = NDArray[np.float64]

_SUPERSAMPLING = 2
"""The page is laid into the picture at this many times its size, so that fine lines do not shimmer."""


def homography(source: Sequence[Point], target: Sequence[Point]) -> Homography:
    """Return the 3x3 matrix that takes four points of `source` to four of `target`."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values.extend([u, v])
    solved = np.linalg.solve(np.array(rows, dtype=np.float64), np.array(values, dtype=np.float64))
    return np.append(solved, 1.0).reshape(3, 3)


def moved(matrix: Homography, points: Sequence[Point]) -> tuple[Point, ...]:
    """Return where points go."""
    lifted = np.array([(x, y, 1.0) for x, y in points]) @ matrix.T
    return tuple((float(x / w), float(y / w)) for x, y, w in lifted)


def laid(page: Image.Image, matrix: Homography, size: tuple[int, int]) -> Image.Image:
    """Return a page (RGBA) as it lies in a picture of the given size, transparent around it."""
    enlarge = np.diag([_SUPERSAMPLING, _SUPERSAMPLING, 1.0])
    back = np.linalg.inv(enlarge @ matrix)
    # Rounding makes the coefficients the same whichever linear algebra library solved for them.
    coefficients = tuple(float(f"{c:.9e}") for c in (back / back[2, 2]).ravel()[:8])
    large = (size[0] * _SUPERSAMPLING, size[1] * _SUPERSAMPLING)
    warped = page.transform(large, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    return warped.resize(size, Image.Resampling.BOX)
