"""Intervals for a share of errors."""

import math
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.959964  # 95 %, two-sided


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with intervals of 95 %.

    Attributes:
        errors: How many.
        trials: Of how many.
        rate: Their quotient; None when there was no trial.
        low: The lower of the two intervals' lower ends; None as before.
        high: The higher of the two intervals' upper ends: with no error at all, what can still not be ruled out.
        wilson: The interval that takes trials for independent; None when there was no trial.
        bootstrap: The interval from resampling people; None when it was not computed.
        reason: Why there is no rate; empty when there is one.
    """

    errors: int
    trials: int
    rate: float | None
    low: float | None
    high: float | None
    wilson: tuple[float, float] | None
    bootstrap: tuple[float, float] | None
    reason: str = ""


def wilson(errors: float, trials: int) -> tuple[float, float]:
    """Return the 95 % score interval of Wilson (1927) for `errors` in `trials`, each 0 or more, `trials` above 0.

    It takes the trials for independent. Comparisons share people and are not, so the true interval is wider.
    """
    share = errors / trials
    spread = _Z * math.sqrt(share * (1 - share) / trials + (_Z / (2 * trials)) ** 2)
    middle, size = share + _Z**2 / (2 * trials), 1 + _Z**2 / trials
    low = 0.0 if errors == 0 else max(0.0, (middle - spread) / size)
    high = 1.0 if errors == trials else min(1.0, (middle + spread) / size)
    return low, high


def share(errors: int, trials: int, bootstrap: tuple[float, float] | None = None, *, reason: str = "") -> Share:
    """Return how many of how many, with both intervals.

    Args:
        errors: How many.
        trials: Of how many.
        bootstrap: The interval from resampling people, where there is one.
        reason: What to say when there was no trial.
    """
    if not trials:
        return Share(errors, trials, None, None, None, None, None, reason or "nothing to count")
    formal = wilson(errors, trials)
    both = [formal, bootstrap] if bootstrap else [formal]
    low, high = min(one[0] for one in both), max(one[1] for one in both)
    return Share(errors, trials, errors / trials, low, high, formal, bootstrap)


def unsaid(reason: str) -> Share:
    """Return a share of which nothing is said, not even counts."""
    return Share(0, 0, None, None, None, None, None, reason)
