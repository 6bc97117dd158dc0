"""How often the system errs within each group, and how unlike the groups are.

A group's comparisons are those within it: genuine pairs of its people, and impostor pairs of two of its people. The labels
are those of the list; nothing is read from a face. Of a group with too few pairs or people nothing is said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import differentials, limits
from counterfoil.assurance.intervals import Share, share, unsaid
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.resampling import Tally, interval

Replicates = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Against:
    """A group's rate against that of all pairs (NIST SP 800-63A-4, 3.11: at most 1.25).

    Attributes:
        ratio: Quotient of both; None where it cannot be had.
        low: Lower end of its 95 % interval.
        high: Upper end.
        verdict: ``within`` or ``worse`` when the whole interval is, ``not shown`` when it straddles 1.25.
    """

    ratio: float | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class GroupRates:
    """The errors of one group at one threshold."""

    fmr: Share
    fnmr: Share
    fmr_against_all: Against
    fnmr_against_all: Against


@dataclass(frozen=True, slots=True)
class GroupValue:
    """One group.

    Attributes:
        value: Its label.
        people: How many persons its pairs show.
        genuine: Its pairs of one person.
        impostor: Its pairs of two persons.
        warnings: What to keep in mind.
        rates: Its errors, by the false match rate that the threshold is sold for.
    """

    value: str
    people: int
    genuine: int
    impostor: int
    warnings: tuple[str, ...]
    rates: Mapping[str, GroupRates]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of how unlike groups are.

    Attributes:
        name: Of the measure and the rate it is of.
        value: None where it has none.
        low: Lower end of its 95 % interval.
        high: Upper end.
        reason: Why it has no value; empty otherwise.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Between:
    """False matches between people of two groups.

    Attributes:
        values: Both labels.
        fmr: By the false match rate that the threshold is sold for.
    """

    values: tuple[str, str]
    fmr: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A group column of the list.

    Attributes:
        name: Of the column.
        sided: Whether each side of a pair has its own value.
        unlabelled: Pairs without a label.
        values: Each group.
        differentials: How unlike they are, by the false match rate that the threshold is sold for.
        between: For a column with sides: false matches of people of two groups, the same group included.
    """

    name: str
    sided: bool
    unlabelled: int
    values: tuple[GroupValue, ...]
    differentials: Mapping[str, tuple[Measure, ...]]
    between: tuple[Between, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """How many of the sold thresholds each pair reaches.

    Attributes:
        thresholds: Rate as written -> similarity, from the loosest to the strictest.
        reached: N: how many of them a pair's similarity reaches.
        same: N: both sides are one person.
        people: N x 2: the persons.
    """

    thresholds: Mapping[str, float]
    reached: NDArray[np.intp]
    same: NDArray[np.bool_]
    people: NDArray[np.int32]

    @property
    def steps(self) -> int:
        """How many levels there are: one more than thresholds."""
        return len(self.thresholds) + 1


def levels(
    similarities: NDArray[np.float32], same: NDArray[np.bool_], people: NDArray[np.int32], sold: Mapping[str, float]
) -> Levels:
    """Return how many of the sold thresholds each pair reaches."""
    edges = np.array(list(sold.values()), np.float32)
    return Levels(sold, np.searchsorted(edges, similarities, side="right"), same, people)


def tallies(group: Group, at: Levels) -> tuple[Tally, Tally]:
    """Return what to count of a group column in resampled people: its genuine pairs, then its impostor pairs."""
    codes = _within(group)
    chosen = [(codes > 0) & kind for kind in (at.same, ~at.same)]
    size = len(group.values) * at.steps
    first, second = (Tally(one, codes[one] * at.steps + at.reached[one], size) for one in chosen)
    return first, second


def measure(
    group: Group,
    at: Levels,
    resampled: Sequence[Replicates],
    overall: Mapping[str, tuple[float | None, float | None]],
    overall_resampled: Mapping[str, tuple[Replicates, Replicates]],
) -> GroupColumn:
    """Measure a group column.

    Args:
        group: The column.
        at: How many thresholds each pair reaches.
        resampled: What `resampling.replicate` counted for its two tallies.
        overall: FMR and FNMR of all pairs at each threshold; None where there are none.
        overall_resampled: The same in each replicate.
    """
    codes, shape = _within(group), (limits.REPLICATES, len(group.values), at.steps)
    counted = [
        np.bincount(tally.places, minlength=tally.size).reshape(shape[1:]) for tally in tallies(group, at)
    ]
    drawn = [counts.reshape(shape) for counts in resampled]
    people = [len(np.unique(at.people[codes == code])) for code in range(len(group.values))]
    said = [
        code
        for code in range(1, len(group.values))
        if people[code] >= limits.FEWEST_PEOPLE and sum(int(kind[code].sum()) for kind in counted) >= limits.FEWEST_PAIRS
    ]
    values, shares = [], {}
    for code, value in enumerate(group.values):
        if not value:
            continue
        rates = {}
        for step, name in enumerate(at.thresholds):
            both = [_share(counted[kind][code], drawn[kind][:, code], step, kind, spoken=code in said) for kind in (1, 0)]
            shares[code, name] = both
            against = [
                _against(one, boot, overall[name][place], overall_resampled[name][place])
                for place, (one, boot) in enumerate(both)
            ]
            rates[name] = GroupRates(both[0][0], both[1][0], *against)
        genuine, impostor = (int(kind[code].sum()) for kind in counted)
        warnings = _warnings(people[code], genuine, impostor, spoken=code in said)
        values.append(GroupValue(value, people[code], genuine, impostor, warnings, rates))
    return GroupColumn(
        name=group.name,
        sided=group.sided,
        unlabelled=int((group.codes == 0).reshape(len(codes), -1).any(axis=1).sum()),
        values=tuple(sorted(values, key=lambda one: one.value)),
        differentials={name: _differentials([shares[code, name] for code in said]) for name in at.thresholds},
        between=_between(group, at) if group.sided else (),
    )


def _within(group: Group) -> NDArray[np.intp]:
    """Return the group that both sides of each pair belong to; 0 where they differ or do not say."""
    codes = group.codes.astype(np.intp)
    return np.where(codes[:, 0] == codes[:, 1], codes[:, 0], 0) if group.sided else codes


def _share(
    counts: NDArray[np.intp], drawn: Replicates, step: int, kind: int, *, spoken: bool
) -> tuple[Share, Replicates]:
    """Return a group's share of errors at a threshold: genuine pairs (kind 0) below it, impostor pairs (1) from it on."""
    wrong = slice(step + 1, None) if kind else slice(None, step + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = drawn[:, wrong].sum(axis=1) / drawn.sum(axis=1)
    if not spoken:
        return unsaid("too few pairs or people"), rates
    reason = "no impostor pairs" if kind else "no genuine pairs"
    return share(int(counts[wrong].sum()), int(counts.sum()), interval(rates), reason=reason), rates


def _against(one: Share, drawn: Replicates, overall: float | None, all_drawn: Replicates) -> Against:
    if one.rate is None or one.wilson is None or not overall:
        return Against(None, None, None, "not measurable")
    with np.errstate(invalid="ignore", divide="ignore"):
        ends = interval(drawn / all_drawn)
    formal = tuple(end / overall for end in one.wilson)
    low, high = (min(formal[0], ends[0]), max(formal[1], ends[1])) if ends else formal
    verdict = "within" if high <= limits.WORSE else "worse" if low > limits.WORSE else "not shown"
    return Against(one.rate / overall, low, high, verdict)


def _warnings(people: int, genuine: int, impostor: int, *, spoken: bool) -> tuple[str, ...]:
    if not spoken:
        return (f"not measurable: fewer than {limits.FEWEST_PAIRS} pairs or {limits.FEWEST_PEOPLE} people",)
    told = []
    if people < limits.MANY_PEOPLE:
        told.append(f"few people ({people}): the rates say more about them than about their group")
    if not genuine:
        told.append("no genuine pairs")
    if not impostor:
        told.append("no impostor pairs")
    return tuple(told)


Measured = list[tuple[Share, Replicates]]
_FORMS: tuple[tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]], ...] = (
    ("max/min", differentials.max_over_min),
    ("max/geomean", differentials.max_over_geomean),
    ("Gini", differentials.gini),
)


