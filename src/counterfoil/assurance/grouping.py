"""How often the system errs within each group, and how unlike the groups are.

A group's comparisons are those within it: genuine pairs of its people, and impostor pairs of two of its people. The
labels are those of the list; nothing is read from a face. Of a group with too few pairs or people nothing is said.
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
    """A group's rate against that of all groups' pairs together (NIST SP 800-63A-4, 3.11: at most 1.25).

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
        people: How many persons bear it.
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
    """Which of the sold thresholds each pair reaches.

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


def measure(group: Group, at: Levels, resampled: Sequence[Replicates]) -> GroupColumn:
    """Measure a group column.

    Args:
        group: The column.
        at: How many thresholds each pair reaches.
        resampled: What `resampling.replicate` counted for its two tallies.
    """
    codes, number = _within(group), len(group.values)
    counted = [np.bincount(tally.places, minlength=tally.size).reshape(number, -1) for tally in tallies(group, at)]
    drawn = [counts.reshape(len(counts), number, -1) for counts in resampled]
    people = [len(np.unique(at.people[group.codes == code])) for code in range(number)]
    cells = _Cells(
        tuple(at.thresholds), counted, drawn, [_spoken(people[code], counted, code) for code in range(number)]
    )
    values = [
        GroupValue(
            value=value,
            people=people[code],
            genuine=int(counted[0][code].sum()),
            impostor=int(counted[1][code].sum()),
            warnings=_warnings(people[code], cells, code),
            rates={name: cells.rates(code, step) for step, name in enumerate(at.thresholds)},
        )
        for code, value in enumerate(group.values)
        if code
    ]
    return GroupColumn(
        name=group.name,
        sided=group.sided,
        unlabelled=int((group.codes.min(axis=1) == 0).sum() if group.sided else (codes == 0).sum()),
        values=tuple(sorted(values, key=lambda one: one.value)),
        differentials={name: _differentials(cells, step) for step, name in enumerate(at.thresholds)},
        between=_between(group, at) if group.sided else (),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Counts of a column by kind (genuine, then impostor), group and level, as they are and resampled."""

    names: tuple[str, ...]
    counted: Sequence[NDArray[np.intp]]
    drawn: Sequence[Replicates]
    spoken: Sequence[bool]

    def share(self, code: int, step: int, kind: int) -> tuple[Share, Replicates]:
        """Return a group's errors at a threshold: genuine pairs (kind 0) below it, impostor pairs (1) from it on."""
        counts, drawn = self.counted[kind][code], self.drawn[kind][:, code]
        rates = _errors(drawn, step, kind)
        if not self.spoken[code]:
            return unsaid("too few pairs or people"), rates
        reason = "no impostor pairs" if kind else "no genuine pairs"
        return share(int(counts[_wrong(step, kind)].sum()), int(counts.sum()), interval(rates), reason=reason), rates

    def rates(self, code: int, step: int) -> GroupRates:
        """Return both rates of a group, and what they are against those of all groups' pairs together."""
        (fmr, fmr_drawn), (fnmr, fnmr_drawn) = (self.share(code, step, kind) for kind in (1, 0))
        return GroupRates(fmr, fnmr, self._against(fmr, fmr_drawn, step, 1), self._against(fnmr, fnmr_drawn, step, 0))

    def _against(self, one: Share, drawn: Replicates, step: int, kind: int) -> Against:
        whole = float(_errors(self.counted[kind][1:].sum(axis=0).astype(np.float64), step, kind))
        if one.rate is None or one.wilson is None or not whole > 0:
            return Against(None, None, None, "not measurable")
        with np.errstate(invalid="ignore", divide="ignore"):
            ends = interval(drawn / _errors(self.drawn[kind][:, 1:].sum(axis=1), step, kind))
        formal = one.wilson[0] / whole, one.wilson[1] / whole
        low, high = (min(formal[0], ends[0]), max(formal[1], ends[1])) if ends else formal
        verdict = "within" if high <= limits.WORSE else "worse" if low > limits.WORSE else "not shown"
        return Against(one.rate / whole, low, high, verdict)


