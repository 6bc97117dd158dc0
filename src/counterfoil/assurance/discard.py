"""What discarding the worst pictures buys: the error-versus-discard characteristic.

Grother & Tabassi 2007, "Performance of biometric quality measures"; ISO/IEC 29794-1:2024 rates quality scores by it.
A quality score is worth as much as this curve falls.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits


@dataclass(frozen=True, slots=True)
class DiscardPoint:
    """What is left after discarding.

    Attributes:
        quality: The least quality that is kept.
        discarded: Share of the genuine pairs that are not.
        errors: False non-matches among those that are kept.
        kept: How many are kept.
        fnmr: Their quotient.
    """

    quality: float
    discarded: float
    errors: int
    kept: int
    fnmr: float


def error_versus_discard(
    similarities: NDArray[np.float32], first: NDArray[np.float32], second: NDArray[np.float32], threshold: float
) -> tuple[DiscardPoint, ...]:
    """Return the false non-match rate after discarding the pairs of lowest quality.

    A pair is as good as the worse of its two pictures. Pairs of one quality are discarded together: a score that knows
    two values has two points.

    Args:
        similarities: Of N genuine pairs.
        first: Quality of each pair's first picture, higher is better.
        second: Of its second.
        threshold: From which similarity a pair matches; it stays the same all along.

    Returns:
        From nothing discarded to only the best quality kept, at most `limits.CURVE_POINTS`; empty without pairs.
    """
    quality = np.minimum(first, second)
    order = np.argsort(quality, kind="stable")
    wrong = (similarities[order] < np.float32(threshold)).astype(np.int64)
    errors_from = np.append(np.cumsum(wrong[::-1])[::-1], 0)
    levels, starts = np.unique(quality[order], return_index=True)
    if not len(levels):
        return ()
    some = np.unique(np.linspace(0, len(levels) - 1, limits.CURVE_POINTS).round().astype(np.intp))
    return tuple(_point(float(levels[at]), int(starts[at]), errors_from) for at in some)


def _point(quality: float, start: int, errors_from: NDArray[np.int64]) -> DiscardPoint:
    """Return the point at which the pairs before `start` are discarded."""
    number = len(errors_from) - 1
    errors, kept = int(errors_from[start]), number - start
    return DiscardPoint(quality, start / number, errors, kept, errors / kept)
