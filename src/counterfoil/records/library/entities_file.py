"""Entities as lines of JSON: what a version keeps beside its source, to compare versions and build an index anew."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema


def write_entities(entities: Iterable[Entity], path: Path) -> tuple[int, int]:
    """Write entities, one a line; return how many entities and names there are."""
    count = names = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entity in entities:
            file.write(json.dumps(to_json(entity), ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
            names += len(entity.names)
    return count, names


def read_entities(path: Path) -> Iterator[Entity]:
    """Give the entities of a file that `write_entities` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield from_json(json.loads(line))


def to_json(entity: Entity) -> dict[str, Any]:
    """Return an entity as JSON has it; what is empty is left out."""
    told: dict[str, Any] = {
        "id": entity.id,
        "schema": entity.schema.value,
        "names": [[name.text, name.kind.value] for name in entity.names],
        "birth_dates": [
            [born.year, born.month, born.day, born.until, int(born.is_about)] for born in entity.birth_dates
        ],
        "nationalities": entity.nationalities,
        "document_numbers": entity.document_numbers,
        "programs": entity.programs,
    }
    return {key: value for key, value in told.items() if value}


def from_json(told: dict[str, Any]) -> Entity:
    """Return the entity that `to_json` wrote."""
    return Entity(
        id=told["id"],
        schema=Schema(told["schema"]),
        names=tuple(ListedName(text, NameKind(kind)) for text, kind in told["names"]),
        birth_dates=tuple(
            BirthDate(year, month, day, until, bool(about))
            for year, month, day, until, about in told.get("birth_dates", ())
        ),
        nationalities=tuple(told.get("nationalities", ())),
        document_numbers=tuple(told.get("document_numbers", ())),
        programs=tuple(told.get("programs", ())),
    )
