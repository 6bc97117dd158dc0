"""How the UK Sanctions List words names and kinds, the same in its XML and its CSV."""

from typing import Final

from counterfoil.screening.entity import NameKind, Schema

NAME_PARTS: Final = 6
"""Name 1 to Name 5 are given names in their order, Name 6 is the family name or the whole name."""

_SCHEMAS: Final = {"individual": Schema.PERSON, "entity": Schema.ORGANIZATION, "ship": Schema.VESSEL}


def schema_of(kind: str) -> Schema:
    """Return what an entry is; a kind that the list did not have when this was written is a legal entity."""
    return _SCHEMAS.get(kind.strip().lower(), Schema.LEGAL_ENTITY)


def kind_of(name_type: str, strength: str) -> NameKind:
    """Return what the list says of a name, whose wording varies in case: primary name, variation, or alias."""
    if strength.strip().lower().startswith("low"):
        return NameKind.WEAK_ALIAS
    return NameKind.NAME if name_type.strip().lower() == "primary name" else NameKind.ALIAS
