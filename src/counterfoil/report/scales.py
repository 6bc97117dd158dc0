"""What the score of each check means: its unit, which side passes, and from where to where a bar shows it."""

from dataclasses import dataclass
from typing import Final

from counterfoil.checks import Check
from counterfoil.report.words import one_in


@dataclass(frozen=True, slots=True)
class Scale:
    """How to say and show the score of one check.

    Attributes:
        unit: What stands behind the number.
        start: Score at the left end of the bar.
        end: Score at the right end.
        digits: Decimals shown.
        unit_below_zero: What stands behind a negative number, which is then said without its sign.
        percent: Whether the score is a share to be said in percent.
        at_most: Whether low scores pass; else high ones do.
        odds: Whether the score is a rate to be said as one in so many; it has no bar.
    """

    unit: str
    start: float
    end: float
    digits: int = 0
    unit_below_zero: str = ""
    percent: bool = False
    at_most: bool = False
    odds: bool = False


SCALES: Final = {
    "document.mrz": Scale("certain on the worst line", 0, 1, digits=1, percent=True),
    "document.check_digits": Scale("of the check digits agree as read", 0, 1, percent=True),
    "document.fields": Scale("fields with what they may not hold", 0, 5, at_most=True),
    "document.names": Scale("certain of the least certain letter", 0, 1, digits=1, percent=True),
    "document.expiry": Scale("days left", -3650, 3650, unit_below_zero="days past"),
    "document.expected": Scale("in log odds against the expected name", 0, 10, digits=1, at_most=True),
    "document.portrait": Scale("pixels between the eyes", 0, 160),
    "face.size": Scale("pixels between the eyes", 0, 160),
    "face.pose": Scale("degrees off straight", 0, 60, at_most=True),
    "face.sharpness": Scale("of the contrast is fine detail", 0, 0.05, digits=1, percent=True),
    "face.exposure": Scale("of the face without detail", 0, 1, digits=1, percent=True, at_most=True),
    "face.framing": Scale("face widths to the edge", -0.2, 1, digits=2),
    "face.light": Scale("of the light of the other half", 0, 1, percent=True),
    "face.occlusion": Scale("log odds that something hides the face", -20, 20, digits=1, at_most=True),
    "face.eyes": Scale("log odds that the eyes are closed", -20, 20, digits=1, at_most=True),
    "face.utility": Scale("length of the network's answer", 0, 20, digits=1),
    "face.match": Scale("similarity", -0.2, 1, digits=3),
    "face.distinct": Scale("agreement pixel by pixel", 0, 1, digits=3, at_most=True),
    "liveness.source": Scale("seconds late", 0, 3, digits=2, at_most=True),
    "liveness.challenge": Scale("of the steps seen in their time", 0, 1, percent=True),
    "liveness.depth": Scale("times the least relief of a head", 0, 5, digits=1),
    "liveness.person": Scale("similarity of the least alike faces", -0.2, 1, digits=3),
    "liveness.integrity": Scale("difference of the two most alike stretches", 0, 0.5, digits=3),
    "liveness.alone": Scale("of the frames show somebody else", 0, 1, percent=True, at_most=True),
    "liveness.colour": Scale("correlation with the colours shown", -1, 1, digits=2),
    "liveness.screen": Scale("times the usual lattice", 0, 1000, at_most=True),
    "liveness.print": Scale("of the contrast is finest detail", 0, 0.3, digits=1, percent=True, at_most=True),
    "liveness.specular": Scale("of the face shines", 0, 0.1, digits=1, percent=True),
    "liveness.scene": Scale("in sharpness off the surroundings (logarithm)", 0, 6, digits=1, at_most=True),
    "screening.lists": Scale("days old, the oldest list", 0, 30, at_most=True),
    "screening.hits": Scale("customers on no list, at most, scores this high", 0, 1, odds=True),
}
"""The scale of each check that measures something."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A score against its threshold.

    Attributes:
        filled: Percent of the bar's length that the score fills.
        line: Percent at which the threshold stands.
    """

    filled: float
    line: float


def measured(check: Check) -> str:
    """Say what a check measured, with its unit; empty when it measured nothing."""
    if check.score is None:
        return ""
    scale = SCALES.get(check.id)
    if scale is None:
        return _number(check.score, scale)
    if check.score < 0 and scale.unit_below_zero:
        return f"{_number(-check.score, scale)} {scale.unit_below_zero}"
    return f"{_number(check.score, scale)} {scale.unit}"


def needed(check: Check) -> str:
    """Say what a check asks of its score, in the same unit; empty when it asks nothing or has none."""
    if check.threshold is None:
        return ""
    if check.id == "document.age":  # its score stays unsaid
        return f"{check.threshold:.0f} years or more"
    if check.score is None:
        return ""
    if check.id == "face.single":
        return f"exactly {check.threshold:.0f}"
    scale = SCALES.get(check.id)
    if scale and scale.odds:
        return f"more than {_number(check.threshold, scale)}"
    return f"{'at most' if scale and scale.at_most else 'at least'} {_number(check.threshold, scale)}"


def bar(check: Check) -> Bar | None:
    """Lay out a bar for a check; None when it has no score, no threshold or no scale."""
    scale = SCALES.get(check.id)
    if scale is None or scale.odds or check.score is None or check.threshold is None:
        return None
    return Bar(_percent(check.score, scale), _percent(check.threshold, scale))


def _number(number: float, scale: Scale | None) -> str:
    if scale is None:
        return f"{number:g}"
    if scale.odds:
        return one_in(number)
    return f"{100 * number:.{scale.digits}f} %" if scale.percent else f"{number:,.{scale.digits}f}"


def _percent(number: float, scale: Scale) -> float:
    along = (number - scale.start) / (scale.end - scale.start)
    return round(100 * min(max(along, 0.0), 1.0), 1)
