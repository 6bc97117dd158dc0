"""Entities: whom a list names, in the words that every list format is read into.

The schemas are those of FollowTheMoney, which the field's open data speaks: ``Person``, ``Organization``, ``Company``,
``Vessel``, ``Airplane`` and ``LegalEntity`` where a list does not say which.
"""

from dataclasses import dataclass
from enum import StrEnum

from counterfoil.screening.birth_date import BirthDate


class Schema(StrEnum):
    """What kind of thing an entity is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COMPANY = "Company"
    LEGAL_ENTITY = "LegalEntity"
    VESSEL = "Vessel"
    AIRPLANE = "Airplane"


class NameKind(StrEnum):
    """What a list says of a name."""

    NAME = "name"
    ALIAS = "alias"
    WEAK_ALIAS = "weak_alias"
    """A name that the publisher calls weak or of low quality, such as a nickname."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name as the list writes it, in whatever script.

    Attributes:
        text: The name, with its spaces made single and its ends trimmed; never empty.
        kind: What the list says of it.
    """

    text: str
    kind: NameKind = NameKind.NAME


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what a list names.

    Attributes:
        id: The publisher's own identifier; unique within a list version.
        schema: What kind of thing it is.
        names: Every name of it, the main one first; never empty, no text twice.
        birth_dates: Every birth date the list gives; empty for anything that is not a person.
        nationalities: Nationalities, citizenships or countries: ISO 3166-1 alpha-2 in lower case where the list's
            wording is known, else the wording in lower case.
        document_numbers: Numbers of passports, identity cards, registrations, IMO numbers, as the list writes them.
        programs: The sanctions programmes or topics it is listed under.
    """

    id: str
    schema: Schema
    names: tuple[ListedName, ...]
    birth_dates: tuple[BirthDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    document_numbers: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
