"""From what a customer file, a command or a request says of somebody to a query."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening import birth_date_text, countries
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema
from counterfoil.screening.query import Query

_SCHEMAS: Final = {schema.value.lower(): schema for schema in Schema}


def state(
    names: Iterable[str],
    *,
    schema: str = "",
    birth_date: str = "",
    nationalities: Iterable[str] = (),
    document_numbers: Iterable[str] = (),
) -> Query:
    """Return the query that texts describe.

    Args:
        names: What the party is called, in whatever script.
        schema: One of the schemas of FollowTheMoney, in small or capital letters; empty means a person.
        birth_date: In any of the ways in which people write one; empty when it is not known.
        nationalities: Codes or names of countries.
        document_numbers: As written.

    Raises:
        InputError: Something of it cannot be used; the message does not repeat it.
    """
    called = tuple(dict.fromkeys(filter(None, map(_single_spaced, names))))
    if not any(any(map(str.isalnum, name)) for name in called):
        raise InputError("there is no name with a letter or a digit")
    return Query(
        names=called,
        schema=schema_named(schema),
        birth_date=_born(birth_date),
        nationalities=tuple(dict.fromkeys(filter(None, map(_nationality, nationalities)))),
        document_numbers=tuple(dict.fromkeys(filter(None, map(_single_spaced, document_numbers)))),
    )


def schema_named(text: str) -> Schema:
    """Return the schema that a text names; an empty one means a person.

    Raises:
        InputError: There is no such schema.
    """
    try:
        return _SCHEMAS[text.strip().lower()] if text.strip() else Schema.PERSON
    except KeyError:
        raise InputError("there is no such schema", remedy=f"Name one of {', '.join(Schema)}.") from None


# A file of a million customers has some tens of thousands of birth dates, and a few hundred countries.
_nationality = lru_cache(maxsize=1 << 12)(countries.nationality)


@lru_cache(maxsize=1 << 16)
def _born(text: str) -> BirthDate | None:
    try:
        return birth_date_text.parse(text)
    except InputError as wrong:
        raise InputError("the birth date cannot be read", remedy=wrong.remedy) from None


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
