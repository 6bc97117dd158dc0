"""Is a living person there? Challenges, the parallax of a head, one person in one uncut recording.

A clip and what its bearer was asked to do go in, checks come out. Nothing here knows who the bearer is: a face is only
compared with another of the same clip. docs/explanation/liveness.md says what each check proves, and what it does not.
"""

from counterfoil.liveness.challenge import Arrival, Asked, Capture, Challenge, Draw, Flash, new_challenge
from counterfoil.liveness.challenge_file import challenge_json, load_challenge, parse_challenge
from counterfoil.liveness.judging import CHECKS, DECIDING, MODELS, Findings, judge, not_run, watch
from counterfoil.liveness.session import Prompt, Session
from counterfoil.liveness.steps import Step, step_named
from counterfoil.liveness.trace import Point

__all__ = [
    "CHECKS",
    "DECIDING",
    "MODELS",
    "Arrival",
    "Asked",
    "Capture",
    "Challenge",
    "Draw",
    "Findings",
    "Flash",
    "Point",
    "Prompt",
    "Session",
    "Step",
    "challenge_json",
    "judge",
    "load_challenge",
    "new_challenge",
    "not_run",
    "parse_challenge",
    "step_named",
    "watch",
]
