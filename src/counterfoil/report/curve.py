"""The calibration curve as something to draw: which false match rate each similarity stands for.

Similarity runs along the x axis, the false match rate up the y axis in powers of ten. Places are given in percent of
the drawing, from its left and from its top, so that text can be laid over it in a size that stays readable on a phone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counterfoil.face import Calibration
from counterfoil.report.words import one_in

_LEAST_ROOM: Final = 0.05
_LEFT: Final = 0.0
"""Where the axis begins: further left practically every pair of different people is at least as alike."""

_LABEL_FLIPS_AT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled place: a tick of an axis, the threshold, or the comparison itself.

    Attributes:
        at: Percent along its axis: from the left for x, from the top for y.
        label: What stands beside it.
        flipped: Whether the label should stand on the left of the place, where there is more room.
    """

    at: float
    label: str
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawing of the calibration in a box of 100 by 100.

    Attributes:
        line: SVG path of the rate.
        band: SVG path of its confidence interval.
        x_ticks: Similarities.
        y_ticks: False match rates, one for each power of ten.
        threshold: Where the policy draws the line.
        here: Where this comparison lies along the x axis; None when nothing was compared.
        height: Where this comparison lies along the y axis; None when nothing was compared.
        passed: Whether it lies on the side of a match.
    """

    line: str
    band: str
    x_ticks: tuple[Mark, ...]
    y_ticks: tuple[Mark, ...]
    threshold: Mark
    here: Mark | None
    height: float | None
    passed: bool


@dataclass(frozen=True, slots=True)
class _Axes:
    left: float
    right: float
    decades: int

    def x(self, similarity: float) -> float:
        return round(100 * (min(max(similarity, self.left), self.right) - self.left) / (self.right - self.left), 2)

    def y(self, rate: float) -> float:
        decades_down = -math.log10(rate) if rate > 0 else self.decades
        return round(100 * min(max(decades_down / self.decades, 0.0), 1.0), 2)


def draw(calibration: Calibration, max_fmr: float, similarity: float | None) -> Curve:
    """Lay out the calibration with a policy's threshold and one comparison.

    Args:
        calibration: The measured table.
        max_fmr: The policy's highest false match rate, in (0, 1).
        similarity: The similarity found, or None when nothing was compared.
    """
    threshold = calibration.threshold(max_fmr)
    axes = _Axes(*_edges(calibration, similarity), _decades(calibration))
    points = [point for point in calibration.points if axes.left <= point.similarity <= axes.right]
    upper = [(axes.x(p.similarity), axes.y(p.high)) for p in points]
    lower = [(axes.x(p.similarity), axes.y(p.low)) for p in points]
    return Curve(
        line=_path([(axes.x(p.similarity), axes.y(p.fmr)) for p in points]),
        band=f"{_path([*upper, *reversed(lower)])}Z",
        x_ticks=tuple(Mark(axes.x(tick / 10), f"{tick / 10:.1f}") for tick in _tenths(axes)),
        y_ticks=tuple(Mark(axes.y(10.0**-n), one_in(10.0**-n)) for n in range(axes.decades + 1)),
        threshold=_mark(axes.x(threshold), f"needed: {threshold:.3f}"),
        here=None if similarity is None else _mark(axes.x(similarity), f"found: {similarity:.3f}"),
        height=None if similarity is None else axes.y(calibration.rate(similarity).fmr),
        passed=similarity is not None and similarity >= threshold,
    )


def _decades(calibration: Calibration) -> int:
    return math.ceil(-math.log10(calibration.lowest))


def _edges(calibration: Calibration, similarity: float | None) -> tuple[float, float]:
    """Left and right end of the x axis: the table's interesting part, and further where the comparison lies outside."""
    last = calibration.points[-1].similarity
    found = last if similarity is None else similarity
    return max(-1.0, min(_LEFT, found - _LEAST_ROOM)), min(1.0, max(last, found) + _LEAST_ROOM)


def _tenths(axes: _Axes) -> Sequence[int]:
    return range(math.ceil(axes.left * 5) * 2, math.floor(axes.right * 10) + 1, 2)


def _mark(at: float, label: str) -> Mark:
    return Mark(at, label, flipped=at > _LABEL_FLIPS_AT)


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in places)
