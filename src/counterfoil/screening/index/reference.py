"""Looking queries up in an index, in Python: what the C code is measured against, and what runs where it is missing."""

from collections.abc import Iterator, Sequence

from counterfoil.screening.index.birth_days import days_written
from counterfoil.screening.index.candidates import candidates
from counterfoil.screening.index.opened import Index
from counterfoil.screening.index.wanted import Found, Wanted
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.query import Query


def search(
    index: Index, wanted: Sequence[Wanted], forced: Sequence[Sequence[int]], most: int, floor: float
) -> list[list[Found]]:
    """Return what agrees best with each query, best first.

    Args:
        index: Where to look.
        wanted: The queries.
        forced: For each query, readings that are compared in any case.
        most: How many entities at most are returned for a query.
        floor: The least score, of names and birth dates, that is returned.
    """
    return [
        sorted(_best(index, one, rows, floor), key=lambda found: (-found.score, found.entity))[:most]
        for one, rows in zip(wanted, forced, strict=True)
    ]


def _best(index: Index, wanted: Wanted, forced: Sequence[int], floor: float) -> Iterator[Found]:
    best: dict[int, Found] = {}
    for found in _compared(index, wanted, forced):
        known = best.get(found.entity)
        if known is None or found.name_score > known.name_score:
            best[found.entity] = found
    return (found for found in best.values() if found.score >= floor)


def _compared(index: Index, wanted: Wanted, forced: Sequence[int]) -> Iterator[Found]:
    days = days_written(wanted.birth_date) if wanted.birth_date else ()
    for place, reading in enumerate(wanted.readings):
        rows = {*candidates(index, reading, wanted.schemas, days), *forced}
        for row in sorted(rows):
            name_score = compare(reading, index.reading(row)).score
            for entity, name in index.bearers(row):
                if wanted.schemas >> int(index.arrays["entity_schema"][entity]) & 1:
                    yield Found(entity, name, row, place, name_score, _with_birth(index, wanted, entity, name_score))


def _with_birth(index: Index, wanted: Wanted, entity: int, name_score: float) -> float:
    query = Query(names=("",), birth_date=wanted.birth_date)
    return combine(name_score, weigh(query, index.entity(entity)))
