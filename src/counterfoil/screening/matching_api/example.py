"""From an example of a request to queries, and what was understood of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, product
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening import birth_date_text, countries
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema
from counterfoil.screening.matching_api.shapes import Example
from counterfoil.screening.query import Query
from counterfoil.screening.stating import state

_NAMES: Final = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_GIVEN: Final = ("firstName", "secondName", "middleName", "fatherName")
_COUNTRIES: Final = ("nationality", "citizenship", "country", "jurisdiction", "flag")
_NUMBERS: Final = (
    "idNumber", "passportNumber", "socialSecurityNumber", "taxNumber", "innCode", "registrationNumber", "ogrnCode",
    "leiCode", "vatCode", "okpoCode", "dunsCode", "imoNumber", "mmsi", "callSign", "serialNumber",
)  # fmt: skip
HONOURED: Final = (*_NAMES, *_GIVEN, "lastName", "birthDate", *_COUNTRIES, *_NUMBERS)
"""The properties that are read; any other is left unread."""

_SCHEMAS: Final = {
    "Thing": (Schema.PERSON, Schema.LEGAL_ENTITY),
    "LegalEntity": (Schema.PERSON, Schema.LEGAL_ENTITY),  # in FollowTheMoney a person is one
    "PublicBody": (Schema.ORGANIZATION,),
    **{schema.value: (schema,) for schema in Schema if schema is not Schema.LEGAL_ENTITY},
}
_MOST_NAMES: Final = 50
_MOST_BIRTH_DATES: Final = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """What an example means.

    Attributes:
        queries: To be screened one by one; an entity found by several counts once, with its best score.
        example: The example as it was understood, with nothing in it that was not.
    """

    queries: tuple[Query, ...]
    example: Example


def understand(example: Example, where: str) -> Understood:
    """Return what an example means.

    Args:
        example: As the client sent it.
        where: What to call it in messages.

    Raises:
        InputError: It has no name that can be compared, or a schema that is not known.
    """
    schemas = _SCHEMAS.get(example.schema_)
    if schemas is None:
        raise InputError(f"{where}: there is no schema of that name", remedy=f"There are {', '.join(_SCHEMAS)}.")
    values = {key: _texts(given) for key, given in example.properties.items() if key in HONOURED}
    names = list(chain.from_iterable(values.get(key, ()) for key in _NAMES))[:_MOST_NAMES]
    names += _put_together(values)
    born = _birth_dates(values.get("birthDate", ()))
    places = {key: _nationalities(values[key]) for key in _COUNTRIES if values.get(key)}
    numbers = list(chain.from_iterable(values.get(key, ()) for key in _NUMBERS))
    try:
        queries = tuple(
            state(
                names,
                schema=schema.value,
                birth_date=str(date) if date else "",
                nationalities=chain.from_iterable(places.values()),
                document_numbers=numbers,
            )
            for schema, date in product(schemas, born or (None,))
        )
    except InputError as wrong:
        raise InputError(f"{where}: {wrong.message}", remedy=wrong.remedy) from None
    said = values | places | ({"birthDate": list(map(str, born))} if "birthDate" in values else {})
    properties = {key: said[key] for key in example.properties if said.get(key)}
    return Understood(queries, Example(id=example.id, schema_=example.schema_, properties=dict(properties)))


def _texts(given: str | list[object]) -> list[str]:
    several = [given] if isinstance(given, str) else given
    return [text for one in several if isinstance(one, str | int | float) and (text := " ".join(str(one).split()))]


def _put_together(values: dict[str, list[str]]) -> list[str]:
    """Return whole names made of given names and last names, one for each last name."""
    given = " ".join(values[key][0] for key in _GIVEN if values.get(key))
    return [f"{given} {last}".strip() for last in values.get("lastName", [])] or ([given] if given else [])


def _birth_dates(texts: Iterable[str]) -> tuple[BirthDate, ...]:
    """Return the birth dates that can be read; one that cannot is left out, as the answer shows."""
    found: dict[BirthDate, None] = {}
    for text in texts:
        try:
            if born := birth_date_text.parse(text):
                found[born] = None
        except InputError:
            continue
    return tuple(found)[:_MOST_BIRTH_DATES]


def _nationalities(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(countries.nationality, texts))))
