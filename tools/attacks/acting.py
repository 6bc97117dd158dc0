"""A synthetic person acts: from movements to what stands before the camera at each moment."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from tools.attacks import Picture, Reals
from tools.attacks.bank import NEUTRAL, Bank
from tools.attacks.motion import Movement, drift

_IDLE: Final = 1.0
"""How far a head turns that is kept still (standard deviation, degrees)."""
_SETTLING: Final = 0.25
"""So long before and after another movement a head is quite straight (s): the bank shows one movement at a time."""
_HEAD: Final = (120, 170, 75, 95)
"""Middle of everyone's head in a frame of the bank, and how far around it what is seen moves with it (pixels)."""
_SWAY: Final = (2.2, 1.4, 0.018, 0.012)
"""How a head moves that is kept still: pixels to the right and down (6 to 4 mm), tilt (rad), and lean to the camera."""


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


def loosened(scenes: Sequence[Picture], at: Reals, rng: np.random.Generator) -> list[Picture]:
    """Return scenes in which the person is not nailed to the spot: the head sways, leans and tilts.

    Without this a head would come back from every turn to the very pixels that it left.

    Args:
        scenes: What `act` returns.
        at: The moments (s), evenly spaced.
        rng: The source of chance.
    """
    height, width = scenes[0].shape[:2]
    rows, columns = np.indices((height, width), dtype=np.float32)
    x, y = (columns - _HEAD[0]) / _HEAD[2], (rows - _HEAD[1]) / _HEAD[3]
    hold = np.exp(-((x * x + y * y) ** 2)).astype(np.float32)
    sway = np.stack([drift(at, rng, fastest=1.5) for _ in range(4)], axis=1) * _SWAY
    moved = []
    for scene, (right, down, tilt, lean) in zip(scenes, sway.astype(np.float32), strict=True):
        across = right + tilt * (_HEAD[1] - rows) + lean * (columns - _HEAD[0])
        along = down + tilt * (columns - _HEAD[0]) + lean * (rows - _HEAD[1])
        seen = cv2.remap(
            scene, columns - hold * across, rows - hold * along, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        moved.append(np.asarray(seen, dtype=np.uint8))
    return moved
