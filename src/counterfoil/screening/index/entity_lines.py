"""Entities as lines of JSON, which is how an index keeps them for its hits."""

import json
from typing import Any, Final

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def line(entity: Entity) -> bytes:
    """Return an entity as a line."""
    stored = {
        "id": entity.id,
        "schema": entity.schema,
        "names": [[name.text, name.kind] for name in entity.names],
        "born": [[born.year, born.month, born.day, born.until, born.is_about] for born in entity.birth_dates],
        "nationalities": entity.nationalities,
        "documents": entity.document_numbers,
        "programs": entity.programs,
    }
    kept = {key: value for key, value in stored.items() if value}
    return _ENCODER.encode(kept).encode("utf-8", "surrogatepass") + b"\n"


def entity(written: bytes) -> Entity:
    """Return the entity that a line holds."""
    stored: dict[str, Any] = json.loads(written.decode("utf-8", "surrogatepass"))
    return Entity(
        id=stored.get("id", ""),
        schema=Schema(stored["schema"]),
        names=tuple(ListedName(text, NameKind(kind)) for text, kind in stored.get("names", ())),
        birth_dates=tuple(BirthDate(*born) for born in stored.get("born", ())),
        nationalities=tuple(stored.get("nationalities", ())),
        document_numbers=tuple(stored.get("documents", ())),
        programs=tuple(stored.get("programs", ())),
    )
