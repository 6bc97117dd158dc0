"""A synthetic person acts: from movements to what stands before the camera at each moment."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from tools.attacks import Picture, Reals
from tools.attacks.bank import NEUTRAL, Bank
from tools.attacks.motion import Movement, drift

_IDLE: Final = 1.0
"""How far a head turns that is kept still (standard deviation, degrees)."""
_SETTLING: Final = 0.25
"""So long before and after another movement a head is quite straight (s): the bank shows one movement at a time."""


def act(bank: Bank, movements: Sequence[Movement], at: Reals, rng: np.random.Generator) -> list[Picture]:
    """Return what stands before the camera at each moment.

    Args:
        bank: Whose head.
        movements: What it does.
        at: The moments (s), evenly spaced.
        rng: The source of chance.
    """
    sway = _IDLE * drift(at, rng, fastest=1.2)
    return [bank.show(*_pose(movements, float(t), float(yaw))) for t, yaw in zip(at, sway, strict=True)]


def _pose(movements: Sequence[Movement], t: float, sway: float) -> tuple[str, float]:
    for movement in movements:
        share = movement.share(t)
        if share > 0 and movement.axis != "turn":
            neutral = NEUTRAL[movement.axis]
            return movement.axis, neutral + share * (movement.reach - neutral)
    turned = sum(movement.reach * movement.share(t) for movement in movements if movement.axis == "turn")
    return "turn", turned + sway * _looseness(movements, t)


def _looseness(movements: Sequence[Movement], t: float) -> float:
    """Return 0 next to a movement on another axis than turning, 1 well away from all of them."""
    away = [max(m.start - t, t - m.end) / _SETTLING for m in movements if m.axis != "turn"]
    return float(np.clip(min(away, default=1.0), 0.0, 1.0))
