"""Rates with their intervals, and the score at which clean names make so many false positives."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.measure_screening.answers import Scores

_Z: Final = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of cases with its 95 % interval (Wilson)."""

    share: float
    low: float
    high: float
    cases: int


def rate(found: int, cases: int) -> Rate:
    """Return the share of cases that were found."""
    if not cases:
        return Rate(0.0, 0.0, 1.0, 0)
    share, z2 = found / cases, _Z * _Z
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = _Z / (1 + z2 / cases) * math.sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases))
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half), cases)


def above(scores: Scores, threshold: float) -> Rate:
    """Return the share of scores that reach a threshold."""
    return rate(int(np.count_nonzero(scores >= threshold)), len(scores))


def threshold(clean: Scores, false_positives: float) -> float:
    """Return the least score that at most this share of clean names reaches.

    Args:
        clean: The best score of each clean name.
        false_positives: The share, above 0 and below 1.
    """
    falling = np.sort(clean)[::-1]
    highest_below = falling[int(false_positives * len(falling))]
    return float(np.nextafter(highest_below, np.inf))