def _differentials(groups: Sequence[Measured]) -> tuple[Measure, ...]:
    """Return every measure over the groups that are spoken of."""
    measures = []
    for place, kind in enumerate(("FMR", "FNMR")):
        told = [one[place] for one in groups if one[place][0].rate is not None]
        point = np.array([one.rate for one, _ in told], np.float64)
        drawn = np.array([boot for _, boot in told]).T
        measures += [_measure(f"{kind} {name}", form, point, drawn) for name, form in _FORMS]
    told_both = [one for one in groups if all(rate.rate is not None for rate, _ in one)]
    points = [np.array([one[place][0].rate for one in told_both], np.float64) for place in (0, 1)]
    drawns = [np.array([one[place][1] for one in told_both]).T for place in (0, 1)]
    for name, both in (("GARBE", differentials.garbe), ("FDR", differentials.fdr)):
        joined = [np.stack(pair) for pair in (points, drawns)]
        measures.append(_measure(name, lambda rates, both=both: both(*rates, limits.WEIGHT), *joined))
    return tuple(measures)


def _measure(
    name: str, form: Callable[[NDArray[np.float64]], NDArray[np.float64]], point: NDArray[np.float64], drawn: Replicates
) -> Measure:
    if point.shape[-1] < 2:  # noqa: PLR2004 - nothing to compare
        return Measure(name, None, None, None, "fewer than two groups can be measured")
    value = float(form(point))
    if not np.isfinite(value):
        return Measure(name, None, None, None, "a group has no errors at this threshold")
    ends = interval(form(drawn))
    return Measure(name, value, *(ends or (None, None)), "")


def _between(group: Group, at: Levels) -> tuple[Between, ...]:
    """Return the false match rates between the people of any two groups."""
    number = len(group.values)
    low, high = (end(group.codes, axis=1).astype(np.intp) for end in (np.min, np.max))
    chosen = ~at.same & (low > 0)
    places = (low[chosen] * number + high[chosen]) * at.steps + at.reached[chosen]
    counts = np.bincount(places, minlength=number * number * at.steps).reshape(number, number, at.steps)
    found = []
    for first in range(1, number):
        for second in range(first, number):
            here = counts[first, second]
            few = here.sum() < limits.FEWEST_PAIRS
            fmr = {
                name: unsaid("too few pairs") if few else share(int(here[step + 1 :].sum()), int(here.sum()))
                for step, name in enumerate(at.thresholds)
            }
            pair = sorted((group.values[first], group.values[second]))
            found.append(Between((pair[0], pair[1]), fmr))
    return tuple(sorted(found, key=lambda one: one.values))
