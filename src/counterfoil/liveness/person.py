"""Is it the same person throughout, and one uncut view of them?

Faces of one clip are compared with its first frontal one, two at a time: their owner presented them together. Between
two comparisons the view must go on where it was: a head does not jump.
"""

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np

from counterfoil.checks import Check, Outcome
from counterfoil.face import calibration
from counterfoil.liveness import limits
from counterfoil.liveness.findings import check, limited
from counterfoil.liveness.sights import Sight, Sights
from counterfoil.reasons import Reason

_NAME: Final = "person"


def judge(sights: Sights, similarities: Sequence[tuple[float, float]]) -> Check:
    """Judge whether one person is seen from the first frame to the last.

    Args:
        sights: The frames.
        similarities: When a frontal face was compared with the first, and how alike the two are.

    Returns:
        The check ``liveness.person``: the lowest similarity, against the threshold of `SAME_MAX_FMR`.
    """
    threshold = calibration().threshold(limits.SAME_MAX_FMR)
    lowest = min((similarity for _, similarity in similarities), default=None)
    if lowest is not None and lowest < threshold:
        return limited(_NAME, lowest, threshold, Reason.LIVENESS_PERSON, passed=False)
    if any(_jumped(*pair) for pair in itertools.pairwise(sights)):
        return check(_NAME, Outcome.FAILED, Reason.LIVENESS_CUT, score=lowest, threshold=threshold)
    if lowest is None or len(similarities) < limits.FEWEST_COMPARED:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_FEW_FRONTAL, score=lowest, threshold=threshold)
    if _missing(sights) > limits.MOST_MISSING:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_NO_FACE, score=lowest, threshold=threshold)
    return limited(_NAME, lowest, threshold, Reason.LIVENESS_PERSON, passed=True)


def _missing(sights: Sights) -> float:
    """The longest time in seconds during which no face was seen."""
    longest = 0.0
    last = sights[0].at
    for sight in sights:
        if sight.face is not None:
            last = sight.at
        longest = max(longest, sight.at - last)
    return longest


def _jumped(before: Sight, after: Sight) -> bool:
    """Did the face move or change size further than a head can, or did the whole picture change at once?"""
    if before.face is None or after.face is None or after.at - before.at > limits.NEIGHBOURS:
        return False
    apart = max(before.face.eyes_apart, after.face.eyes_apart)
    moved = float(np.linalg.norm(after.face.points[:6].mean(axis=0) - before.face.points[:6].mean(axis=0))) / apart
    grown = abs(np.log(after.face.points.std() / before.face.points.std()))
    return moved > limits.FURTHEST or grown > limits.MOST_GROWTH or _likeness(before, after) < limits.SAME_SCENE


def _likeness(before: Sight, after: Sight) -> float:
    a, b = before.thumb - before.thumb.mean(), after.thumb - after.thumb.mean()
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.sum(a * b)) / size if size > 0 else 1.0
