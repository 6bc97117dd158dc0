"""Distributions in few numbers: of similarities, and of times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits


@dataclass(frozen=True, slots=True)
class Distribution:
    """Similarities of one kind of pairs.

    Attributes:
        count: How many.
        mean: Their mean; None without any.
        deviation: Their standard deviation; None without any.
        quantiles: At 5, 25, 50, 75 and 95 %; empty with fewer than 10.
        histogram: Counts in `limits.BINS` equal bins from -1 to 1.
    """

    count: int
    mean: float | None
    deviation: float | None
    quantiles: tuple[float, ...]
    histogram: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds that one stage took for a picture.

    Attributes:
        stage: Which.
        mean: Over all pictures.
        median: Half took no longer.
        p90: Nine of ten took no longer.
        p99: 99 of 100 took no longer.
    """

    stage: str
    mean: float
    median: float
    p90: float
    p99: float


def distribution(similarities: NDArray[np.float32]) -> Distribution:
    """Return the distribution of similarities, -1 to 1."""
    counts = np.histogram(similarities, limits.BINS, (-1, 1))[0]
    some = similarities.size > 0
    told = similarities.size >= limits.FEWEST_PAIRS
    return Distribution(
        count=int(similarities.size),
        mean=float(similarities.mean(dtype=np.float64)) if some and told else None,
        deviation=float(similarities.std(dtype=np.float64)) if some and told else None,
        quantiles=tuple(np.percentile(similarities, (5, 25, 50, 75, 95)).tolist()) if told else (),
        histogram=tuple(counts.tolist()) if told else (),
    )


def times(stage: str, milliseconds: NDArray[np.float32]) -> Times | None:
    """Return what a stage took; None when nothing was measured."""
    measured = milliseconds[np.isfinite(milliseconds)]
    if not measured.size:
        return None
    median, p90, p99 = np.percentile(measured, (50, 90, 99)).tolist()
    return Times(stage, float(measured.mean(dtype=np.float64)), median, p90, p99)
