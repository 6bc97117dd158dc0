"""What a score stands for: the table of false positive rates that tools/measure_screening measured.

The table says how many of a thousand clean names, of people whom no list names, have a hit that scores so high
against a list of the size that was measured. A longer list has more hits, up to as many times more as it is longer; the
rates are not scaled for it, since how many depends as much on whom it names. A query that says
a birth date has a table of its own, since a date that differs speaks against most hits: the same score stands for
fewer of them.

Between two points the lower one speaks, which errs to the strict side. Above the last point, where fewer than ten
false positives were seen, the rate is "at most that of the last point", and a lower one cannot be asked for.
"""

import bisect
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from counterfoil.errors import InputError


@dataclass(frozen=True, slots=True)
class Point:
    """The false positive rate at one score.

    Attributes:
        score: 0 to 1.
        rate: Share of clean names with a hit that scores at least so much.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    score: float
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The tables.

    Attributes:
        matcher: The version of the matcher that was measured.
        measured: How many people and names were on the list, and how many clean names were screened.
        names_only: For queries of a name alone, from score 0 up; the rate never rises.
        with_birth_date: For queries that say a birth date.
    """

    matcher: str
    measured: Mapping[str, int]
    names_only: tuple[Point, ...]
    with_birth_date: tuple[Point, ...]

    def points(self, *, with_birth_date: bool) -> tuple[Point, ...]:
        """Return one of the tables."""
        return self.with_birth_date if with_birth_date else self.names_only


@functools.cache
def calibration() -> Calibration:
    """Return the tables that come with this version of the matcher."""
    text = resources.files("counterfoil.screening.matching").joinpath("calibration.json").read_text(encoding="utf-8")
    table = json.loads(text)
    names_only, with_birth_date = (
        tuple(Point(*numbers) for numbers in table[kind]) for kind in ("names_only", "with_birth_date")
    )
    return Calibration(table["matcher"], table["measured"], names_only, with_birth_date)


def false_positive_rate(score: float, *, with_birth_date: bool = False) -> float:
    """Return how many of the clean names have a hit that scores so high.

    Args:
        score: Of a hit, 0 to 1.
        with_birth_date: Whether the query says a birth date.
    """
    points = calibration().points(with_birth_date=with_birth_date)
    return points[max(0, bisect.bisect_right(points, score, key=lambda point: point.score) - 1)].rate


def threshold(rate: float, *, with_birth_date: bool = False) -> float:
    """Return the least score whose false positive rate is at most `rate`.

    Args:
        rate: Above 0, at most 1.
        with_birth_date: Whether the queries say a birth date.

    Raises:
        InputError: The rate is no rate, or lower than the data support.
    """
    if not 0 < rate <= 1:
        raise InputError(f"A false positive rate lies above 0 and at most at 1, not at {rate:g}")
    points = calibration().points(with_birth_date=with_birth_date)
    for point in points:
        if point.rate <= rate:
            return point.score
    raise InputError(
        f"A false positive rate of {rate:g} is lower than the calibration of screening supports",
        remedy=f"Ask for {points[-1].rate:.4g} or more.",
    )
