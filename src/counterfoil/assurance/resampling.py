"""How far rates would move with other people: a bootstrap that draws people, not comparisons.

Comparisons share people, so drawing comparisons would understate the spread (Bolle, Ratha & Pankanti 2004, "Error
analysis of pattern recognition systems: the subsets bootstrap"). Here each replicate draws as many people as there are,
with replacement. A person drawn w times counts w times in their genuine comparisons, and an impostor comparison of two
people drawn v and w times counts v x w times (the two-sample form, as in Snijders & Borgatti 1999 for networks).
Nothing is copied: each replicate is a weighted count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits

_LOW, _HIGH = 2.5, 97.5
_ENOUGH: Final = 0.5  # of the replicates must have drawn someone who counts


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Something to count in every replicate.

    Attributes:
        chosen: N bool: the pairs that are counted.
        places: For each chosen pair, in which of `size` places it counts.
        size: How many places there are.
    """

    chosen: NDArray[np.bool_]
    places: NDArray[np.intp]
    size: int


def replicate(
    people: NDArray[np.int32], same: NDArray[np.bool_], tallies: Sequence[Tally], *, seed: int = limits.SEED
) -> list[NDArray[np.float64]]:
    """Count the tallies in resampled people.

    Args:
        people: N x 2: the persons of each pair, numbered from 0.
        same: N: both sides are one person.
        tallies: What to count.
        seed: Of the drawing.

    Returns:
        For each tally the weighted counts, `limits.REPLICATES` x size.
    """
    drawing = np.random.default_rng(seed)
    number = int(people.max()) + 1 if people.size else 0
    sides = [_sides(people, same, tally) for tally in tallies]
    counts = [np.zeros((limits.REPLICATES, tally.size)) for tally in tallies]
    for turn in range(limits.REPLICATES if number else 0):
        weights = np.bincount(drawing.integers(0, number, number), minlength=number).astype(np.float32)
        for (first, second), tally, count in zip(sides, tallies, counts, strict=True):
            drawn = weights[first] if second is None else weights[first] * weights[second]
            count[turn] = np.bincount(tally.places, drawn, tally.size)
    return counts


def interval(replicates: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return the 95 % percentile interval; None when most replicates have no value."""
    told = replicates[np.isfinite(replicates)]
    if told.size < _ENOUGH * replicates.size or not told.size:
        return None
    low, high = np.percentile(told, (_LOW, _HIGH))
    return float(low), float(high)


def _sides(
    people: NDArray[np.int32], same: NDArray[np.bool_], tally: Tally
) -> tuple[NDArray[np.int32], NDArray[np.int32] | None]:
    """Return the two persons of each pair of a tally, which is of one kind; one person of genuine pairs."""
    chosen = people[tally.chosen]
    if same[tally.chosen].all():
        return np.ascontiguousarray(chosen[:, 0]), None
    return np.ascontiguousarray(chosen[:, 0]), np.ascontiguousarray(chosen[:, 1])
