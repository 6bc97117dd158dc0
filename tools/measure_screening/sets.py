"""The list, the queries that must find someone on it, and the names that must find nobody.

A folder holds ``index-persons.jsonl`` (whom the list names), ``positives-dev.jsonl`` (queries, each with the ids
that it must find one of) and ``clean-dev.jsonl`` (names of nobody who is listed). Both kinds of queries are cut in two
by a digest of whom they look for, so that what is chosen on one half can be held against the other.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.birth_date_text import parse
from counterfoil.screening.countries import nationality
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema

UNRELATED: Final = "alias_unrelated"
"""Aliases that share no part of a name with any other name of their bearer."""

_CLEAN: Final = frozenset(("negatives_global", "negatives_us"))
_HARD: Final = "hard_recombined"
_NAMES: Final = (("name", NameKind.NAME), ("alias", NameKind.ALIAS), ("weakAlias", NameKind.WEAK_ALIAS))


class Half(StrEnum):
    """The halves of the queries."""

    FIRST = "first half"
    SECOND = "second half"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query.

    Attributes:
        name: The name.
        birth_date: None where there is none.
        nationalities: As the list or the file says.
        category: What was done to the name.
        accept: Ids of the listed people that it must find one of; empty when it must find nobody.
        is_real: Whether a publisher listed this name, and nobody made it for the test.
        half: The one it belongs to.
    """

    name: str
    birth_date: BirthDate | None
    nationalities: tuple[str, ...]
    category: str
    accept: frozenset[str]
    is_real: bool
    half: Half


@dataclass(frozen=True, slots=True)
class Sets:
    """Everything that is measured on."""

    entities: tuple[Entity, ...]
    positives: tuple[Asked, ...]
    clean: tuple[Asked, ...]
    hard: tuple[Asked, ...]


def read(folder: Path) -> Sets:
    """Read a folder. Namesakes, six clean people whose whole name is listed, are no part of the clean names."""
    clean = [_asked(row) for row in _rows(folder / "clean-dev.jsonl")]
    return Sets(
        entities=tuple(_entity(row) for row in _rows(folder / "index-persons.jsonl")),
        positives=tuple(_asked(row) for row in _rows(folder / "positives-dev.jsonl")),
        clean=tuple(asked for asked in clean if asked.category in _CLEAN),
        hard=tuple(asked for asked in clean if asked.category == _HARD),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _entity(row: dict[str, Any]) -> Entity:
    names = {" ".join(text.split()): kind for field, kind in reversed(_NAMES) for text in reversed(row[field])}
    return Entity(
        id=row["id"],
        schema=Schema.PERSON,
        names=tuple(ListedName(text, kind) for text, kind in reversed(names.items())),
        birth_dates=tuple(dict.fromkeys(born for text in row["birthDate"] if (born := parse(text)))),
        nationalities=_nationalities(row["nationality"]),
        document_numbers=tuple(dict.fromkeys(row["idNumber"])),
    )


def _asked(row: dict[str, Any]) -> Asked:
    accept = frozenset(row.get("accept", ()))
    return Asked(
        name=row["name"],
        birth_date=parse(row["birthDate"]) if row["birthDate"] else None,
        nationalities=_nationalities([row["nationality"]] if row["nationality"] else []),
        category=row["category"],
        accept=accept,
        is_real=row.get("real", False),
        half=_half(min(accept) if accept else row["qid"]),
    )


def _nationalities(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(nationality(text) or text.lower() for text in texts))


def _half(key: str) -> Half:
    return Half.SECOND if hashlib.sha256(key.encode()).digest()[-1] % 2 else Half.FIRST
