"""What changed between two versions of a list, screened in reverse: a few new names against everyone who is known.

The names that came are compared with every different name of the population, each pair of them. A shortcut by shared
keys takes a thousandth of the time and misses every eleventh alert; this misses none that the scorer would find.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening import names
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity
from counterfoil.screening.every_pair import EveryPair
from counterfoil.screening.hit import Hit
from counterfoil.screening.index.comparable import COMPARED, bit
from counterfoil.screening.matching import PARAMETERS, combine, compare, weigh
from counterfoil.screening.matching.evidence import total
from counterfoil.screening.names import Reading
from counterfoil.screening.population import Population
from counterfoil.screening.query import Query

_HAIR: Final = 1e-9
"""Of log-odds: what is rounded otherwise makes no difference."""

_NEVER: Final = (0, -1)
_EVIDENCE: Final = ("schema", "birth_dates", "nationalities", "document_numbers")
_YEARS_NEAR: Final = 1
_YEARS_ABOUT: Final = 15
"""Years around a birth date that is "about"; no weight reaches further."""


Thresholds = tuple[float, float]
"""The least score of a hit of a party whose birth date is not known, and of one whose birth date is."""


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

    An entity of which only names are new is screened by those. One whose birth dates, nationalities, numbers or kind
    are others is screened by all its names, since each may score higher now. One that only lost names, or is listed
    under another programme, is not screened.

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
        thresholds: The least score of a hit of a party whose birth date is not known, and of one whose is.
        use_native: As for `EveryPair`.

    Attributes:
        is_native: Whether the compiled scorer is used.
    """

    def __init__(
        self, population: Population, version: str, thresholds: Thresholds, *, use_native: bool | None = None
    ) -> None:
        self._population = population
        self._version = version
        self._thresholds = thresholds
        self._pairs = EveryPair(population.readings, use_native=use_native)
        self.is_native = self._pairs.is_native
        spans = [_span(born) if born else _NEVER for born in population.birth_dates]
        self._is_known = np.array([born is not None for born in population.birth_dates], np.intp)
        self._years = np.array(spans or [_NEVER], np.int32).T[:, : len(spans)]

    def screen(self, arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, tuple[ReverseHit, ...]]]:
        """Give each arrival with everyone who may be meant, in the order of the population.

        Args:
            arrivals: Whom the list names; their document numbers written as those of the population are.
        """
        for arrival in arrivals:
            listed = _readings(arrival)
            needed = self._needed(arrival.entity)
            found = self._pairs.scores([reading for reading, _ in listed], self._floors(needed))
            yield arrival, tuple(self._hits(arrival.entity, listed, found, needed))

    def _needed(self, entity: Entity) -> NDArray[np.float64]:
        """Return for each birth date the least log-odds of a name that make a hit, with the same nationality.

        Documents are seen to apart.
        """
        least = np.log(np.array(self._thresholds) / (1 - np.array(self._thresholds)))[self._is_known]
        most = self._weights(entity) + (PARAMETERS.nationality_same if entity.nationalities else 0.0)
        return np.asarray(least - most - _HAIR)

    def _floors(self, needed: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each reading the least name score that makes any of its bearers a hit."""
        bearers = self._population.bearers
        if not len(bearers.members):
            return np.zeros(0)
        least = np.minimum.reduceat(needed[self._population.born[bearers.members]], bearers.ends[:-1])
        return np.asarray(1 / (1 + np.exp(-least)))

    def _weights(self, entity: Entity) -> NDArray[np.float64]:
        """Return what each birth date of the population says for an entity; 0 where there is none."""
        if not entity.birth_dates:
            return np.zeros(len(self._population.birth_dates))
        weights = np.where(self._is_known, PARAMETERS.birth_differs, 0.0)
        first, last = self._years
        near = np.zeros(len(weights), np.bool_)
        for listed in entity.birth_dates:
            earliest, latest = _span(listed)
            near |= (first <= latest) & (last >= earliest)
        bare = replace(entity, nationalities=(), document_numbers=())
        for place in np.flatnonzero(near).tolist():
            weights[place] = total(weigh(Query(("",), birth_date=self._population.birth_dates[place]), bare))
        return weights

    def _hits(
        self,
        entity: Entity,
        listed: list[tuple[Reading, int]],
        found: NDArray[np.void],
        needed: NDArray[np.float64],
    ) -> Iterator[ReverseHit]:
        best = self._best_of_each(found, needed)
        for number in entity.document_numbers:
            for party in self._population.with_document.get(number, ()):
                best[party] = self._by_document(party, listed)
        for party in sorted(best):
            known_place, listed_place, name_score = best[party]
            hit = self._judged(entity, party, known_place, listed[listed_place], name_score)
            if hit:
                yield ReverseHit(party, hit)

    def _best_of_each(self, found: NDArray[np.void], needed: NDArray[np.float64]) -> dict[int, tuple[int, int, float]]:
        """Return for every party who may be a hit the pair of names that agrees best; of equal ones the first."""
        by, parties = self._population.bearers.every(found["known"].astype(np.int64))
        scores = found["score"][by]
        may_be = np.log(scores / (1 - scores)) >= needed[self._population.born[parties]]
        by, parties = by[may_be], parties[may_be]
        order = np.lexsort((found["listed"][by], found["known"][by], -found["score"][by], parties))
        by, parties = by[order], parties[order]
        _, first = np.unique(parties, return_index=True)
        best = found[by[first]]
        return dict(zip(parties[first].tolist(), best.tolist(), strict=True))

    def _by_document(self, party: int, listed: list[tuple[Reading, int]]) -> tuple[int, int, float]:
        """Return the best pair of names of two who share a document, however little the names agree."""
        _, mine = self._population.bearing.every(np.array([party]))
        scored = (
            (place, other, compare(self._population.readings[place], reading).score)
            for place in mine.tolist()
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
        if score < self._thresholds[query.birth_date is not None]:
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
            with_birth_date=query.birth_date is not None,
        )


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


def _span(born: BirthDate) -> tuple[int, int]:
    """Return the first and the last year that may be near a birth date, seen from either side."""
    near = _YEARS_ABOUT if born.is_about else _YEARS_NEAR
    return born.year - near, (born.until or born.year) + near
