"""Our scores on the scale of yente's, where clients have 0.7 and 0.5 in their settings.

There a match begins at 0.7 and results at 0.5. Here 0.7 is where one in a hundred customers on no list scores as high,
and 0.5 where five in a hundred do. In between and above the scale is straight, so that no two scores become one.
"""

from itertools import pairwise
from typing import Final

from counterfoil.screening.matching import threshold
from counterfoil.screening.open_lists import SHOWN_FPR

THRESHOLD: Final = 0.7
CUTOFF: Final = 0.5
ALERT_FPR: Final = 0.01


def on_their_scale(score: float, *, with_birth_date: bool) -> float:
    """Return one of our scores on their scale; both run from 0 to 1.

    Args:
        score: Ours.
        with_birth_date: Whether the query says a birth date.
    """
    return _moved(score, _anchors(with_birth_date))


def from_their_scale(score: float, *, with_birth_date: bool) -> float:
    """Return a score of their scale as one of ours."""
    return _moved(score, tuple((ours, theirs) for theirs, ours in _anchors(with_birth_date)))


def _anchors(with_birth_date: bool) -> tuple[tuple[float, float], ...]:
    """Return places on their scale and on ours, the lowest first."""
    cutoff, alert = (threshold(rate, with_birth_date=with_birth_date) for rate in (SHOWN_FPR, ALERT_FPR))
    return (0.0, 0.0), (CUTOFF, cutoff), (THRESHOLD, alert), (1.0, 1.0)


def _moved(score: float, anchors: tuple[tuple[float, float], ...]) -> float:
    for (to_low, low), (to_high, high) in pairwise(anchors):
        if score <= high:
            return to_low + (to_high - to_low) * max(score - low, 0.0) / (high - low)
    return anchors[-1][0]