def _wrong(step: int, kind: int) -> slice:
    """Return which levels are errors at a threshold: for genuine pairs below it, for impostor pairs from it on."""
    return slice(step + 1, None) if kind else slice(None, step + 1)


def _errors(counts: Replicates, step: int, kind: int) -> Replicates:
    """Return the share of errors in counts by level; not a number where there is nothing to count."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(counts[..., _wrong(step, kind)].sum(axis=-1) / counts.sum(axis=-1))


def _spoken(people: int, counted: Sequence[NDArray[np.intp]], code: int) -> bool:
    """Say whether a group is large enough for anything to be said of it."""
    pairs = sum(int(kind[code].sum()) for kind in counted)
    return code > 0 and people >= limits.FEWEST_PEOPLE and pairs >= limits.FEWEST_PAIRS


def _within(group: Group) -> NDArray[np.intp]:
    """Return the group that both sides of each pair belong to; 0 where they differ or do not say."""
    codes = group.codes.astype(np.intp)
    return np.where(codes[:, 0] == codes[:, 1], codes[:, 0], 0) if group.sided else codes


def _warnings(people: int, cells: _Cells, code: int) -> tuple[str, ...]:
    if not cells.spoken[code]:
        return (f"not measurable: fewer than {limits.FEWEST_PAIRS} pairs or {limits.FEWEST_PEOPLE} people",)
    told = []
    if people < limits.MANY_PEOPLE:
        told.append(f"few people ({people}): the rates say more about them than about their group")
    told += [
        f"no {name} pairs"
        for name, kind in zip(("genuine", "impostor"), cells.counted, strict=True)
        if not kind[code].any()
    ]
    return tuple(told)


Measured = list[tuple[Share, Replicates]]
_FORMS: tuple[tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]], ...] = (
    ("max/min", differentials.max_over_min),
    ("max/geomean", differentials.max_over_geomean),
    ("Gini", differentials.gini),
)


def _differentials(cells: _Cells, step: int) -> tuple[Measure, ...]:
    """Return every measure over the groups that are spoken of."""
    measures = []
    spoken = [code for code, one in enumerate(cells.spoken) if one]
    groups = [[cells.share(code, step, kind) for kind in (1, 0)] for code in spoken]
    for place, kind in enumerate(("FMR", "FNMR")):
        told = [one[place] for one in groups if one[place][0].rate is not None]
        point, drawn, reason = _stacked(told)
        measures += [_measure(f"{kind} {name}", form, point, drawn, reason) for name, form in _FORMS]
    whole = [one for one in groups if all(rate.rate is not None for rate, _ in one)]
    (fmr, fmr_drawn, why), (fnmr, fnmr_drawn, why_not) = (_stacked([one[place] for one in whole]) for place in (0, 1))
    joined = np.stack([fmr, fnmr]), np.stack([fmr_drawn, fnmr_drawn]), why or why_not
    measures.append(_measure("GARBE", lambda both: differentials.garbe(both[0], both[1], limits.WEIGHT), *joined))
    measures.append(_measure("FDR", lambda both: differentials.fdr(both[0], both[1], limits.WEIGHT), *joined))
    return tuple(measures)


def _stacked(told: Measured) -> tuple[NDArray[np.float64], Replicates, str]:
    """Return the rates of the groups, the same in each replicate, and why nothing should be made of them."""
    point = np.array([one.rate for one, _ in told], np.float64)
    drawn = np.array([boot for _, boot in told], np.float64).T
    if len(told) < 2:  # noqa: PLR2004 - nothing to compare
        return point, drawn, "fewer than two groups can be measured"
    errors = sum(one.errors for one, _ in told)
    few = f"{errors} errors in all groups together; with fewer than {limits.EXPECTED_ERRORS} chance decides"
    return point, drawn, few if errors < limits.EXPECTED_ERRORS else ""


def _measure(
    name: str,
    form: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    point: NDArray[np.float64],
    drawn: Replicates,
    reason: str,
) -> Measure:
    if reason:
        return Measure(name, None, None, None, reason)
    value = float(form(point))
    if not np.isfinite(value):
        return Measure(name, None, None, None, "a group has no errors at this threshold")
    low, high = interval(form(drawn)) or (None, None)
    return Measure(name, value, low, high, "")


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
