"""Upright bars of the operator page, laid out in a box of 100 by 100, with all numbers in words beside it.

Bars are placed in percent; labels are text laid over the drawing, so that they stay readable at every width.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from counterfoil.records.counting import AGE_EDGES, LATENCY_EDGES, Bar, Latency, Queue, Span
from counterfoil.service.console import axes, saying

_GAP: Final = 0.18
"""The share of a bar's place that stays free."""

_MOST_LABELS: Final = 8


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
        measures: What its axes count.
    """

    blocks: tuple[Block, ...]
    line: str
    x_labels: tuple[Label, ...]
    y_labels: tuple[Label, ...]
    marks: tuple[Label, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str
    measures: str


def throughput(bars: Sequence[Bar], span: Span) -> Chart:
    """Lay out what was decided in each stretch of time as stacked bars, and what was created as a line."""
    top, steps = axes.ceiling(max((max(bar.created, bar.accepted + bar.rejected) for bar in bars), default=0))
    place = 100 / max(len(bars), 1)
    middles = [(round(place * (at + 0.5), 2), round(100 - 100 * bar.created / top, 2)) for at, bar in enumerate(bars)]
    every = _every(len(bars))
    said = [_start(bar, span) for bar in bars]
    created, accepted, rejected = (
        sum(getattr(bar, name) for bar in bars) for name in ("created", "accepted", "rejected")
    )
    return Chart(
        blocks=tuple(block for at, bar in enumerate(bars) for block in _stacked(bar, at, place, top)),
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
        measures=f"Verifications each {span.value}, in UTC; the last {span.value} is not over.",
    )


def latency(found: Latency) -> Chart:
    """Lay out how long decisions took, with the median and the 95th of 100 marked."""
    return _histogram(
        found.counts,
        LATENCY_EDGES,
        marks=tuple(
            Label(axes.place_of(seconds, LATENCY_EDGES), f"{name} {saying.age(seconds)}")
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
        measures="Decisions, by how long they took.",
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
        measures="Cases, by how long they have waited.",
    )


def _stacked(bar: Bar, at: int, place: float, top: int) -> Iterator[Block]:
    base = 100.0
    for count, tone in ((bar.accepted, "accept"), (bar.rejected, "reject")):
        height = round(100 * count / top, 2)
        base -= height
        if count:
            yield Block(round(place * (at + _GAP / 2), 2), round(base, 2), round(place * (1 - _GAP), 2), height, tone)


def _histogram(
    counts: Sequence[int],
    edges: Sequence[int],
    *,
    marks: tuple[Label, ...],
    tones: Sequence[str],
    columns: tuple[str, str],
    summary: str,
    measures: str,
) -> Chart:
    top, steps = axes.ceiling(max(counts, default=0))
    place = 100 / len(counts)
    names = axes.stretches(edges)
    every = _every(len(edges))
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
        x_labels=tuple(Label(round(place * (at + 1), 2), axes.short(edges[at])) for at in range(0, len(edges), every)),
        y_labels=tuple(Label(round(100 - 100 * step / top, 2), f"{step:,}") for step in steps),
        marks=marks,
        columns=columns,
        rows=tuple((name, f"{count:,}") for name, count in zip(names, counts, strict=True)),
        summary=summary,
        measures=measures,
    )


def _every(places: int) -> int:
    """Return which of so many places bear labels, every one or every second and so on, so that none touch."""
    return math.ceil(places / _MOST_LABELS) or 1


def _start(bar: Bar, span: Span) -> str:
    return f"{bar.start:%H:%M}" if span is Span.HOUR else f"{bar.start:%-d %b}"
