"""Was every step of the challenge done: the right one, in its turn, in its time?"""

from typing import Final

import numpy as np

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits, trace
from counterfoil.liveness.challenge import Asked, Challenge
from counterfoil.liveness.findings import check
from counterfoil.liveness.steps import Course, seen, strayed
from counterfoil.reasons import Reason

_NAME: Final = "challenge"


def judge(followed: Course, challenge: Challenge) -> Check:
    """Judge whether the bearer did what was asked when it was asked.

    A step that was not seen leaves the check inconclusive, since people are slow and cameras lose them; another
    movement in its place fails it, since that is what a clip prepared for another challenge shows.

    Returns:
        The check ``liveness.challenge``: the share of the steps that were seen, against all.
    """
    done = strange = 0
    for at, asked in enumerate(challenge.steps):
        part = window(followed, challenge.steps, at)
        movement, other = seen(asked.step, part), strayed(part, asked.step)
        if movement is not None and (other is None or movement.done <= other.done):
            done += 1
        elif other is not None:
            strange += 1
    score = done / len(challenge.steps)
    if strange:
        return _judged(Outcome.FAILED, score, Reason.LIVENESS_OTHER_STEP)
    if score < 1:
        missing = Reason.LIVENESS_NO_FACE if not np.isfinite(followed.yaw).any() else Reason.LIVENESS_STEP_MISSED
        return _judged(Outcome.INCONCLUSIVE, score, missing)
    return _judged(Outcome.PASSED, score)


def window(followed: Course, steps: tuple[Asked, ...], at: int) -> Course:
    """Return the part of a course that belongs to a step: from its reveal to its end or the next one's reveal.

    A person needs `REACTION` to react; whatever has begun before was not an answer.
    """
    asked = steps[at]
    end = asked.revealed + asked.window
    if at + 1 < len(steps):
        end = min(end, steps[at + 1].revealed)
    return trace.between(followed, asked.revealed + limits.REACTION, end)


def _judged(outcome: Outcome, score: float, *reasons: Reason) -> Check:
    return check(_NAME, outcome, *reasons, score=score, threshold=1.0, looked_at=("clip", "challenge"))
