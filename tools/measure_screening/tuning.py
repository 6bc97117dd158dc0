"""The search that chooses the parameters of the matcher: one after the other, a step up or down, kept when better.

The ten best entities of each query, as the package finds them now, are scored anew with every change: by the scorer in
C, on names alone and with what the birth dates say. So a search holds near the parameters it began with: write what it
found into counterfoil.screening.matching.parameters and begin again until nothing moves.
"""

import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.every_pair import PAIR
from counterfoil.screening.hit import Hit
from counterfoil.screening.index import packing
from counterfoil.screening.index.engine import native
from counterfoil.screening.matching import PARAMETERS, Parameters
from counterfoil.screening.matching.evidence import BIRTH_DATE, BIRTH_WEIGHTS
from tools.measure_screening.answers import Measured, Scores, Told
from tools.measure_screening.sets import Asked, Half, Sets

_RATES: Final[Mapping[float, float]] = {0.01: 1.0, 0.001: 0.35}
"""The rates of false positives at which recall counts, and how much."""
_ABOUT: Final = (0.6, 0.8, 1.0, 1.25, 1.6)
"""Rates around each of them, so that no single clean name decides."""
_WITH_BIRTH_DATE: Final = 1.5
_MOST_HARD: Final = 0.11
_HARD_COSTS: Final = 5.0
_STEEP: Final = 5.0
"""How fast a query counts as found beyond the threshold: a step would leave most changes without effect."""

