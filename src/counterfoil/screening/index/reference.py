"""Looking queries up in an index, in Python: what the C code is measured against, and what runs where it is missing."""

from collections.abc import Iterable, Iterator, Sequence

from counterfoil.screening.index.birth_days import days_written
from counterfoil.screening.index.candidates import Effort, candidates
from counterfoil.screening.index.opened import Index
from counterfoil.screening.index.wanted import Found, Wanted
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.query import Query


def search(
    index: Index, wanted: Sequence[Wanted], floors: Sequence[float], most: int, effort: Effort | None = None
) -> list[list[Found]]:
    """Return what agrees best with each query, best first.

    Args:
        index: Where to look.
        wanted: The queries.
        floors: For each query, the least score of names and birth dates that is returned.
        most: How many entities at most are returned for a query.
        effort: How hard candidates are looked for; None for the usual.
    """
    return [
        sorted(_best(index, one, floor, effort), key=lambda found: (-found.score, found.entity))[:most]
        for one, floor in zip(wanted, floors, strict=True)
    ]


def compared(index: Index, wanted: Wanted, place: int, row: int) -> Iterator[Found]:
    """Compare a reading of a query with one of the index; yield everyone who bears it."""
    name_score = compare(wanted.readings[place], index.reading(row)).score
    said = Query(names=("",), birth_date=wanted.birth_date)
    for entity, name in index.bearers(row):
        if wanted.schemas >> int(index.arrays["entity_schema"][entity]) & 1:
            score = combine(name_score, weigh(said, index.entity(entity)))
            yield Found(entity, name, row, place, name_score, score)


def best_of_each(every: Iterable[Found]) -> list[Found]:
    """Return what agrees best for each entity; of several that agree as well, the first."""
    best: dict[int, Found] = {}
    for found in every:
        known = best.get(found.entity)
        if known is None or found.name_score > known.name_score:
            best[found.entity] = found
    return list(best.values())


def _best(index: Index, wanted: Wanted, floor: float, effort: Effort | None) -> list[Found]:
    every = (
        found
        for place, row in _pairs(index, wanted, effort)
        for found in compared(index, wanted, place, row)
        if found.score >= floor
    )
    return best_of_each(every)


def _pairs(index: Index, wanted: Wanted, effort: Effort | None) -> Iterator[tuple[int, int]]:
    days = days_written(wanted.birth_date) if wanted.birth_date else ()
    for place, reading in enumerate(wanted.readings):
        for row in sorted(candidates(index, reading, wanted.schemas, days, effort)):
            yield place, row
