"""How this room writes a check."""

from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.reasons import Reason

JUDGE: Final = "counterfoil.liveness 2"
"""Version of everything that moves a score of this room."""


def check(
    name: str,
    outcome: Outcome,
    *reasons: Reason,
    score: float | None = None,
    threshold: float | None = None,
    looked_at: tuple[str, ...] = ("clip",),
) -> Check:
    """Return the check ``liveness.NAME``."""
    return Check(f"liveness.{name}", outcome, score, threshold, reasons, looked_at, JUDGE)


def limited(name: str, score: float, threshold: float, reason: Reason, *, passed: bool) -> Check:
    """Return a check that passed or failed by its score."""
    if passed:
        return check(name, Outcome.PASSED, score=score, threshold=threshold)
    return check(name, Outcome.FAILED, reason, score=score, threshold=threshold)
