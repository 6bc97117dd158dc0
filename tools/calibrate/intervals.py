"""Intervals for a share of errors."""

import math
from typing import Final

_Z: Final = 1.959964  # 95 %, two-sided


def wilson(errors: float, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of Wilson (1927) for `errors` in `trials`.

    It takes the trials for independent. Comparisons share people and are not, so the true interval is wider.
    """
    share = errors / trials
    spread = _Z * math.sqrt(share * (1 - share) / trials + (_Z / (2 * trials)) ** 2)
    middle, size = share + _Z**2 / (2 * trials), 1 + _Z**2 / trials
    return max(0.0, (middle - spread) / size), min(1.0, (middle + spread) / size)
