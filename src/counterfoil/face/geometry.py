"""Similarities of the plane (turn, scale, shift): fitted to points, made from boxes, applied, inverted."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # N x 2, pixels
Affine = NDArray[np.float64]  # 2 x 3


def fit_similarity(source: Points, target: Points) -> Affine:
    """Return the similarity that takes `source` to `target` with the least sum of squared distances.

    Points of the plane are complex numbers and a similarity is one complex factor and one shift, so the least-squares
    solution is a quotient (Umeyama 1991 gives the same in two dimensions without reflection).

    Args:
        source: N x 2, at least two distinct points.
        target: N x 2.
    """
    a = source[:, 0] + 1j * source[:, 1]
    b = target[:, 0] + 1j * target[:, 1]
    centred = a - a.mean()
    factor = np.vdot(centred, b) / np.vdot(centred, centred).real
    shift = b.mean() - factor * a.mean()
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]])


def square_to(centre: tuple[float, float], side: float, tilt: float, size: int) -> Affine:
    """Return the similarity that takes a tilted square to an upright one.

    Args:
        centre: Of the square in the picture, in pixels.
        side: Of the square in the picture, in pixels.
        tilt: Radians that its upper edge descends to the right.
        size: Side of the upright square, in pixels.
    """
    scale = size / side
    cos, sin = scale * np.cos(tilt), scale * np.sin(tilt)
    x, y = centre
    middle = (size - 1) / 2
    return np.array([[cos, sin, middle - cos * x - sin * y], [-sin, cos, middle + sin * x - cos * y]])


def apply(matrix: Affine, points: NDArray[np.floating]) -> Points:
    """Return N x 2 points after `matrix`."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float64)


def inverse(matrix: Affine) -> Affine:
    """Return the similarity that undoes `matrix`."""
    turn = np.linalg.inv(matrix[:, :2])
    return np.column_stack([turn, -turn @ matrix[:, 2]])
