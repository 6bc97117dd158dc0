"""The colour challenge: does the face reflect the colours that the screen shows?

Off by default: US patent 9,075,975 covers one such method until 2033, and flashes bother people. Whoever may and
wants to use it says `colour = true`. Never more than three flashes a second are shown (WCAG 2.3.1).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits
from counterfoil.liveness.challenge import Challenge, Draw, Flash
from counterfoil.liveness.findings import check, limited
from counterfoil.liveness.sights import Sights
from counterfoil.reasons import Reason

LEAST_BETWEEN: Final = 0.334
"""Seconds between two flashes: fewer than three in any second (WCAG 2.2, success criterion 2.3.1)."""

_COLOURS: Final = ((255, 60, 60), (60, 255, 60), (60, 60, 255), (255, 255, 60), (60, 255, 255), (255, 60, 255))
_NAME: Final = "colour"


def flashes(draw: Draw, begin: float, count: int = 8, every: float = 0.8) -> tuple[Flash, ...]:
    """Draw the colours of a challenge, never the same twice in a row.

    Args:
        draw: The source of chance.
        begin: Seconds of the clip's clock at which the first is shown.
        count: How many.
        every: Seconds between two; at least `LEAST_BETWEEN`.

    Raises:
        ValueError: The flashes would come too fast.
    """
    if every < LEAST_BETWEEN:
        raise ValueError(f"flashes every {every} s are more than three a second")
    shown: list[tuple[int, int, int]] = []
    for _ in range(count):
        left = [colour for colour in _COLOURS if not shown or colour != shown[-1]]
        shown.append(left[draw(len(left))])
    return tuple(Flash(begin + at * every, colour) for at, colour in enumerate(shown))


def judge(sights: Sights, challenge: Challenge) -> Check:
    """Judge whether the face follows the colours more than what is beside it.

    Returns:
        The check ``liveness.colour``: the correlation of the colours shown with the difference of face and background,
        against the least for a face before this screen. ``not_run`` when no colours were asked for.
    """
    if not challenge.flashes:
        return check(_NAME, Outcome.NOT_RUN, Reason.LIVENESS_NO_COLOUR)
    kept = [(sight.at, sight.colours) for sight in sights if sight.colours is not None]
    during = [(at, colours) for at, colours in kept if at >= challenge.flashes[0].at]
    if len(during) < limits.FEWEST_FRAMES:
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_SHORT)
    shown = _changes(np.array([_at(challenge.flashes, at) for at, _ in during], np.float64))
    reflected = _changes(np.array([np.subtract(face, beside) for _, (face, beside) in during], np.float64))
    size = float(np.linalg.norm(shown) * np.linalg.norm(reflected))
    score = float(np.sum(shown * reflected)) / size if size > 0 else 0.0
    return limited(_NAME, score, limits.REFLECTED, Reason.LIVENESS_COLOUR, passed=score >= limits.REFLECTED)


def _at(shown: Sequence[Flash], at: float) -> tuple[int, int, int]:
    return [flash.colour for flash in shown if flash.at <= at][-1]


def _changes(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chromaticity about its mean: brightness, which moves with every shadow, is left out."""
    chroma = colours - colours.mean(axis=1, keepdims=True)
    return np.asarray(chroma - chroma.mean(axis=0), np.float64)
