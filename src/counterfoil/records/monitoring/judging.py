"""Registered customers screened against a list: as queries whose names were read long ago."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from counterfoil.records.customers import reading_text
from counterfoil.records.customers.fingerprint import document_digest, with_digests
from counterfoil.records.monitoring.population import known_of
from counterfoil.records.tables import AnyRow
from counterfoil.screening.delta import Thresholds, spelled
from counterfoil.screening.entity import Entity
from counterfoil.screening.hit import Hit
from counterfoil.screening.index import Index
from counterfoil.screening.index.comparable import COMPARED, bit
from counterfoil.screening.index.wanted import Wanted
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.names import Reading
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Prepared, Screener

_MOST_HITS: Final = 200
"""Of one customer. Who has more is reported with the best of them."""


@dataclass(frozen=True, eq=False)
class CustomerScreener:
    """Screens customers, as the database has them, against one list version.

    Attributes:
        index: Of the list version.
        version: What hits call it.
        thresholds: The least scores of a hit.
        salt: Of the database.
    """

    index: Index
    version: str
    thresholds: Thresholds
    salt: bytes

    @cached_property
    def _screener(self) -> Screener:
        return Screener({self.version: self.index})

    @property
    def engine(self) -> str:
        """``native`` or ``reference``: what searches."""
        return str(self._screener.engine)

    @cached_property
    def _with_document(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the entities that have a document, by its digest."""
        found: dict[str, list[int]] = {}
        for number in sorted({int(entity) for entity in self.index.arrays["document_entities"]}):
            for written in self.index.entity(number).document_numbers:
                found.setdefault(document_digest(written, self.salt), []).append(number)
        return found

    def screen(self, rows: Sequence[AnyRow]) -> list[tuple[Hit, ...]]:
        """Return the hits of each customer, best first.

        Args:
            rows: Rows of the table of customers.
        """
        found = self._screener.screen_many(map(_prepared, rows), limit=_MOST_HITS, floor=min(self.thresholds))
        return [self._judged(row, hits) for row, hits in zip(rows, found, strict=True)]

    def _judged(self, row: AnyRow, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        least = self.thresholds[bool(row.birth_date)]
        judged = self._with_documents(row, hits) if row.documents else hits
        return tuple(hit for hit in judged if hit.score >= least)

    def _with_documents(self, row: AnyRow, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Weigh the documents as well, which the search knows nothing of."""
        query = known_of(row.birth_date, row.schema, row.nationalities, row.documents)
        every = {hit.entity.id: hit for hit in hits}
        for hit in self._sharing(row, query):
            every.setdefault(hit.entity.id, hit)
        judged = [_weighed(hit, query, with_digests(hit.entity, self.salt)) for hit in every.values()]
        return tuple(sorted(judged, key=lambda hit: -hit.score))

    def _sharing(self, row: AnyRow, query: Query) -> Iterator[Hit]:
        readings = _readings(row)
        for number in query.document_numbers:
            for place in self._with_document.get(number, ()):
                entity = self.index.entity(place)
                if COMPARED[query.schema] & bit(entity.schema):
                    yield self._best(readings, place, entity, with_birth_date=query.birth_date is not None)

    def _best(self, readings: Sequence[Reading], place: int, entity: Entity, *, with_birth_date: bool) -> Hit:
        pairs = (
            (compare(mine, self.index.reading(theirs)).score, mine, theirs)
            for mine in readings
            for theirs in self.index.readings_of(place)
        )
        name_score, mine, theirs = max(pairs, key=lambda pair: pair[0])
        name = next(name for owner, name in self.index.bearers(theirs) if owner == place)
        return Hit(
            entity=entity,
            listed_name=entity.names[name],
            query_name=spelled(mine),
            list_version=self.version,
            score=0.0,
            name_score=name_score,
            evidence=(),
            query_reading=mine,
            listed_reading=self.index.reading(theirs),
            with_birth_date=with_birth_date,
        )


def _weighed(hit: Hit, query: Query, entity: Entity) -> Hit:
    evidence = weigh(query, entity)
    return replace(hit, evidence=evidence, score=combine(hit.name_score, evidence))


def _prepared(row: AnyRow) -> Prepared:
    known = known_of(row.birth_date, row.schema, row.nationalities, "")
    readings = _readings(row)
    shown = tuple(map(spelled, readings))
    return Prepared(replace(known, names=shown), shown, Wanted(readings, COMPARED[known.schema], known.birth_date))


def _readings(row: AnyRow) -> tuple[Reading, ...]:
    return tuple(map(reading_text.read_back, row.readings.split("|")))
