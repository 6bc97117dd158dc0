"""How often the system errs within each group, and how unlike the groups are.

A group's comparisons are those within it: genuine pairs of its people, and impostor pairs of two of its people. The
labels are those of the list; nothing is read from a face. Of a group with too few pairs or people nothing is said.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import differentials, limits
from counterfoil.assurance.group_counts import Cells, Levels, Replicates, tallies, within
from counterfoil.assurance.group_results import Between, GroupColumn, GroupValue, Measure
from counterfoil.assurance.intervals import Share, share, unsaid
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.resampling import interval


def measure(group: Group, at: Levels, resampled: Sequence[Replicates]) -> GroupColumn:
    """Measure a group column.

    Args:
        group: The column.
        at: How many thresholds each pair reaches.
        resampled: What `resampling.replicate` counted for its two tallies.
    """
    codes, number = within(group), len(group.values)
    counted = [np.bincount(tally.places, minlength=tally.size).reshape(number, -1) for tally in tallies(group, at)]
    drawn = [counts.reshape(len(counts), number, -1) for counts in resampled]
    people = [len(np.unique(at.people[group.codes == code])) for code in range(number)]
    cells = Cells(
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


def _spoken(people: int, counted: Sequence[NDArray[np.intp]], code: int) -> bool:
    """Say whether a group is large enough for anything to be said of it."""
    pairs = sum(int(kind[code].sum()) for kind in counted)
    return code > 0 and people >= limits.FEWEST_PEOPLE and pairs >= limits.FEWEST_PAIRS


def _warnings(people: int, cells: Cells, code: int) -> tuple[str, ...]:
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
_FORMS: Final[tuple[tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]], ...]] = (
    ("max/min", differentials.max_over_min),
    ("max/geomean", differentials.max_over_geomean),
    ("Gini", differentials.gini),
)


def _differentials(cells: Cells, step: int) -> tuple[Measure, ...]:
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
    ends = interval(form(drawn))
    if ends is None:
        return Measure(name, value, None, None, "")
    # Drawing few people anew makes groups less alike than they were, so that a value may lie below all that is drawn.
    return Measure(name, value, min(ends[0], value), max(ends[1], value), "")


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
