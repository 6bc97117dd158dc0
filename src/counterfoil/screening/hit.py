"""Hits: an entity whose name, and what else is known, agree with a query."""

from dataclasses import dataclass
from functools import cached_property

from counterfoil.screening.entity import Entity, ListedName
from counterfoil.screening.matching import Alignment, Evidence, compare, false_positive_rate
from counterfoil.screening.names import Reading


@dataclass(frozen=True)
class Hit:
    """One entity that a query may be.

    Attributes:
        entity: Whom the list names.
        listed_name: That name of the entity which agrees best.
        query_name: That name of the query which agrees best.
        list_version: The name of the list version it stands in.
        score: Names and evidence together, 0 to 1.
        name_score: The names alone, 0 to 1.
        evidence: What the other fields say, for and against.
        query_reading: How the query's name was read.
        listed_reading: How the listed name was read.
        with_birth_date: Whether the query says a birth date.
    """

    entity: Entity
    listed_name: ListedName
    query_name: str
    list_version: str
    score: float
    name_score: float
    evidence: tuple[Evidence, ...]
    query_reading: Reading
    listed_reading: Reading
    with_birth_date: bool = False

    @cached_property
    def alignment(self) -> Alignment:
        """Which parts of the two names met, by which rule and at what cost; laid out when it is first asked for."""
        return compare(self.query_reading, self.listed_reading)

    @property
    def false_positive_rate(self) -> float:
        """Return how many of the clean names have a hit that scores so high."""
        return false_positive_rate(self.score, with_birth_date=self.with_birth_date)
