"""Bars that lie along a row: parts of a whole, steps under one another, the age of a list against what it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil.records.counting import End, Step
from counterfoil.screening.list_version import ListVersion

ListVersions = tuple[ListVersion, ...]


_TONES: Final = {
    End.ACCEPTED_BY_POLICY: "accept",
    End.ACCEPTED_BY_PEOPLE: "accept second",
    End.REJECTED_BY_POLICY: "reject",
    End.REJECTED_BY_PEOPLE: "reject second",
    End.UNDER_REVIEW: "refer",
    End.ON_THE_WAY: "retry",
    End.UNDECIDED: "refer second",
    End.EXPIRED: "plain",
    End.ERASED: "plain second",
}


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


def lists(versions: ListVersions, today: date, days: int) -> tuple[ListAge, ...]:
    """Lay out how old each list is, against how many days it may be."""
    found = []
    for one in versions:
        age = (today - one.current_on).days
        tone = "reject" if age > days else "refer" if age > days // 2 else "accept"
        filled = round(min(100.0, 100 * age / (2 * days)), 1)
        said = f"{age} day{'' if age == 1 else 's'} ago" if age else "today"
        found.append(ListAge(one.name, f"{one.entities:,}", said, filled, tone))
    return tuple(found)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
