"""Counting the pairs within groups by how many thresholds they reach, as they are and in resampled people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits
from counterfoil.assurance.group_results import Against, GroupRates
from counterfoil.assurance.intervals import Share, share, unsaid
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.resampling import Tally, interval

Replicates = NDArray[np.float64]


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
    codes = within(group)
    chosen = [(codes > 0) & kind for kind in (at.same, ~at.same)]
    size = len(group.values) * at.steps
    first, second = (Tally(one, codes[one] * at.steps + at.reached[one], size) for one in chosen)
    return first, second


def within(group: Group) -> NDArray[np.intp]:
    """Return the group that both sides of each pair belong to; 0 where they differ or do not say."""
    codes = group.codes.astype(np.intp)
    return np.where(codes[:, 0] == codes[:, 1], codes[:, 0], 0) if group.sided else codes


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
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
