"""Where the frames come from, as far as that can be said.

Only the side that received the frames one by one can say that a camera sent them, and when each arrived. Its record
is believed when it fits the clip: the same frames in the same order, arriving as fast as they were taken. A file that
somebody hands over has no such record, and is never said to be live. Even so nobody can prove that a camera is real:
a program can pose as one. docs/explanation/liveness.md says what is left then.
"""

from typing import Final

import numpy as np

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits
from counterfoil.liveness.capture import chain
from counterfoil.liveness.challenge import Challenge
from counterfoil.liveness.findings import check
from counterfoil.liveness.sights import Sights
from counterfoil.reasons import Reason

_NAME: Final = "source"
_LOOKED_AT: Final = ("clip", "challenge")


def judge(sights: Sights, challenge: Challenge) -> Check:
    """Judge whether a camera delivered these very frames while the challenge ran.

    Returns:
        The check ``liveness.source``: the largest difference in seconds between when a frame was taken and when it
        arrived, beyond a constant delay, against the largest that is plausible.
    """
    capture = challenge.capture
    if capture is None or capture.source == "file":
        return check(_NAME, Outcome.NOT_RUN, Reason.LIVENESS_UPLOADED, looked_at=_LOOKED_AT)
    digests = [sight.sha256 for sight in sights]
    known = [digest for digest in digests if digest is not None]
    if len(known) < len(digests) or not known:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_UNCHAINED, looked_at=_LOOKED_AT)
    if tuple(frame.chain for frame in capture.frames) != tuple(chain(challenge.id, known)):
        return check(_NAME, Outcome.FAILED, Reason.LIVENESS_CHAIN, looked_at=_LOOKED_AT)
    arrived = np.array([frame.arrived for frame in capture.frames])
    late = float(np.ptp(arrived - np.array([sight.at for sight in sights])))
    steady = bool(np.all(np.diff(arrived) >= 0)) and late <= limits.LATEST
    reasons = () if steady else (Reason.LIVENESS_ARRIVAL,)
    outcome = Outcome.PASSED if steady else Outcome.FAILED
    return check(_NAME, outcome, *reasons, score=late, threshold=limits.LATEST, looked_at=_LOOKED_AT)
