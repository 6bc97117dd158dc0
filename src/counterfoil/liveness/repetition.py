"""Does a stretch of a clip come again, forward or backward?

A camera never takes the same stretch twice: even who sits still breathes and is lit anew. Each frame is reduced to a
small grey picture of mean 0 and deviation 1, which noise, another coding and a change of exposure hardly move. Of
every two stretches of equal length, the distance frame by frame is held against how far the stretch itself moves on
in a twelfth of a second: about 1 and more for two stretches that were both taken, near 0 for one that is shown again.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.liveness import limits
from counterfoil.liveness.sights import Sights

_UNKNOWN: Final = 1.0


def closest(sights: Sights) -> float:
    """Return how nearly a stretch of a clip comes again: the least ratio of difference to change, at most 1.

    Stretches that do not move say nothing, since all pictures of a still scene are alike.
    """
    at = np.array([sight.at for sight in sights])
    if len(at) < limits.FEWEST_FRAMES:
        return _UNKNOWN
    rate = (len(at) - 1) / max(float(at[-1] - at[0]), 1e-6)
    distance = _distances(np.stack([_standard(sight.thumb) for sight in sights]))
    change = np.diagonal(distance, max(1, round(rate * limits.MOMENT)))
    forward, back = (
        max(limits.FEWEST_FRAMES, round(rate * span)) for span in (limits.STRETCH, limits.MIRRORED_STRETCH)
    )
    apart = max(1, round(rate * limits.APART))
    return min(_again(distance, change, forward, apart), _backward(distance, change, back))


def _again(distance: NDArray[np.float32], change: NDArray[np.float32], length: int, apart: int) -> float:
    """The same stretch once more: compared along the diagonals of the distances."""
    moved = _means(change, length)
    least = _UNKNOWN
    for lag in range(max(apart, length // 2), len(distance) - length + 1):
        difference = _means(np.diagonal(distance, lag), length)
        least = min(least, _ratio(difference, moved, np.arange(len(difference))))
    return least


def _backward(distance: NDArray[np.float32], change: NDArray[np.float32], length: int) -> float:
    """A stretch shown back to front: compared along the other diagonals, one for each frame it may turn round at."""
    moved = _means(change, length)
    count = len(distance)
    flipped = distance[:, ::-1]
    least = _UNKNOWN
    for turn in range(2 * length - 1, 2 * (count - length) + 1):
        first = max(0, turn - count + 1)
        pairs = np.diagonal(flipped, count - 1 - turn)[: (turn - 1) // 2 - first + 1]
        difference = _means(pairs, length)
        least = min(least, _ratio(difference, moved, first + np.arange(len(difference))))
    return least


def _ratio(difference: NDArray[np.float64], moved: NDArray[np.float64], starts: NDArray[np.intp]) -> float:
    """The least ratio of the differences to how far the stretches that begin there move; 1 where none moves."""
    known = starts < len(moved)
    on, difference = moved[starts[known]], difference[known]
    moving = on >= limits.CHANGE
    return float(np.min(difference[moving] / on[moving], initial=_UNKNOWN))


def _means(values: NDArray[np.float32], length: int) -> NDArray[np.float64]:
    """Running means of a length; empty when there are fewer values."""
    if len(values) < length:
        return np.empty(0)
    sums = np.cumsum(np.concatenate([[0.0], values.astype(np.float64)]))
    return np.asarray((sums[length:] - sums[:-length]) / length, np.float64)


def _distances(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean squared distance of every two frames."""
    squares = np.mean(frames**2, axis=1)
    products = frames @ frames.T / np.float32(frames.shape[1])
    return np.asarray(np.maximum(squares[:, None] + squares[None] - 2 * products, 0), np.float32)


def _standard(thumb: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = thumb.ravel() - thumb.mean()
    return np.asarray(centred / max(float(centred.std()), 1.0), np.float32)
