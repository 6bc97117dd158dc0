"""Is the clip one recording, as a camera makes it: in time, of one size, without stills, freezes and repetitions?"""

import itertools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits
from counterfoil.liveness.findings import check
from counterfoil.liveness.repetition import closest
from counterfoil.liveness.sights import Sights
from counterfoil.reasons import Reason

_NAME: Final = "integrity"


def judge(sights: Sights, *, stopped: bool) -> Check:
    """Judge whether the clip is one recording.

    Args:
        sights: The frames.
        stopped: Whether the clip went on beyond the limits, so that only its beginning was looked at.

    Returns:
        The check ``liveness.integrity``: how nearly a stretch of the clip comes again, as the ratio of difference to
        change, against the least for one recording. Everything else that is wrong has a reason of its own.
    """
    if len(sights) < limits.FEWEST_FRAMES:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_SHORT, looked_at=("clip",))
    if stopped:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_LONG)
    wrong = [
        reason
        for reason, found in (
            (Reason.LIVENESS_RESIZED, len({sight.size for sight in sights}) > 1),
            (Reason.LIVENESS_TIMES, _times_wrong(sights)),
            (Reason.LIVENESS_FROZEN, _frozen(sights)),
            (Reason.LIVENESS_STILL, _still(sights)),
        )
        if found
    ]
    ratio = closest(sights)
    if ratio < limits.REPEATED:
        wrong.append(Reason.LIVENESS_LOOP)
    outcome = Outcome.FAILED if wrong else Outcome.PASSED
    if not wrong and _slow(sights):
        outcome, wrong = Outcome.INCONCLUSIVE, [Reason.LIVENESS_SLOW]
    return check(_NAME, outcome, *wrong, score=ratio, threshold=limits.REPEATED)


def _times_wrong(sights: Sights) -> bool:
    return bool(np.any(np.diff([sight.at for sight in sights]) <= 0))


def _slow(sights: Sights) -> bool:
    """Are there too few frames a second, or a gap in which anything may have happened?"""
    steps = np.diff([sight.at for sight in sights])
    return bool(np.median(steps) > 1 / limits.SLOWEST or np.max(steps) > limits.LONGEST_GAP)


def _frozen(sights: Sights) -> bool:
    """Do the very same pixels stay longer than a camera that drops frames leaves them?"""
    begun = sights[0].at
    for before, after in itertools.pairwise(sights):
        if not np.array_equal(before.thumb, after.thumb):
            begun = after.at
        if after.at - begun > limits.LONGEST_FREEZE:
            return True
    return False


def _still(sights: Sights) -> bool:
    """Does the aligned face never change, however the picture is moved, turned, enlarged or covered with noise?"""
    portraits = [_standard(sight.portrait) for sight in sights if sight.portrait is not None]
    if len(portraits) < limits.FEWEST_FRAMES:
        return False
    faces = np.stack(portraits)
    usual = _standard(np.median(faces, axis=0).astype(np.float32))
    alike = faces @ usual / np.float32(len(usual))
    return bool(np.percentile(alike, limits.STILL_SHARE) >= limits.STILL)


def _standard(portrait: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = portrait.ravel() - portrait.mean()
    return np.asarray(centred / max(float(centred.std()), 1.0), np.float32)
