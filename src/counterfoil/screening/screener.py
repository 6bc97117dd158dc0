"""Screening: queries in, hits out, best first."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.hit import Hit
from counterfoil.screening.index import Index, compiled, reference
from counterfoil.screening.index.comparable import COMPARED
from counterfoil.screening.index.engine import Engine, is_compiled
from counterfoil.screening.index.wanted import Found, Wanted
from counterfoil.screening.matching import PARAMETERS, combine, weigh
from counterfoil.screening.query import Query
from counterfoil.screening.query_readings import readings_of

LIMIT: Final = 10
"""How many hits a query has at most, unless the caller says otherwise."""

FLOOR: Final = 0.5
"""The least score of a hit, unless the caller says otherwise."""

_BATCH: Final = 256
_SPARE: Final = 10
"""How many more entities than asked for are weighed by the evidence that the search does not know."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query whose names were read.

    Attributes:
        query: The query.
        read_names: The name of the query that each of the readings in `wanted` came from.
        wanted: What is looked for.
    """

    query: Query
    read_names: tuple[str, ...]
    wanted: Wanted


class Screener:
    """Screens queries against one list version or several.

    Args:
        indexes: The indexes, each under the name of its list version. In a sequence, the name of its folder is that.
        native: True for the compiled search, False for the reference in Python, None for the compiled one where there
            is one.

    Attributes:
        engine: ``native`` or ``reference``: what searches.

    Raises:
        ListError: There is no index, so there is nothing to screen against.
    """

    def __init__(self, indexes: Sequence[Index] | Mapping[str, Index], *, native: bool | None = None) -> None:
        named = indexes if isinstance(indexes, Mapping) else {index.folder.name: index for index in indexes}
        if not named:
            raise ListError("There is nothing to screen against", remedy="Add a list first.")
        self._indexes = dict(named)
        self.engine = Engine.NATIVE if (is_compiled() if native is None else native) else Engine.REFERENCE
        self._engine = compiled if self.engine is Engine.NATIVE else reference

    def prepare(self, query: Query) -> Prepared:
        """Read the names of a query.

        Raises:
            InputError: None of its names holds a letter or a digit that could be compared, or one is too long to be
                compared whole; the message has no name.
        """
        readings = readings_of(query)
        wanted = Wanted(tuple(readings), COMPARED[query.schema], query.birth_date)
        return Prepared(query, tuple(readings.values()), wanted)

    def screen(self, query: Query, *, limit: int = LIMIT, floor: float = FLOOR) -> tuple[Hit, ...]:
        """Return the hits of a query, best first.

        Args:
            query: Whom to look for.
            limit: How many hits at most.
            floor: The least score of a hit.

        Raises:
            InputError: Its names cannot be compared with anything.
        """
        return next(self.screen_many([query], limit=limit, floor=floor))

    def screen_many(
        self, queries: Iterable[Query | Prepared], *, limit: int = LIMIT, floor: float = FLOOR
    ) -> Iterator[tuple[Hit, ...]]:
        """Yield the hits of each query, in the order of the queries; read a few hundred at a time.

        Raises:
            InputError: The names of a query cannot be compared with anything. Whoever wants to go on with the others
                hands over what `prepare` returned for them.
        """
        waiting = iter(queries)
        while batch := [self._prepared(query) for query in islice(waiting, _BATCH)]:
            per_list = [self._search(version, batch, limit, floor) for version in self._indexes]
            for hits in zip(*per_list, strict=True):
                every = [hit for of_list in hits for hit in of_list]
                yield tuple(sorted(every, key=lambda hit: -hit.score)[:limit])

    def _prepared(self, query: Query | Prepared) -> Prepared:
        return query if isinstance(query, Prepared) else self.prepare(query)

    def _search(self, version: str, batch: list[Prepared], limit: int, floor: float) -> list[list[Hit]]:
        index = self._indexes[version]
        wanted = [one.wanted for one in batch]
        floors = [_floor_of_search(one.query, floor) for one in batch]
        found = self._engine.search(index, wanted, floors, limit + _SPARE)
        return [
            self._judged(index, version, prepared, of_query, floor) if of_query or prepared.query.document_numbers else []
            for prepared, of_query in zip(batch, found, strict=True)
        ]

    @staticmethod
    def _judged(index: Index, version: str, prepared: Prepared, found: list[Found], floor: float) -> list[Hit]:
        every = reference.best_of_each([*found, *_same_documents(index, prepared)])
        judged = [_hit(index, version, prepared, one) for one in every]
        return [hit for hit in judged if hit.score >= floor]


def _floor_of_search(query: Query, floor: float) -> float:
    """Return the least score of names and birth dates that the other evidence may still lift to the floor."""
    if not query.nationalities or not 0 < floor < 1:
        return floor
    return 1 / (1 + math.exp(PARAMETERS.nationality_same - math.log(floor / (1 - floor))))


def _same_documents(index: Index, prepared: Prepared) -> Iterator[Found]:
    """Yield the entities that have a document of the query, however their names compare."""
    for written in prepared.query.document_numbers:
        for entity in index.with_document(written):
            for row in index.readings_of(entity):
                for place in range(len(prepared.wanted.readings)):
                    every = reference.compared(index, prepared.wanted, place, row)
                    yield from (found for found in every if found.entity == entity)


def _hit(index: Index, version: str, prepared: Prepared, found: Found) -> Hit:
    entity = index.entity(found.entity)
    evidence = weigh(prepared.query, entity)
    return Hit(
        entity=entity,
        listed_name=index.name(found.entity, found.name),
        query_name=prepared.read_names[found.wanted],
        list_version=version,
        score=combine(found.name_score, evidence),
        name_score=found.name_score,
        evidence=evidence,
        query_reading=prepared.wanted.readings[found.wanted],
        listed_reading=index.reading(found.reading),
        with_birth_date=prepared.query.birth_date is not None,
    )
