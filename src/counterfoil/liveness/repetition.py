"""Does a stretch of a clip come again, forward or backward?

A camera never takes the same stretch twice: even who sits still breathes and is lit anew. Each frame is reduced to a
small grey picture of mean 0 and deviation 1, which noise, another coding and a change of exposure hardly move. Of
every two stretches of equal length, the distance frame by frame is held against how much each stretch changes within
itself: about 1 for stretches that have nothing to do with each other, near 0 for one that is shown again.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.liveness import limits
from counterfoil.liveness.sights import Sights

_UNKNOWN: Final = 1.0


def closest(sights: Sights) -> float:
    """Return how nearly a stretch of a clip comes again: the least ratio of difference to change, 0 to about 1.

    Stretches that hardly change within themselves say nothing, since all pictures of a still scene are alike.
    """
    at = np.array([sight.at for sight in sights])
    if len(at) < limits.FEWEST_FRAMES:
        return _UNKNOWN
    rate = (len(at) - 1) / max(at[-1] - at[0], 1e-6)
    frames = np.stack([_standard(sight.thumb) for sight in sights])
    distance = _distances(frames)
    forward, back = (
        max(limits.FEWEST_FRAMES, round(rate * span)) for span in (limits.STRETCH, limits.MIRRORED_STRETCH)
    )
    apart = max(1, round(rate * limits.APART))
    return min(_again(frames, distance, forward, apart), _backward(frames, distance, back))


def _again(frames: NDArray[np.float32], distance: NDArray[np.float32], length: int, apart: int) -> float:
    """The same stretch once more: compared along the diagonals of the distances."""
    change = _change(frames, length)
    least = _UNKNOWN
    for lag in range(max(apart, length // 2), len(frames) - length + 1):
        difference = _means(np.diagonal(distance, lag), length)
        least = min(least, _ratio(difference, change[: len(difference)], change[lag : lag + len(difference)]))
    return least


def _backward(frames: NDArray[np.float32], distance: NDArray[np.float32], length: int) -> float:
    """A stretch shown back to front: compared along the other diagonals, one for each frame it may turn round at."""
    change = _change(frames, length)
    count = len(frames)
    flipped = distance[:, ::-1]
    least = _UNKNOWN
    for turn in range(2 * length - 1, 2 * (count - length) + 1):
        first = max(0, turn - count + 1)
        pairs = np.diagonal(flipped, count - 1 - turn)[: (turn - 1) // 2 - first + 1]
        difference = _means(pairs, length)
        if difference.size:
            starts = first + np.arange(len(difference))
            mirrored = turn - starts - length + 1
            least = min(least, _ratio(difference, change[starts], change[mirrored]))
    return least


def _ratio(difference: NDArray[np.float64], one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    changing = np.minimum(one, other) >= limits.CHANGE
    if not changing.any():
        return _UNKNOWN
    return float(np.min(difference[changing] / (one + other)[changing]))


def _change(frames: NDArray[np.float32], length: int) -> NDArray[np.float64]:
    """How much each stretch of a length changes within itself: its mean squared distance from its own mean."""
    flat = frames.astype(np.float64)
    sums = np.cumsum(np.vstack([np.zeros((1, flat.shape[1])), flat]), axis=0)
    means = (sums[length:] - sums[:-length]) / length
    squares = _means(np.mean(flat**2, axis=1), length)
    return np.asarray(np.maximum(squares - np.mean(means**2, axis=1), 0), np.float64)


def _means(values: NDArray[np.floating], length: int) -> NDArray[np.float64]:
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