_LEAST_GAIN: Final = 1e-5
_FIRST_STEP, _LEAST_STEP, _MOST_STEP, _GROWS, _SHRINKS = 0.25, 0.03, 0.6, 1.3, 0.55
_LEAST_VALUE: Final = 0.05
_WHOLE: Final = frozenset((*Parameters._fields[: Parameters._fields.index("most")], "slack"))
_NOT_TOLD: Final = frozenset(("nationality_same", "nationality_differs", "document_same"))
"""What these queries say nothing of, or what is set by hand."""
_BIRTH: Final = Parameters._fields.index("birth_same")
_NOBODY: Final = -40.0


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Pairs of names, grouped by the query's reading, and what the birth dates of the two say.

    Attributes:
        asked: The place of each pair's query.
        verdict: The place of its verdict among the birth parameters; one past the last where there is none.
        packed: The readings, ready for the scorer in C.
    """

    asked: NDArray[np.intp]
    verdict: NDArray[np.intp]
    packed: tuple[tuple[packing.Packed, packing.Packed], ...]


class Tuning:
    """Recall, false positives and a search on some of the queries.

    Args:
        sets: What is measured on.
        half: Only the queries of this half; None for all.
    """

    def __init__(self, sets: Sets, half: Half | None = None) -> None:
        kinds = (sets.positives, sets.clean, sets.hard)
        asked = [one for kind in kinds for one in kind if half in (None, one.half)]
        self._positive = np.array([bool(one.accept) for one in asked])
        self._real = np.array([one.is_real for one in asked])
        hard = set(map(id, sets.hard))
        self._hard = np.array([id(one) in hard for one in asked])
        self._clean = ~self._positive & ~self._hard
        self._candidates = _candidates(Measured(sets.entities), asked)
        self._scored: tuple[tuple[float, ...], Scores] | None = None

    def worth(self, costs: Parameters) -> float:
        """Return what some parameters are worth: weighted, smoothed recall; the more the better."""
        names = self._names(costs)
        weights = np.array([*costs[_BIRTH : _BIRTH + len(BIRTH_WEIGHTS)], 0.0])
        with_birth_date = names + weights[self._candidates.verdict]
        return self._recall(names) + _WITH_BIRTH_DATE * self._recall(with_birth_date)

    def search(self, rounds: int, costs: Parameters = PARAMETERS, seed: int = 1) -> Iterator[tuple[float, Parameters]]:
        """Yield what the parameters are worth, and the parameters, before the search and after each round.

        Args:
            rounds: How often every parameter is tried.
            costs: Where to begin.
            seed: Of the order in which parameters are tried.
        """
        dice = random.Random(seed)  # noqa: S311 - an order is no secret
        order = [name for name in Parameters._fields if name not in _NOT_TOLD]
        steps = dict.fromkeys(order, _FIRST_STEP)
        best = self.worth(costs)
        yield best, costs
        for _ in range(rounds):
            dice.shuffle(order)
            for name in order:
                found = ((self.worth(other), other) for other in _neighbours(costs, name, steps[name]))
                better = next((one for one in found if one[0] > best + _LEAST_GAIN), None)
                steps[name] = (
                    min(_MOST_STEP, steps[name] * _GROWS) if better else max(_LEAST_STEP, steps[name] * _SHRINKS)
                )
                best, costs = better or (best, costs)
            yield best, costs

    def _names(self, costs: Parameters) -> Scores:
        """Return the log-odds of each pair of names; those of the last call once more when only weights changed."""
        key = tuple(costs[:_BIRTH])
        if self._scored is None or self._scored[0] != key:
            numbers = array("d", costs).tobytes()
            found = (native.score_all(numbers, 0.0, *pair) for pair in self._candidates.packed)
            scores = np.frombuffer(b"".join(found), PAIR)["score"].clip(1e-12, 1 - 1e-12)
            self._scored = key, np.log(scores / (1 - scores))
        return self._scored[1]

    def _recall(self, odds: Scores) -> float:
        best = np.full(len(self._positive), _NOBODY)
        np.maximum.at(best, self._candidates.asked, odds)
        clean = np.sort(best[self._clean])[::-1]
        total = 0.0
        for rate, counts in _RATES.items():
            for about in _ABOUT:
                line = clean[int(rate * about * len(clean))]
                found = 1 / (1 + np.exp(-_STEEP * (best - line)))
                total += counts * (_mean(found[self._positive]) + _mean(found[self._real])) / len(_ABOUT)
                if rate == max(_RATES):
                    total -= _HARD_COSTS * max(0.0, _mean(found[self._hard]) - _MOST_HARD) / len(_ABOUT)
        return total


def changed(costs: Parameters) -> Iterator[str]:
    """Yield a line for each parameter that is not what the package has."""
    for name, value, before in zip(Parameters._fields, costs, PARAMETERS, strict=True):
        if value != before:
            yield f"    {name}: float = {value:g}  # {before:g} before"


def _mean(shares: Scores) -> float:
    return float(shares.mean()) if len(shares) else 0.0


def _neighbours(costs: Parameters, name: str, step: float) -> Iterator[Parameters]:
    value = getattr(costs, name)
    for sign in (1, -1):
        other = value + sign * step * max(abs(value), _LEAST_VALUE)
        if name in _WHOLE:
            other = round(other) if round(other) != value else value + sign
        if other >= 0 or name.startswith("birth_"):
            yield costs._replace(**{name: other})


def _candidates(measured: Measured, asked: Sequence[Asked]) -> _Candidates:
    """Find whom each query may be taken for; of a query that must find somebody only those whom it must find."""
    pairs = dict.fromkeys(
        (at, hit.query_reading, hit.listed_reading, _verdict(hit))
        for told in (Told.BIRTH_DATE, Told.NAMES)
        for at, hits in enumerate(measured.hits(asked, told))
        for hit in hits
        if not asked[at].accept or hit.entity.id in asked[at].accept
    )
    known = {pair[:3] for pair in pairs if pair[3] < len(BIRTH_WEIGHTS)}
    ordered = sorted(
        (pair for pair in pairs if pair[3] < len(BIRTH_WEIGHTS) or pair[:3] not in known), key=lambda pair: pair[0]
    )
    packed = tuple(
        (packing.readings([reading]), packing.readings([pair[2] for pair in of_one]))
        for (_, reading), of_one in groupby(ordered, key=lambda pair: pair[:2])
    )
    asked_of, verdicts = ([pair[place] for pair in ordered] for place in (0, 3))
    return _Candidates(np.array(asked_of, np.intp), np.array(verdicts, np.intp), packed)


def _verdict(hit: Hit) -> int:
    found = next((one.verdict for one in hit.evidence if one.field == BIRTH_DATE), None)
    return list(BIRTH_WEIGHTS).index(found) if found else len(BIRTH_WEIGHTS)
