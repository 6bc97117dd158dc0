"""A component of quality: one thing measured, as a score from 0 to 100, with what the person can do about it."""

import math
from dataclasses import dataclass

from counterfoil.face import limits


@dataclass(frozen=True, slots=True)
class Component:
    """One component of quality after ISO/IEC 29794-5.

    Attributes:
        id: Which one, in the words of the standard, such as ``illumination_uniformity``.
        native: What was measured, in the unit of the component.
        score: 0 for useless to 100 for no defect.
        instruction: What to tell the person; None where the score is not low.
    """

    id: str
    native: float
    score: int
    instruction: str | None


def rate(name: str, native: float, instruction: str) -> Component:
    """Return a component with the score that `counterfoil.face.limits` gives to what was measured.

    Args:
        name: The component.
        native: What was measured.
        instruction: What to tell the person if the score is low.
    """
    worst, best = limits.SCORES[name]
    value = native
    if name in limits.LOGARITHMIC:
        worst, best, value = math.log(worst), math.log(best), math.log(max(native, 1e-9))
    score = round(100 * min(max((value - worst) / (best - worst), 0.0), 1.0))
    return Component(name, native, score, instruction if score < limits.LOW else None)
