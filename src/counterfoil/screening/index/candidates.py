"""Candidates: the readings of an index that a query's reading may be meant by; the reference of the C code.

1. The features that the query and the index share, rarest first, until their postings exceed a budget.
2. Of the readings met there, those with the highest sum of weights.
3. Those again by the weights of all features they share, long readings held back as BM25 has it; the best are
   candidates.
4. Readings of entities born on the day, or on a day that may have been written for it, that share a whole part.

All weights are integers, so the order of adding makes no difference.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.index.features import features
from counterfoil.screening.index.opened import Index
from counterfoil.screening.names import Reading


class Effort(NamedTuple):
    """How hard candidates are looked for.

    Attributes:
        budget: How many postings may be read; the rarest feature is always read.
        rescored: How many of the readings met there are weighed by all their features.
        kept: How many of those are candidates.
        born: How many readings of entities born on the day are candidates besides.
        least: The share of the weight of all the query's features, in hundredths, that a candidate has at least.
    """

    budget: int
    rescored: int
    kept: int = 40
    born: int = 20
    least: int = 20


def usual(index: Index) -> Effort:
    """Return how hard to look in an index: the larger it is, the more must be read to see the same share of it.

    docs/decisions/0013-screening-index.md has the measurements that chose the numbers.
    """
    readings = index.manifest.readings
    if readings <= _SMALL:  # nearly all postings can be read, and then nothing need be weighed again
        return Effort(budget=30_000, rescored=200)
    return Effort(budget=8_000 + readings // 30, rescored=60 + readings // 6_500)


_SMALL: Final = 50_000

_MOST_SUM: Final = (1 << 16) - 1
"""The C code adds up in 16 bits and stops there."""


def candidates(
    index: Index, reading: Reading, schemas: int, days: tuple[int, ...] = (), effort: Effort | None = None
) -> tuple[int, ...]:
    """Return the numbers of the readings to compare with, best first, those found by birth date last.

    Args:
        index: Where to look.
        reading: The query's reading.
        schemas: The schemas it is compared with, as a mask.
        days: The days that may be written for its birth date.
        effort: How hard to look; None for the usual.
    """
    effort = effort or usual(index)
    keys, _ = features(reading)
    shared = _known(index, keys)
    least = effort.least * _weight_of_all(index, keys, shared)
    used = _affordable(index, shared, effort.budget)
    if len(used) == len(shared):
        by_name = _met(index, used, schemas, effort.kept, least, is_all=True).tolist()
    else:
        met = _met(index, used, schemas, effort.rescored, 0, is_all=False)
        by_name = _best(index, met, shared, effort.kept, least)
    by_birth = _best(index, _born(index, shared, schemas, days), shared, effort.born, 0)
    return tuple(dict.fromkeys([*by_name, *by_birth]))


def _known(index: Index, keys: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the numbers of the features that the index knows."""
    wanted = np.array(keys, np.uint64)
    held = index.arrays["feature_keys"]
    places = np.searchsorted(held, wanted)
    there = places < len(held)
    there[there] = held[places[there]] == wanted[there]
    return places[there]


def _affordable(index: Index, shared: NDArray[np.int64], budget: int) -> NDArray[np.int64]:
    """Return the rarest of the features, as many as the budget allows, one at least."""
    ends = index.arrays["posting_ends"].astype(np.int64, copy=False)
    counts = ends[shared + 1] - ends[shared]
    order = np.lexsort((shared, counts))
    used = int(np.searchsorted(np.cumsum(counts[order]), budget, side="right"))
    return shared[order[: max(used, 1)]]


def _weight_of_all(index: Index, keys: tuple[int, ...], shared: NDArray[np.int64]) -> int:
    """Return the weight of all features of a query. Those that no reading has weigh as much as the rarest."""
    weights = index.arrays["feature_weight"]
    return int(weights[shared].astype(np.int64).sum()) + int(weights.max()) * (len(keys) - len(shared))


def _met(
    index: Index, used: NDArray[np.int64], schemas: int, most: int, least: int, *, is_all: bool
) -> NDArray[np.int64]:
    """Return the readings that have one of the features: those whose sum of weights is highest.

    Where these are all the features, the norms of the readings count at once; else they do when all are weighed.
    """
    ends = index.arrays["posting_ends"]
    met = [index.arrays["postings"][int(ends[one]) : int(ends[one + 1])] for one in used]
    if not met:
        return np.zeros(0, np.int64)
    weights = np.repeat(index.arrays["feature_weight"][used].astype(np.int64), [len(one) for one in met])
    rows, places = np.unique(np.concatenate(met), return_inverse=True)
    sums = np.zeros(len(rows), np.int64)
    np.add.at(sums, places, weights)
    sums = np.minimum(sums, _MOST_SUM)
    fitting = ((index.arrays["reading_schemas"][rows] & schemas) != 0) & (100 * sums >= least)
    rows, sums = rows[fitting].astype(np.int64), sums[fitting]
    if is_all:
        sums *= index.arrays["reading_norm"][rows]
    best: NDArray[np.int64] = rows[np.lexsort((rows, -sums))[:most]]
    return best


def _best(index: Index, rows: NDArray[np.int64], shared: NDArray[np.int64], kept: int, least: int) -> list[int]:
    """Return the readings that share the highest weights, all their features counted."""
    weights = np.array([_weight(index, row, shared) for row in rows.tolist()], np.int64)
    enough = 100 * weights >= least
    rows, weights = rows[enough], weights[enough] * index.arrays["reading_norm"][rows[enough]]
    return [int(row) for row in rows[np.lexsort((rows, -weights))[:kept]]]


def _weight(index: Index, row: int, shared: NDArray[np.int64]) -> int:
    both = np.intersect1d(_features(index, row), shared)
    return int(index.arrays["feature_weight"][both].astype(np.int64).sum())


def _born(index: Index, shared: NDArray[np.int64], schemas: int, days: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the readings of entities born on one of the days that share a feature of a whole part."""
    rows = dict.fromkeys(row for day in days for entity in _of_day(index, day) for row in index.readings_of(entity))
    return np.array([row for row in rows if _fits(index, row, schemas, shared)], np.int64)


def _of_day(index: Index, day: int) -> list[int]:
    days = index.arrays["birth_days"]
    first, last = np.searchsorted(days, np.uint32(day)), np.searchsorted(days, np.uint32(day), side="right")
    found: list[int] = index.arrays["birth_entities"][first:last].tolist()
    return found


def _fits(index: Index, row: int, schemas: int, shared: NDArray[np.int64]) -> bool:
    if not int(index.arrays["reading_schemas"][row]) & schemas:
        return False
    return bool(np.isin(_features(index, row)[: int(index.arrays["reading_strong"][row])], shared).any())


def _features(index: Index, row: int) -> NDArray[Any]:
    first, last = index.arrays["reading_feature_ends"][row : row + 2].tolist()
    return index.arrays["reading_features"][first:last]
