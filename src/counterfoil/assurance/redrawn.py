"""Error rates in resampled people, from the weighted counts of their scores."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits
from counterfoil.assurance.rates import Scores

Replicates = NDArray[np.float64]


class Redrawn:
    """Error rates in each replicate.

    Args:
        edges: Where scores are told apart, ascending.
        genuine: Replicates x (edges + 1): weighted counts of genuine pairs below the first edge, between each two, and
            from the last on.
        impostor: The same of impostor pairs.
    """

    def __init__(self, edges: NDArray[np.float32], genuine: Replicates, impostor: Replicates) -> None:
        self._edges = edges
        with np.errstate(invalid="ignore", divide="ignore"):
            below = np.cumsum(genuine, axis=1)[:, :-1] / genuine.sum(axis=1, keepdims=True)
            from_on = np.cumsum(impostor[:, ::-1], axis=1)[:, ::-1][:, 1:] / impostor.sum(axis=1, keepdims=True)
        self._fnmr, self._fmr = below, from_on  # replicates x edges: rates at a threshold on each edge

    def fmr(self, threshold: float) -> Replicates:
        """Return the false match rate at a threshold that is an edge."""
        return np.asarray(self._fmr[:, np.searchsorted(self._edges, np.float32(threshold))])

    def fnmr(self, threshold: float) -> Replicates:
        """Return the false non-match rate at a threshold that is an edge."""
        return np.asarray(self._fnmr[:, np.searchsorted(self._edges, np.float32(threshold))])

    def fnmr_at(self, fmr: float) -> Replicates:
        """Return the false non-match rate at the first edge where the replicate's own false match rate is no higher."""
        at = np.argmax(self._fmr <= fmr, axis=1)
        return np.where(np.isfinite(self._fmr[:, 0]), self._fnmr[np.arange(len(at)), at], np.nan)

    def equal_error(self) -> Replicates:
        """Return the mean of both rates where they are nearest."""
        apart = np.abs(self._fmr - self._fnmr)
        known = np.isfinite(apart[:, 0])
        at = np.argmin(np.where(known[:, None], apart, 0), axis=1)
        rows = np.arange(len(at))
        return np.where(known, (self._fmr[rows, at] + self._fnmr[rows, at]) / 2, np.nan)


def told_apart(scores: Scores, sold: Mapping[str, float]) -> NDArray[np.float32]:
    """Return where resampled scores are told apart: a fine grid, the sold thresholds, and the impostors' tail."""
    grid = np.linspace(-1, 1, limits.GRID + 1, dtype=np.float32)
    last = np.nextafter(np.float32(1), np.float32(2))
    tail = np.nextafter(scores.impostor[-limits.TAIL :], np.float32(2))
    return np.unique(np.concatenate([grid, tail, np.array([*sold.values(), last], np.float32)]))
