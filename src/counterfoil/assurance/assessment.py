"""Everything that is measured of a list of pairs, from its similarities. Pure: arrays in, aggregates out.

No similarity of a single pair leaves here; `worst` is the one exception, asked for by name to find wrong labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import distribution, group_counts, grouping, limits, rates
from counterfoil.assurance.discard import DiscardPoint, error_versus_discard
from counterfoil.assurance.distribution import Distribution
from counterfoil.assurance.group_results import GroupColumn
from counterfoil.assurance.intervals import Share, share
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.rates import CurvePoint, Scores
from counterfoil.assurance.redrawn import Redrawn, told_apart
from counterfoil.assurance.resampling import Tally, interval, replicate


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Pairs that were compared.

    Attributes:
        similarities: N float32.
        same: N: both sides are one person.
        people: N x 2 int32: the persons.
        groups: The group columns, with N rows each.
        quality: What quality scores there are, by their names: N x 2 float32 of both pictures, higher is better.
    """

    similarities: NDArray[np.float32]
    same: NDArray[np.bool_]
    people: NDArray[np.int32]
    groups: tuple[Group, ...]
    quality: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class AtRate:
    """The false non-match rate at a false match rate that these very pairs give.

    Attributes:
        fnmr: None when it is not measurable.
        low: The lower of both intervals' lower ends.
        high: The higher of both intervals' upper ends.
        threshold: Similarity from which the rate holds on these pairs.
        wilson: The interval that takes pairs for independent and the threshold for given.
        bootstrap: The interval from resampling people, with the threshold read off anew each time.
        reason: Why it is not measurable; empty when it is.
    """

    fnmr: float | None
    low: float | None
    high: float | None
    threshold: float | None
    wilson: tuple[float, float] | None
    bootstrap: tuple[float, float] | None
    reason: str


@dataclass(frozen=True, slots=True)
class Sold:
    """A threshold that the calibration sells for a false match rate, and what these pairs say of it.

    Attributes:
        sold: The false match rate of the calibration.
        threshold: The similarity that it asks for.
        fmr: Measured here.
        fnmr: Measured here.
        verdict: ``higher`` or ``lower`` than sold when the whole interval is, ``agrees`` when the interval holds what
            was sold, ``not measurable`` with fewer than ten false matches to be expected and none of the former.
    """

    sold: float
    threshold: float
    fmr: Share
    fnmr: Share
    verdict: str


@dataclass(frozen=True, slots=True)
class EqualErrorRate:
    """The equal error rate with its interval from resampling people; None where a kind of pairs is missing."""

    rate: float | None
    low: float | None
    high: float | None
    threshold: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Discard:
    """The error-versus-discard characteristic at one sold threshold.

    Attributes:
        quality: Which score pictures were discarded by.
        sold: The rate that the threshold is sold for.
        points: From nothing discarded on.
    """

    quality: str
    sold: str
    points: tuple[DiscardPoint, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """How wrong the comparison is on a list of pairs."""

    genuine: Distribution
    impostor: Distribution
    people: int
    fnmr_at_fmr: Mapping[str, AtRate]
    equal_error: EqualErrorRate
    sold: Mapping[str, Sold]
    curve: tuple[CurvePoint, ...]
    discard: tuple[Discard, ...]
    groups: tuple[GroupColumn, ...]


def measure(compared: Compared, sold: Mapping[str, float]) -> Assessment:
    """Measure everything there is to measure of compared pairs.

    Args:
        compared: The pairs.
        sold: Thresholds of the calibration, by the false match rates that they are sold for, as written; from the
            loosest to the strictest.
    """
    scores = Scores.of(compared.similarities, compared.same)
    at = group_counts.levels(compared.similarities, compared.same, compared.people, sold)
    edges = told_apart(scores, sold)
    places = np.searchsorted(edges, compared.similarities, side="right")
    wholes = [Tally(kind, places[kind], len(edges) + 1) for kind in (compared.same, ~compared.same)]
    by_group = [tally for group in compared.groups for tally in group_counts.tallies(group, at)]
    genuine, impostor, *grouped = replicate(compared.people, compared.same, [*wholes, *by_group])
    drawn = Redrawn(edges, genuine, impostor)
    at_sold = {name: _sold(scores, drawn, limits.RATES[name], threshold) for name, threshold in sold.items()}
    return Assessment(
        genuine=distribution.distribution(scores.genuine),
        impostor=distribution.distribution(scores.impostor),
        people=len(np.unique(compared.people)),
        fnmr_at_fmr={name: _at_rate(scores, drawn, rate) for name, rate in limits.RATES.items()},
        equal_error=_equal_error(scores, drawn),
        sold=at_sold,
        curve=rates.curve(scores),
        discard=_discard(compared, sold),
        groups=tuple(
            grouping.measure(group, at, grouped[2 * number : 2 * number + 2])
            for number, group in enumerate(compared.groups)
        ),
    )


def _missing(scores: Scores) -> str:
    if not scores.genuine.size:
        return "not measurable: no genuine pairs"
    return "" if scores.impostor.size else "not measurable: no impostor pairs"


def _at_rate(scores: Scores, drawn: Redrawn, rate: float) -> AtRate:
    reason = _missing(scores)
    if not reason and not rates.measurable(scores.impostor.size, rate):
        needed = limits.EXPECTED_ERRORS / rate
        reason = f"not measurable with {scores.impostor.size:,} impostor pairs: {needed:,.0f} are needed"
    if reason:
        return AtRate(None, None, None, None, None, None, reason)
    threshold = rates.threshold_at(scores, rate)
    ends = interval(drawn.fnmr_at(rate))
    found = share(scores.false_non_matches(threshold), scores.genuine.size, ends)
    return AtRate(found.rate, found.low, found.high, threshold, found.wilson, ends, "")


def _equal_error(scores: Scores, drawn: Redrawn) -> EqualErrorRate:
    found = rates.equal_error(scores)
    if found is None:
        return EqualErrorRate(None, None, None, None, _missing(scores))
    low, high = interval(drawn.equal_error()) or (None, None)
    return EqualErrorRate(found.rate, low, high, found.threshold, "")


def _sold(scores: Scores, drawn: Redrawn, sold: float, threshold: float) -> Sold:
    fmr = share(
        scores.false_matches(threshold),
        scores.impostor.size,
        interval(drawn.fmr(threshold)),
        reason="not measurable: no impostor pairs",
    )
    fnmr = share(
        scores.false_non_matches(threshold),
        scores.genuine.size,
        interval(drawn.fnmr(threshold)),
        reason="not measurable: no genuine pairs",
    )
    return Sold(sold, threshold, fmr, fnmr, _verdict(fmr, sold))


def _verdict(fmr: Share, sold: float) -> str:
    if fmr.low is None or fmr.high is None:
        return "not measurable"
    if fmr.low > sold:
        return "higher"
    if fmr.high < sold:
        return "lower"
    return "agrees" if rates.measurable(fmr.trials, sold) else "not measurable"


def _discard(compared: Compared, sold: Mapping[str, float]) -> tuple[Discard, ...]:
    """Discard at the rate that NIST SP 800-63A-4 asks for, or else the strictest that is sold."""
    name = limits.DISCARDED_AT if limits.DISCARDED_AT in sold else list(sold)[-1]
    similarities, found = compared.similarities[compared.same], []
    for quality, both in compared.quality.items():
        first, second = both[compared.same].T
        found.append(Discard(quality, name, error_versus_discard(similarities, first, second, sold[name])))
    return tuple(found)
