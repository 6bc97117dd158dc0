"""What is found, and how often someone is found who should not be.

The threshold is taken from the clean names of the same run: the lowest at which no more of them than allowed have a
hit. Where scores bunch, that is fewer than allowed, never more. Recall is the share of positives that reach it with one
of the people they may find.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.screening.queries import Asked, Kind
from benchmarks.screening.record import AtRate, Share

Hits = Mapping[str, float]
"""Scores by the id of the listed person."""


def at_rate(queries: Sequence[Asked], answers: Sequence[Hits], per_thousand: int) -> AtRate:
    """Return what is found where so many of a thousand clean names have a hit.

    Args:
        queries: Everyone asked.
        answers: What came back for each.
        per_thousand: How many false positives are allowed in a thousand clean names.
    """
    asked = list(zip(queries, answers, strict=True))
    threshold = _above(_tops(hits for query, hits in asked if query.kind is Kind.CLEAN), per_thousand)
    found = [(query.is_real, _best(query, hits) > threshold) for query, hits in asked if query.kind is Kind.POSITIVE]
    return AtRate(
        per_thousand=per_thousand,
        threshold=None if math.isinf(threshold) else threshold,
        everyone=_share(is_found for _, is_found in found),
        real=_share(is_found for is_real, is_found in found if is_real),
        hard=_share(top > threshold for top in _tops(hits for query, hits in asked if query.kind is Kind.HARD)),
    )


def among_candidates(queries: Sequence[Asked], answers: Sequence[Hits]) -> Share:
    """Return how many positives have one of their people among the candidates, whatever the score."""
    return _share(
        not query.accept.isdisjoint(hits)
        for query, hits in zip(queries, answers, strict=True)
        if query.kind is Kind.POSITIVE
    )


def _tops(answers: Iterable[Hits]) -> list[float]:
    return [max(hits.values(), default=-math.inf) for hits in answers]


def _best(query: Asked, hits: Hits) -> float:
    return max((score for id_, score in hits.items() if id_ in query.accept), default=-math.inf)


def _above(tops: list[float], per_thousand: int) -> float:
    """Return the score that a hit must exceed."""
    allowed = len(tops) * per_thousand // 1000
    return sorted(tops, reverse=True)[allowed]


def _share(those: Iterable[bool]) -> Share:
    counted = list(those)
    return Share(sum(counted), len(counted))
