"""Is a probe clear enough to the network that compares it? Known once it was compared, at no further cost.

The raw answer of a network that was trained on directions grows with what it recognises of a face (Meng et al. 2021
for MagFace, which was trained to; SFace was not, and does so too). A hidden, blurred or distorted face gets a short
answer, and is rejected far more often (docs/decisions/0010-quality.md).
"""

from counterfoil.checks import Check, Outcome
from counterfoil.face import limits
from counterfoil.face.comparison import Comparison
from counterfoil.reasons import Reason


def utility(comparison: Comparison) -> Check:
    """Judge whether the probe of a comparison was clear enough for its result to mean something.

    Args:
        comparison: What `counterfoil.face.compare` returned.

    Returns:
        The check ``face.utility``: the length of the network's answer to the probe, against the least that is enough.
    """
    norm = comparison.norms[1]
    clear = norm >= limits.UTILITY
    return Check(
        id="face.utility",
        outcome=Outcome.PASSED if clear else Outcome.FAILED,
        score=norm,
        threshold=limits.UTILITY,
        reasons=() if clear else (Reason.FACE_UNCLEAR,),
        looked_at=("probe",),
        judged_by=comparison.calibration,
    )
