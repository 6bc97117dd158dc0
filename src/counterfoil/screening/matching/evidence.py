"""What is known beside the name: birth date, nationality, numbers of documents, each weighed for or against.

A weight is the logarithm of how much likelier the observation is when the two are one person than when they are not. What
is missing on either side is no evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity
from counterfoil.screening.query import Query

BIRTH_DATE: Final = "birth_date"
NATIONALITY: Final = "nationality"
DOCUMENT_NUMBER: Final = "document_number"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field that speaks for or against.

    Attributes:
        field: ``birth_date``, ``nationality`` or ``document_number``.
        verdict: How the two agree: ``same``, ``swapped``, ``year_only`` and so on.
        weight: Log-odds; above 0 it speaks for one person, below 0 against.
        said: What the query says.
        listed: What the list says, the value that speaks most for one person.
    """

    field: str
    verdict: str
    weight: float
    said: str
    listed: str


BIRTH_WEIGHTS: Final = {
    "same": 8.0,
    "swapped": 6.5,
    "month": 5.0,
    "one_year_off": 5.0,
    "year_only": 3.0,
    "near": 1.0,
    "year_near": 1.0,
    "differs": -3.5,
}


def weigh(query: Query, entity: Entity) -> tuple[Evidence, ...]:
    """Return what the fields beside the name say; nothing for a field that either side lacks."""
    found = []
    if query.birth_date and entity.birth_dates:
        judged = [(birth_verdict(query.birth_date, listed), listed) for listed in entity.birth_dates]
        verdict, listed = max(judged, key=lambda one: BIRTH_WEIGHTS[one[0]])
        found.append(Evidence(BIRTH_DATE, verdict, BIRTH_WEIGHTS[verdict], str(query.birth_date), str(listed)))
    return tuple(found)


def birth_verdict(said: BirthDate, listed: BirthDate) -> str:
    """Return how two birth dates agree."""
    if listed.until is not None or said.until is not None:
        apart = max(listed.year - (said.until or said.year), said.year - (listed.until or listed.year), 0)
    else:
        apart = abs(said.year - listed.year)
    days = said.day and listed.day and said.month and listed.month
    if not days and not (said.month and listed.month):
        return "year_only" if apart == 0 else "year_near" if apart == 1 else "differs"
    same_month = said.month == listed.month
    same_day = said.day == listed.day
    if days:
        if apart == 0:
            if same_month and same_day:
                return "same"
            if said.month == listed.day and said.day == listed.month:
                return "swapped"
            return "near" if same_month or same_day else "differs"
        return "one_year_off" if apart == 1 and same_month and same_day else "differs"
    if same_month:
        return "month" if apart == 0 else "year_near" if apart == 1 else "differs"
    return "differs"


def total(evidence: Iterable[Evidence]) -> float:
    """Return the sum of the weights."""
    return sum(one.weight for one in evidence)
