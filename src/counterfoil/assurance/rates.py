"""False match and false non-match rates of one set of comparisons (ISO/IEC 19795-1:2021).

A comparison is a match when its similarity reaches the threshold. FMR is the share of impostor comparisons (of two
people) that match; FNMR the share of genuine ones (of one person) that do not.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The similarities of a set, each kind ascending. Make it with `Scores.of`."""

    genuine: Array
    impostor: Array

    @classmethod
    def of(cls, similarities: Array, same: NDArray[np.bool_]) -> "Scores":
        """Return the scores of pairs of which `same` says whether both show one person."""
        return cls(np.sort(similarities[same]), np.sort(similarities[~same]))

    def false_matches(self, threshold: float) -> int:
        """Return how many impostor comparisons reach a threshold."""
        return int(self.impostor.size - np.searchsorted(self.impostor, np.float32(threshold)))

    def false_non_matches(self, threshold: float) -> int:
        """Return how many genuine comparisons do not reach it."""
        return int(np.searchsorted(self.genuine, np.float32(threshold)))


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the DET curve; the ROC curve shows 1 - FNMR.

    Attributes:
        threshold: Similarity.
        fmr: False match rate at it.
        fnmr: False non-match rate at it.
    """

    threshold: float
    fmr: float
    fnmr: float


@dataclass(frozen=True, slots=True)
class EqualError:
    """Where both rates are nearest to each other.

    Attributes:
        rate: Their mean there.
        threshold: The similarity there.
    """

    rate: float
    threshold: float


def threshold_at(scores: Scores, fmr: float) -> float:
    """Return the least threshold at which at most a share `fmr` of the impostor comparisons match.

    Args:
        scores: With impostor comparisons.
        fmr: Above 0 and below 1.

    Returns:
        The next number above the highest score that must not match, so that ties never make the rate higher.
    """
    allowed = int(np.floor(fmr * scores.impostor.size * (1 + _ROUNDING)))
    return float(np.nextafter(scores.impostor[scores.impostor.size - 1 - allowed], np.float32(np.inf)))


def measurable(impostors: int, fmr: float) -> bool:
    """Say whether at least `limits.EXPECTED_ERRORS` false matches are expected at a rate."""
    return impostors * fmr * (1 + _ROUNDING) >= limits.EXPECTED_ERRORS


def equal_error(scores: Scores) -> EqualError | None:
    """Return the equal error rate over all thresholds that a score sets; None when one kind has no comparison."""
    if not scores.genuine.size or not scores.impostor.size:
        return None
    thresholds = np.unique(np.concatenate([scores.genuine, scores.impostor]))
    fmr = 1 - np.searchsorted(scores.impostor, thresholds) / scores.impostor.size
    fnmr = np.searchsorted(scores.genuine, thresholds) / scores.genuine.size
    at = int(np.argmin(np.abs(fmr - fnmr)))
    return EqualError(float(fmr[at] + fnmr[at]) / 2, float(thresholds[at]))


def curve(scores: Scores) -> tuple[CurvePoint, ...]:
    """Return points of the DET curve, evenly spaced in the logarithm of the false match rate, from high to low.

    It ends where `limits.EXPECTED_ERRORS` impostor comparisons match or do not, so that no point tells a single score.
    """
    lowest = limits.EXPECTED_ERRORS / max(scores.impostor.size, 1)
    if not scores.genuine.size or lowest >= 1 - lowest:
        return ()
    wanted = np.geomspace(1 - lowest, lowest, limits.CURVE_POINTS)
    thresholds = dict.fromkeys(threshold_at(scores, float(rate)) for rate in wanted)
    return tuple(
        CurvePoint(
            threshold,
            scores.false_matches(threshold) / scores.impostor.size,
            scores.false_non_matches(threshold) / scores.genuine.size,
        )
        for threshold in thresholds
    )


_ROUNDING: Final = 1e-9  # 1e-4 x 100,000 is a hair less than 10 in floating point
