"""What two versions of a list differ in: who came, who went, and of whom which fields changed.

Entities are the same when their identifiers are. Of the earlier version only a digest and the place of each entity are
held in memory.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.screening.entity import Entity
from counterfoil.screening.index import entity_lines

_FIELDS: Final = ("schema", "names", "birth_dates", "nationalities", "document_numbers", "programs")
_DIGEST: Final = 16


@dataclass(frozen=True, slots=True)
class Change:
    """An entity that both versions have, and that differs.

    Attributes:
        before: What the earlier version says.
        after: What the later one says.
        fields: The fields that differ, in the order of `Entity`.
    """

    before: Entity
    after: Entity
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What came, went and changed between two versions, each in the order of its list."""

    added: tuple[Entity, ...]
    removed: tuple[Entity, ...]
    changed: tuple[Change, ...]


def difference(before: Path, after: Path) -> Difference:
    """Compare two files of entities."""
    places = {key: (digest, at) for key, digest, at, _ in _lines(before)}
    added: list[Entity] = []
    changed: list[Change] = []
    with before.open("rb") as earlier:
        for key, digest, _, line in _lines(after):
            known = places.pop(key, None)
            if known is None:
                added.append(entity_lines.entity(line))
            elif known[0] != digest:
                earlier.seek(known[1])
                changed.append(_change(entity_lines.entity(earlier.readline()), entity_lines.entity(line)))
        removed = []
        for _, at in places.values():
            earlier.seek(at)
            removed.append(entity_lines.entity(earlier.readline()))
    return Difference(tuple(added), tuple(removed), tuple(changed))


def _lines(path: Path) -> Iterator[tuple[str, bytes, int, bytes]]:
    """Give the identifier, the digest, the place and the text of each line."""
    with path.open("rb") as file:
        at = 0
        for line in file:
            yield json.loads(line)["id"], hashlib.blake2b(line, digest_size=_DIGEST).digest(), at, line
            at += len(line)


def _change(before: Entity, after: Entity) -> Change:
    fields = tuple(name for name in _FIELDS if getattr(before, name) != getattr(after, name))
    return Change(before, after, fields)
