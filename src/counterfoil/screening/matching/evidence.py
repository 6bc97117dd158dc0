"""What is known beside the name: birth date, nationality, numbers of documents, each weighed for or against.

A weight is in log-odds, like the name score: above 0 it speaks for one person, below 0 against. What either side
lacks is no evidence. Of several values that the list gives, the one that speaks most for one person counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Final

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.countries import may_be_same
from counterfoil.screening.entity import Entity
from counterfoil.screening.matching.parameters import PARAMETERS
from counterfoil.screening.query import Query

BIRTH_DATE: Final = "birth_date"
NATIONALITY: Final = "nationality"
DOCUMENT_NUMBER: Final = "document_number"

BIRTH_WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "same": PARAMETERS.birth_same,
        "swapped": PARAMETERS.birth_swapped,
        "month": PARAMETERS.birth_month,
        "one_year_off": PARAMETERS.birth_one_year_off,
        "year_only": PARAMETERS.birth_year_only,
        "near": PARAMETERS.birth_near,
        "year_near": PARAMETERS.birth_year_near,
        "differs": PARAMETERS.birth_differs,
    }
)
"""Each way in which two birth dates agree or not, with its weight."""

_YEARS_NEAR: Final = 1
_YEARS_ABOUT: Final = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field that speaks for or against.

    Attributes:
        field: ``birth_date``, ``nationality`` or ``document_number``.
        verdict: How the two agree: ``same``, ``swapped``, ``year_only`` and so on.
        weight: Log-odds; above 0 it speaks for one person, below 0 against, 0 for neither.
        said: What the query says.
        listed: What the list says, the value that speaks most for one person.
    """

    field: str
    verdict: str
    weight: float
    said: str
    listed: str


def weigh(query: Query, entity: Entity) -> tuple[Evidence, ...]:
    """Return what the fields beside the name say; nothing for a field that either side lacks."""
    return (*_of_birth_date(query, entity), *_of_nationality(query, entity), *_of_documents(query, entity))


def birth_verdict(said: BirthDate, listed: BirthDate) -> str:
    """Return how two birth dates agree, as a key of ``BIRTH_WEIGHTS``.

    Only what both know is compared: a year alone agrees with every day of that year. A date that is "about" may be
    two years off.
    """
    apart = max(listed.year - (said.until or said.year), said.year - (listed.until or listed.year), 0)
    is_about = said.is_about or listed.is_about
    near = "year_near" if apart <= (_YEARS_ABOUT if is_about else _YEARS_NEAR) else "differs"
    if not said.month or not listed.month:
        return "year_only" if apart == 0 else near
    if not said.day or not listed.day:
        if said.month != listed.month:
            return "differs"
        return "month" if apart == 0 else near
    if (said.month, said.day) == (listed.month, listed.day) and apart <= 1:
        return "one_year_off" if apart else "same"
    if is_about:
        return near
    return "differs" if apart else _verdict_within_a_year(said, listed)


def _verdict_within_a_year(said: BirthDate, listed: BirthDate) -> str:
    if said.month == listed.day and said.day == listed.month:
        return "swapped"
    return "near" if said.month == listed.month or said.day == listed.day else "differs"


def _of_birth_date(query: Query, entity: Entity) -> Iterator[Evidence]:
    said = query.birth_date
    if said and entity.birth_dates:
        judged = [(birth_verdict(said, listed), listed) for listed in entity.birth_dates]
        verdict, listed = max(judged, key=lambda one: BIRTH_WEIGHTS[one[0]])
        yield Evidence(BIRTH_DATE, verdict, BIRTH_WEIGHTS[verdict], str(said), str(listed))


def _of_nationality(query: Query, entity: Entity) -> Iterator[Evidence]:
    if query.nationalities and entity.nationalities:
        shared = [one for one in query.nationalities if one in entity.nationalities]
        if shared:
            yield Evidence(NATIONALITY, "same", PARAMETERS.nationality_same, shared[0], shared[0])
        elif succeeded := _succeeded(query.nationalities, entity.nationalities):
            yield Evidence(NATIONALITY, "succeeded", 0.0, *succeeded)
        else:
            said, listed = ", ".join(query.nationalities), ", ".join(entity.nationalities)
            yield Evidence(NATIONALITY, "differs", PARAMETERS.nationality_differs, said, listed)


def _succeeded(said: Iterable[str], listed: Iterable[str]) -> tuple[str, str] | None:
    """Return the first two nationalities of which one is of a state that the other succeeded.

    Whoever was a Soviet citizen may be Ukrainian now, or Georgian: that says nothing for one person, and nothing
    against.
    """
    return next((pair for pair in product(said, listed) if may_be_same(*pair)), None)


def _of_documents(query: Query, entity: Entity) -> Iterator[Evidence]:
    """A number that is the same speaks for one person. Another speaks for nothing: people have several documents."""
    listed = {_number(written): written for written in entity.document_numbers}
    for said in query.document_numbers:
        number = _number(said)
        if number and number in listed:
            yield Evidence(DOCUMENT_NUMBER, "same", PARAMETERS.document_same, said, listed[number])
            return


def _number(written: str) -> str:
    return "".join(letter for letter in written.upper() if letter.isalnum())


def total(evidence: Iterable[Evidence]) -> float:
    """Return the sum of the weights."""
    return sum(one.weight for one in evidence)
