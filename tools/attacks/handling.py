"""How an attacker handles a sheet: moves it in the order that the challenge asks for, as a face would move."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.attacks import Reals
from tools.attacks.motion import Movement, drift
from tools.attacks.sheets import Pose


@dataclass(frozen=True)
class Hand:
    """How far one attacker goes.

    Attributes:
        turn: Degrees about the vertical axis for a turn.
        aside: How far the sheet swings aside meanwhile, as a share of its distance.
        nod: Degrees about the horizontal axis for a nod.
        blink: Degrees that the sheet is tipped for a blink; 0 when something else is done.
        closer: How many times nearer for coming closer.
        tremble: Degrees that the hand is unsteady by.
    """

    turn: float
    aside: float
    nod: float
    blink: float
    closer: float
    tremble: float


def draw_hand(rng: np.random.Generator) -> Hand:
    """Return an attacker's hand."""
    return Hand(
        float(rng.uniform(24, 48)),
        float(rng.uniform(-0.12, 0.12)),
        float(rng.uniform(16, 40)),
        float(rng.choice([0.0, rng.uniform(25, 55)])),
        float(rng.uniform(1.3, 1.6)),
        float(rng.uniform(0.5, 2.0)),
    )


def handled(rest: Pose, hand: Hand, movements: Sequence[Movement], at: Reals, rng: np.random.Generator) -> list[Pose]:
    """Return where a sheet is at each moment.

    Args:
        rest: Where it is held before the first step.
        hand: Whose hand.
        movements: What a face would do; the sheet is moved when the face would move.
        at: The moments (s), evenly spaced.
        rng: The source of chance.
    """
    sway = np.stack([drift(at, rng) for _ in range(6)], axis=1)
    return [_moved(rest, hand, movements, float(t), by) for t, by in zip(at, sway, strict=True)]


def _moved(rest: Pose, hand: Hand, movements: Sequence[Movement], t: float, sway: Reals) -> Pose:
    turned = sum(np.sign(m.reach) * m.share(t) for m in movements if m.axis == "turn")
    nodded, closer, blinked = (_share(movements, axis, t) for axis in ("nod", "closer", "blink"))
    z = rest.z / (1 + (hand.closer - 1) * closer)
    return rest.moved(
        x=rest.x + rest.z * (hand.aside * turned + 0.008 * hand.tremble * sway[0]),
        y=rest.y + rest.z * 0.008 * hand.tremble * sway[1],
        z=z * (1 + 0.008 * hand.tremble * sway[2]),
        yaw=rest.yaw + hand.turn * turned + hand.tremble * sway[3],
        pitch=rest.pitch + hand.nod * nodded - hand.blink * blinked + hand.tremble * sway[4],
        roll=rest.roll + 0.7 * hand.tremble * sway[5],
    )


def _share(movements: Sequence[Movement], axis: str, t: float) -> float:
    return sum(m.share(t) for m in movements if m.axis == axis)
