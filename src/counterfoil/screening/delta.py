"""What changed between two versions of a list, screened in reverse: a few new names against everyone who is known.

The names that came are compared with every different name of the population, each pair of them. A shortcut by shared keys
takes a thousandth of the time and misses every eleventh alert; this misses none that the scorer would find.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening import names
from counterfoil.screening.entity import Entity
from counterfoil.screening.every_pair import EveryPair
from counterfoil.screening.hit import Hit
from counterfoil.screening.index.comparable import COMPARED, bit
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.matching.evidence import BIRTH_WEIGHTS
from counterfoil.screening.names import Reading
from counterfoil.screening.population import SEVERAL_YEARS, Population

_MOST_OF_BIRTH_DATE: Final = max(BIRTH_WEIGHTS.values())
_MOST_OF_NATIONALITY: Final = 2.0
_EVIDENCE: Final = ("schema", "birth_dates", "nationalities", "document_numbers")
_YEARS_NEAR: Final = 1
_YEARS_ABOUT: Final = 15
"""Years around a birth date that is "about": no weight reaches further, and a test holds it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entity that a list version names anew, or otherwise than before.

    Attributes:
        entity: What the later version says.
        names: The places of those of its names that have to be screened.
    """

    entity: Entity
    names: tuple[int, ...]


def arrivals(added: Iterable[Entity], changed: Iterable[tuple[Entity, Entity]]) -> tuple[Arrival, ...]:
    """Return what has to be screened of what came and changed.

    An entity of which only names are new is screened by those. One whose birth dates, nationalities, numbers or kind are
    others is screened by all its names, since each may score higher now. One that lost something, or is listed under another
    programme, and nothing else, is not screened.

    Args:
        added: Entities that the earlier version has not.
        changed: Entities that both versions have and that differ: as they were, and as they are.
    """
    came = [Arrival(entity, tuple(range(len(entity.names)))) for entity in added]
    other = (Arrival(after, _to_screen(before, after)) for before, after in changed)
    return (*came, *(arrival for arrival in other if arrival.names))


def _to_screen(before: Entity, after: Entity) -> tuple[int, ...]:
    known = {name.text for name in before.names}
    if any(getattr(before, field) != getattr(after, field) for field in _EVIDENCE):
        known = set()
    return tuple(place for place, name in enumerate(after.names) if name.text not in known)


@dataclass(frozen=True, slots=True)
class ReverseHit:
    """A party of the population that an arrival may be.

    Attributes:
        party: Which party.
        hit: What was found, as if the party had been screened. The name of the query is its reading.
    """

    party: int
    hit: Hit


class ReverseScreener:
    """Screens what changed against a population.

    Args:
        population: Who is known.
        version: The name of the list version that hits are to carry.
        threshold: The least score of a hit.
        use_native: As for `EveryPair`.

    Attributes:
        is_native: Whether the compiled scorer is used.
    """

    def __init__(
        self, population: Population, version: str, threshold: float, *, use_native: bool | None = None
    ) -> None:
        self._population = population
        self._version = version
        self._threshold = threshold
        self._pairs = EveryPair(population.readings, use_native=use_native)
        self.is_native = self._pairs.is_native

    def screen(self, arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, tuple[ReverseHit, ...]]]:
        """Give each arrival with everyone who may be meant, in the order of the population.

        Args:
            arrivals: Whom the list names; their document numbers written as those of the population are.
        """
        listed = [_readings(arrival) for arrival in arrivals]
        ends = np.cumsum([0, *map(len, listed)], dtype=np.uint32)
        floor = min((self._floor(arrival.entity) for arrival in arrivals), default=1.0)
        found = self._pairs.scores([reading for of_one in listed for reading, _ in of_one], floor)
        found = found[np.argsort(found["listed"], kind="stable")]
        bounds = np.searchsorted(found["listed"], ends)
        for at, arrival in enumerate(arrivals):
            of_one = found[bounds[at] : bounds[at + 1]].copy()
            of_one["listed"] -= ends[at]
            yield arrival, tuple(self._hits(arrival, listed[at], of_one))

    def _hits(
        self, arrival: Arrival, listed: list[tuple[Reading, int]], found: NDArray[np.void]
    ) -> Iterator[ReverseHit]:
        best = self._best_of_each(arrival.entity, found)
        for party in self._with_same_document(arrival.entity):
            best[party] = self._by_document(party, listed)
        for party in sorted(best):
            query_place, listed_place, name_score = best[party]
            hit = self._judged(arrival.entity, party, query_place, listed[listed_place], name_score)
            if hit:
                yield ReverseHit(party, hit)

    def _best_of_each(self, entity: Entity, found: NDArray[np.void]) -> dict[int, tuple[int, int, float]]:
        """Return for every party that may be a hit the pair of names that agrees best."""
        by, parties = self._population.bearers_of(found["query"].astype(np.int64))
        scores = found["score"][by]
        worth = scores >= _lowered(self._threshold, _most_without_birth_date(entity))
        if entity.birth_dates:
            born = self._population.birth_years[parties]
            worth |= np.isin(born, [SEVERAL_YEARS, *_years(entity)]) & (scores >= self._floor(entity))
        by, parties, scores = by[worth], parties[worth], scores[worth]
        order = np.lexsort((found["listed"][by], found["query"][by], -scores, parties))
        by, parties, scores = by[order], parties[order], scores[order]
        _, first = np.unique(parties, return_index=True)
        return {
            int(parties[at]): (int(found["query"][by[at]]), int(found["listed"][by[at]]), float(scores[at]))
            for at in first
        }

    def _with_same_document(self, entity: Entity) -> Iterator[int]:
        for number in entity.document_numbers:
            yield from self._population.with_document.get(number, ())

    def _by_document(self, party: int, listed: list[tuple[Reading, int]]) -> tuple[int, int, float]:
        """Return the best pair of names of two who share a document, however little the names agree."""
        scored = (
            (query, other, compare(self._population.readings[query], reading).score)
            for query in self._population.readings_of(party)
            for other, (reading, _) in enumerate(listed)
        )
        return max(scored, key=lambda one: one[2])

    def _judged(
        self, entity: Entity, party: int, query_place: int, listed: tuple[Reading, int], name_score: float
    ) -> Hit | None:
        query = self._population.party(party)
        if not COMPARED[query.schema] & bit(entity.schema):
            return None
        evidence = weigh(query, entity)
        score = combine(name_score, evidence)
        if score < self._threshold:
            return None
        reading = self._population.readings[query_place]
        return Hit(
            entity=entity,
            listed_name=entity.names[listed[1]],
            query_name=spelled(reading),
            list_version=self._version,
            score=score,
            name_score=name_score,
            evidence=evidence,
            query_reading=reading,
            listed_reading=listed[0],
        )

    def _floor(self, entity: Entity) -> float:
        return _lowered(self._threshold, _most_without_birth_date(entity) + (_MOST_OF_BIRTH_DATE if entity.birth_dates else 0))


def spelled(reading: Reading) -> str:
    """Return a reading as text: what is shown of a name that was not kept as it was written."""
    return " ".join(part.text for part in reading)


def _readings(arrival: Arrival) -> list[tuple[Reading, int]]:
    """Return the different readings of the names to screen, each with the place of the first name that has it."""
    found: dict[Reading, int] = {}
    for place in arrival.names:
        for reading in names.read(arrival.entity.names[place].text, arrival.entity.schema):
            found.setdefault(reading, place)
    return list(found.items())


def _lowered(score: float, by: float) -> float:
    """Return the name score that evidence of this much log-odds lifts to a score."""
    return 1 / (1 + math.exp(by - math.log(score / (1 - score)))) * (1 - 1e-9)


def _most_without_birth_date(entity: Entity) -> float:
    """Return the most log-odds that fields other than birth date and document number can add to a name score."""
    return _MOST_OF_NATIONALITY if entity.nationalities else 0.0


def _years(entity: Entity) -> list[int]:
    """Return the years of birth that may speak for an entity."""
    years: set[int] = set()
    for born in entity.birth_dates:
        near = _YEARS_ABOUT if born.is_about else _YEARS_NEAR
        years.update(range(born.year - near, (born.until or born.year) + near + 1))
    return sorted(years)
