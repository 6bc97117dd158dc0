"""Is one person in the clip, and no other?"""

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits
from counterfoil.liveness.findings import check, limited
from counterfoil.liveness.sights import Sights
from counterfoil.reasons import Reason


def judge(sights: Sights) -> Check:
    """Judge whether just one face of a relevant size is to be seen.

    Returns:
        The check ``liveness.alone``: the share of the frames that the detector looked at in which there was another,
        against the most that may be.
    """
    looked = [sight for sight in sights if sight.detected]
    if not any(sight.face for sight in sights):
        return check("alone", Outcome.INCONCLUSIVE, Reason.LIVENESS_NO_FACE)
    share = sum(sight.relevant > 1 for sight in looked) / len(looked)
    return limited("alone", share, limits.MOST_OTHERS, Reason.LIVENESS_SEVERAL, passed=share <= limits.MOST_OTHERS)
