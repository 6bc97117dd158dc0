"""Drawings of the operator page: numbers laid out in a box of 100 by 100, with all of them in words beside it.

Bars are placed in percent; labels are text laid over the drawing, so that they stay readable at every width.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from counterfoil.records.counting import AGE_EDGES, LATENCY_EDGES, Bar, End, Latency, Queue, Span, Step
from counterfoil.screening.list_version import ListVersion
from counterfoil.service.console import saying

ListVersions = tuple[ListVersion, ...]

_GAP: Final = 0.18
"""The share of a bar's place that stays free."""

_MOST_LABELS: Final = 8
_TONES: Final = {
    End.ACCEPTED_BY_POLICY: "accept",
    End.ACCEPTED_BY_PEOPLE: "accept second",
    End.REJECTED_BY_POLICY: "reject",
    End.REJECTED_BY_PEOPLE: "reject second",
    End.UNDER_REVIEW: "refer",
    End.ON_THE_WAY: "retry",
    End.EXPIRED: "plain",
    End.ERASED: "plain second",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle in percent from the left and from the top."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside an axis, in percent along it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing.

    Attributes:
        blocks: What is drawn.
        line: An SVG path over it; may be empty.
        x_labels: Texts under it.
        y_labels: Texts on its left.
        marks: Upright lines with a text each.
        columns: The headings of the same as a table.
        rows: Its rows.
        summary: The whole in one sentence.
    """

    blocks: tuple[Block, ...]
    line: str
    x_labels: tuple[Label, ...]
    y_labels: tuple[Label, ...]
    marks: tuple[Label, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its length in percent."""

    name: str
    tone: str
    count: int
    length: float
    start: float
    percent: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the funnel.

    Attributes:
        name: What people had done.
        count: How many had.
        length: Percent of those who began.
        lost: How many of the step before had not; 0 for the first.
        percent: The length in words.
        lost_percent: The loss in percent of the step before, in words; empty when nobody was lost.
    """

    name: str
    count: int
    length: float
    lost: int
    percent: str
    lost_percent: str


@dataclass(frozen=True, slots=True)
class ListAge:
    """How old a list is, against how old it may be."""

    name: str
    entries: str
    age: str
    filled: float
    tone: str


def throughput(bars: Sequence[Bar], span: Span) -> Chart:
    """Lay out what was decided in each stretch of time as stacked bars, and what was created as a line."""
    top, steps = _ceiling(max((max(bar.created, bar.accepted + bar.rejected) for bar in bars), default=0))
    place = 100 / max(len(bars), 1)
    blocks: list[Block] = []
    for at, bar in enumerate(bars):
        base = 100.0
        for count, tone in ((bar.accepted, "accept"), (bar.rejected, "reject")):
            height = round(100 * count / top, 2)
            base -= height
            if count:
                x, width = round(place * (at + _GAP / 2), 2), round(place * (1 - _GAP), 2)
                blocks.append(Block(x, round(base, 2), width, height, tone))
    middles = [(round(place * (at + 0.5), 2), round(100 - 100 * bar.created / top, 2)) for at, bar in enumerate(bars)]
    every = math.ceil(len(bars) / _MOST_LABELS) or 1
    said = [_start(bar, span) for bar in bars]
    created, accepted, rejected = (
        sum(getattr(bar, name) for bar in bars) for name in ("created", "accepted", "rejected")
    )
    return Chart(
        blocks=tuple(blocks),
        line="M" + "L".join(f"{x:g},{y:g}" for x, y in middles) if middles else "",
        x_labels=tuple(Label(middles[at][0], said[at]) for at in range(len(bars) - 1, -1, -every)),
        y_labels=tuple(Label(round(100 - 100 * step / top, 2), f"{step:,}") for step in steps),
        marks=(),
        columns=(span.value.capitalize(), "Created", "Accepted", "Rejected"),
        rows=tuple(
            (text, f"{bar.created:,}", f"{bar.accepted:,}", f"{bar.rejected:,}")
            for text, bar in zip(said, bars, strict=True)
        ),
        summary=f"{created:,} verifications were created, {accepted:,} accepted and {rejected:,} rejected.",
    )


def ends(counts: Mapping[End, int]) -> tuple[Share, ...]:
    """Lay out what became of verifications as parts of one bar."""
    total, start, shares = sum(counts.values()), 0.0, []
    for end, count in counts.items():
        if count:
            length = 100 * count / total
            shares.append(
                Share(end.value, _TONES[end], count, round(length, 2), round(start, 2), _percent(count, total))
            )
            start += length
    return tuple(shares)


def funnel(counts: Mapping[Step, int]) -> tuple[Stage, ...]:
    """Lay out how far people came, each step under the one before."""
    first, before, stages = counts[Step.CREATED], counts[Step.CREATED], []
    for step, count in counts.items():
        lost = before - count
        length = round(100 * count / first, 1) if first else 0.0
        loss = f"{_percent(lost, before)} went no further" if lost > 0 else ""
        stages.append(Stage(step.value, count, length, lost, _percent(count, first), loss))
        before = count
    return tuple(stages)


def latency(found: Latency) -> Chart:
    """Lay out how long decisions took, with the median and the 95th of 100 marked."""
    return _histogram(
        found.counts,
        LATENCY_EDGES,
        marks=tuple(
            Label(_along(seconds, LATENCY_EDGES), f"{name} {saying.age(seconds)}")
            for name, seconds in (("half", found.median), ("95 %", found.p95))
            if seconds is not None
        ),
        tones=["retry"] * (len(LATENCY_EDGES) + 1),
        columns=("Took", "Decisions"),
        summary=(
            f"{found.count:,} decisions: half took at most {saying.age(found.median)}, 95 of 100 at most "
            f"{saying.age(found.p95)}."
            if found.median is not None and found.p95 is not None
            else "No decisions."
        ),
    )


def queue(found: Queue) -> Chart:
    """Lay out how long cases have waited."""
    oldest = f", the oldest for {saying.age(found.oldest)}" if found.oldest else ""
    return _histogram(
        found.counts,
        AGE_EDGES,
        marks=(),
        tones=["accept", "accept", "refer", "reject", "reject"],
        columns=("Waiting", "Cases"),
        summary=f"{found.count:,} cases wait{oldest}.",
    )


def lists(versions: ListVersions, today: date, days: int) -> tuple[ListAge, ...]:
    """Lay out how old each list is, against how many days it may be."""
    found = []
    for one in versions:
        age = (today - one.current_on).days
        tone = "reject" if age > days else "refer" if age > days // 2 else "accept"
        filled = round(min(100.0, 100 * age / (2 * days)), 1)
        found.append(ListAge(one.name, f"{one.entities:,}", f"{age} day{'' if age == 1 else 's'}", filled, tone))
    return tuple(found)


def _histogram(
    counts: Sequence[int],
    edges: Sequence[int],
    *,
    marks: tuple[Label, ...],
    tones: Sequence[str],
    columns: tuple[str, str],
    summary: str,
) -> Chart:
    top, steps = _ceiling(max(counts, default=0))
    place = 100 / len(counts)
    names = _names(edges)
    return Chart(
        blocks=tuple(
            Block(
                round(place * (at + _GAP / 2), 2),
                round(100 - 100 * count / top, 2),
                round(place * (1 - _GAP), 2),
                round(100 * count / top, 2),
                tones[at],
            )
            for at, count in enumerate(counts)
            if count
        ),
        line="",
        x_labels=tuple(Label(round(place * (at + 1), 2), said) for at, said in enumerate(_axis(edges))),
        y_labels=tuple(Label(round(100 - 100 * step / top, 2), f"{step:,}") for step in steps),
        marks=marks,
        columns=columns,
        rows=tuple((name, f"{count:,}") for name, count in zip(names, counts, strict=True)),
        summary=summary,
    )


def _names(edges: Sequence[int]) -> list[str]:
    below = [f"below {_short(edges[0])}"]
    between = [f"{_short(low)} to {_short(high)}" for low, high in pairwise(edges)]
    return [*below, *between, f"{_short(edges[-1])} or more"]


def _axis(edges: Sequence[int]) -> list[str]:
    """Write durations beside each other: the unit stands with the first of its kind only."""
    said, last = [], ""
    for number, unit in (_short(edge).split(" ") for edge in edges):
        said.append(number if unit == last else f"{number} {unit}")
        last = unit
    return said


def _short(seconds: int) -> str:
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _along(seconds: float, edges: Sequence[int]) -> float:
    """Percent from the left at which a duration lies among bars that are equally wide."""
    place = 100 / (len(edges) + 1)
    bounds = (0.0, *map(float, edges), edges[-1] * 4.0)
    for at, (low, high) in enumerate(pairwise(bounds)):
        if seconds < high:
            return round(place * (at + (seconds - low) / (high - low)), 2)
    return 100.0


def _ceiling(most: int) -> tuple[int, tuple[int, ...]]:
    """Return where an axis ends, and the numbers along it: at most five, round ones."""
    if most <= 0:
        return 1, (0, 1)
    step = 1
    for step in (base * 10**power for power in range(12) for base in (1, 2, 5)):
        if step * 4 >= most:
            break
    top = step * math.ceil(most / step)
    return top, tuple(range(0, top + 1, step))


def _start(bar: Bar, span: Span) -> str:
    return f"{bar.start:%H:%M}" if span is Span.HOUR else f"{bar.start:%-d %b}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
