"""The trace of a clip as something to draw: how the head was held and the eyes were open, with what was asked when.

Time runs along the x axis. Four rows lie under one another: the turn of the head, its nod, the eyes,
and how near it is. Places are
given in percent of the drawing, from its left and from its top, so that text can be laid over it in a readable size.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from counterfoil.liveness import Asked, Findings, Point, Step

STEPS: Final = {
    Step.TURN_LEFT: "turn left",
    Step.TURN_RIGHT: "turn right",
    Step.NOD: "nod",
    Step.BLINK: "blink",
    Step.COME_CLOSER: "come closer",
}
"""Each step in words; left and right are the bearer's own."""

_DEGREES: Final = 45.0
"""What the rows of turn and nod show to either side."""

_NEARER: Final = 2.0
"""How many times nearer than at first the row of coming closer reaches, and as a fraction how much further."""

_ROW: Final = 100 / 4


@dataclass(frozen=True, slots=True)
class Window:
    """When a step was asked for: left edge and width in percent, and the step in words."""

    left: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the x axis, in percent from the left."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity over time.

    Attributes:
        name: What it is.
        line: SVG path in a box of 100 by 100; broken where nothing could be measured.
        middle: Percent from the top at which the label stands.
        rest: Percent from the top of the line for a head held straight or eyes open.
    """

    name: str
    line: str
    middle: float
    rest: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of a clip's trace.

    Attributes:
        windows: When each step was asked for.
        rows: Turn, nod, eyes and nearness.
        ticks: Seconds.
        description: The same in words.
    """

    windows: tuple[Window, ...]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    description: str


def draw(findings: Findings) -> Timeline | None:
    """Lay out what was found in a clip; None when it answers no challenge or shows no frame."""
    return None if findings.challenge is None else lay_out(findings.challenge.steps, findings.trace)


def lay_out(steps: Sequence[Asked], points: Sequence[Point]) -> Timeline | None:
    """Lay out a trace; None when it shows no frame.

    Args:
        steps: What was asked for.
        points: How the head was held, frame by frame.
    """
    if len(points) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    start, end = points[0].at, max(points[-1].at, points[0].at + 1e-3)
    windows = []
    for at, asked in enumerate(steps):
        until = asked.revealed + asked.window
        if at + 1 < len(steps):
            until = min(until, steps[at + 1].revealed)
        left, right = (_across(time, start, end) for time in (asked.revealed, until))
        windows.append(Window(left, round(right - left, 2), STEPS[asked.step]))
    asked_for = ", ".join(f"{STEPS[one.step]} at {one.revealed:.1f} s" for one in steps)
    return Timeline(
        windows=tuple(windows),
        rows=_rows(points, start, end),
        ticks=tuple(Tick(_across(second, start, end), f"{second} s") for second in _seconds(start, end)),
        description=f"How the head turned and nodded and the eyes were open over the clip. Asked for: {asked_for}.",
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where time and values of one row go in the drawing."""

    start: float
    end: float
    low: float
    high: float
    top: float

    def x(self, time: float) -> float:
        return _across(time, self.start, self.end)

    def y(self, value: float) -> float:
        """Percent from the top, high values above, with a tenth of the row left free on either side."""
        share = min(max((self.high - value) / (self.high - self.low), 0.0), 1.0)
        return round(self.top + _ROW * (0.1 + 0.8 * share), 2)


def _rows(points: Sequence[Point], start: float, end: float) -> tuple[Row, ...]:
    at = [point.at for point in points]
    nods = [None if point.pitch is None else -point.pitch for point in points]
    return (
        _row("left / right", _Frame(start, end, -_DEGREES, _DEGREES, 0), at, [point.yaw for point in points], rest=0),
        _row("up / down", _Frame(start, end, -_DEGREES, _DEGREES, _ROW), at, nods, rest=0),
        _row("eyes", _Frame(start, end, 0, 1, 2 * _ROW), at, [point.openness for point in points], rest=1),
        _row("nearer", _Frame(start, end, 1 / _NEARER, _NEARER, 3 * _ROW), at, [p.nearer for p in points], rest=1),
    )


def _row(name: str, frame: _Frame, at: Sequence[float], values: Sequence[float | None], *, rest: float) -> Row:
    placed = [
        None if value is None else (frame.x(time), frame.y(value)) for time, value in zip(at, values, strict=True)
    ]
    return Row(name, _path(placed), round(frame.top + _ROW / 2, 2), frame.y(rest))


def _across(time: float, start: float, end: float) -> float:
    return round(100 * min(max((time - start) / (end - start), 0.0), 1.0), 2)


def _seconds(start: float, end: float) -> range:
    return range(math.ceil(start), math.floor(end) + 1, max(1, math.ceil((end - start) / 8)))


def _path(places: Iterable[tuple[float, float] | None]) -> str:
    parts, drawing = [], False
    for place in places:
        if place is None:
            drawing = False
            continue
        parts.append(f"{'L' if drawing else 'M'}{place[0]:g},{place[1]:g}")
        drawing = True
    return "".join(parts)
