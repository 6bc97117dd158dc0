"""Building an index: entities in, a folder of arrays out."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ListError
from counterfoil.screening.entity import Entity
from counterfoil.screening.index import birth_days, comparable, documents, entity_lines, files
from counterfoil.screening.index.engine import is_compiled
from counterfoil.screening.index.portions import ReadNames, portions
from counterfoil.screening.index.postings import inverted
from counterfoil.screening.index.vocabulary import Readings, ends

_TOLD_EVERY: Final = 1000


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What was built.

    Attributes:
        entities: How many entities.
        names: How many names they have.
        readings: How many different readings those have.
        unreadable: How many names have no reading: no letter or digit that could be compared.
        size: The size of the folder in bytes.
    """

    entities: int
    names: int
    readings: int
    unreadable: int
    size: int


def build(
    entities: Iterable[Entity],
    folder: Path,
    *,
    progress: Callable[[int], None] | None = None,
    native: bool | None = None,
    processes: int = 1,
) -> IndexSummary:
    """Build the index of a list version.

    The same entities give the same bytes.

    Args:
        entities: The entities of the list; read once, never held whole.
        folder: Where the index is to be; must not exist. It appears whole or not at all.
        progress: Called with the number of entities done, now and then.
        native: True for the compiled steps, False for the reference in Python, None for the compiled ones where there
            are some. The bytes are the same.
        processes: How many processes may work on a long list. The others begin as Python's ``spawn`` has it: a script
            that asks for more than one needs ``if __name__ == "__main__"``. The bytes are the same.

    Raises:
        ListError: No entity has a name that could be screened against.
        FileError: The folder exists, or cannot be written.
    """
    is_native = is_compiled() if native is None else native
    with files.appearing(folder) as beside:
        gathered = _Gathered()
        with (beside / files.ENTITIES).open("wb") as lines:
            for portion, read in portions(entities, processes):
                for entity, readings in zip(portion, gathered.numbered(portion, read), strict=True):
                    line = entity_lines.line(entity)
                    gathered.add(entity, readings, line)
                    lines.write(line)
                    if progress is not None and gathered.entities % _TOLD_EVERY == 0:
                        progress(gathered.entities)
        if not len(gathered.readings):
            raise ListError("The list holds no name that could be screened against", remedy="Look at what was skipped.")
        if progress is not None:
            progress(gathered.entities)
        manifest = files.save(
            beside, gathered.arrays(is_native=is_native), entities=gathered.entities, names_held=gathered.names
        )
    return IndexSummary(
        gathered.entities,
        gathered.names,
        manifest.readings,
        gathered.unreadable,
        sum(size for size, _ in manifest.files.values()),
    )


@dataclass(slots=True)
class _Gathered:
    """What the entities seen so far come to."""

    entities: int = 0
    names: int = 0
    unreadable: int = 0
    readings: Readings = field(default_factory=Readings)
    bearer_reading: "array[int]" = field(default_factory=lambda: array("I"))
    bearer_entity: "array[int]" = field(default_factory=lambda: array("I"))
    bearer_name: "array[int]" = field(default_factory=lambda: array("I"))
    schemas: "array[int]" = field(default_factory=lambda: array("B"))
    births: list[birth_days.BirthTuple] = field(default_factory=list)
    birth_counts: "array[int]" = field(default_factory=lambda: array("I"))
    days: "array[int]" = field(default_factory=lambda: array("I"))
    day_entities: "array[int]" = field(default_factory=lambda: array("I"))
    documents: "array[int]" = field(default_factory=lambda: array("Q"))
    document_entities: "array[int]" = field(default_factory=lambda: array("I"))
    lines: "array[int]" = field(default_factory=lambda: array("I"))

    def numbered(self, portion: Iterable[Entity], read: ReadNames) -> Iterator[list[list[int]]]:
        """Yield for each entity of a portion the numbers of the readings of each of its names."""
        known = self.readings.taken_in(read.parts, read.reading_parts, read.reading_ends)
        numbers, counts = iter([known[number] for number in read.numbers]), iter(read.counts)
        for entity in portion:
            yield [list(islice(numbers, count)) for count in islice(counts, len(entity.names))]

    def add(self, entity: Entity, readings: list[list[int]], line: bytes) -> None:
        """Take in one more entity, with the numbers of the readings of each of its names."""
        self._add_names(readings)
        self._add_births(entity)
        found = dict.fromkeys(documents.key(written) for written in entity.document_numbers)
        for key in found:
            if key is not None:
                self.documents.append(key)
                self.document_entities.append(self.entities)
        self.schemas.append(comparable.NUMBER[entity.schema])
        self.lines.append(len(line))
        self.entities += 1

    def arrays(self, *, is_native: bool) -> Mapping[str, NDArray[Any]]:
        """Return the arrays of the index."""
        made = self.readings.arrays()
        return {
            **made,
            **inverted(made, is_native=is_native),
            **self._bearers(),
            **self._found_directly(),
            "entity_schema": np.frombuffer(self.schemas, np.uint8),
            "entity_births": np.array(self.births, files.BIRTH),
            "entity_birth_ends": ends(self.birth_counts),
            "line_ends": ends(self.lines),
        }

    def _add_names(self, readings: list[list[int]]) -> None:
        met = set[int]()
        for place, read in enumerate(readings):
            self.names += 1
            self.unreadable += not read
            for number in read:
                if number not in met:
                    met.add(number)
                    self.bearer_reading.append(number)
                    self.bearer_entity.append(self.entities)
                    self.bearer_name.append(place)

    def _add_births(self, entity: Entity) -> None:
        self.births.extend(birth_days.as_stored(born) for born in entity.birth_dates)
        self.birth_counts.append(len(entity.birth_dates))
        for day in dict.fromkeys(birth_days.listed_day(born) for born in entity.birth_dates):
            if day is not None:
                self.days.append(day)
                self.day_entities.append(self.entities)

    def _bearers(self) -> Mapping[str, NDArray[Any]]:
        """Return who bears each reading, which schemas they have, and which readings each entity has."""
        readings, owners = np.frombuffer(self.bearer_reading, np.uint32), np.frombuffer(self.bearer_entity, np.uint32)
        order = np.argsort(readings, kind="stable")
        schemas = np.zeros(len(self.readings), np.uint8)
        bits = (1 << np.frombuffer(self.schemas, np.uint8)[owners]).astype(np.uint8)
        np.bitwise_or.at(schemas, readings, bits)
        return {
            "reading_schemas": schemas,
            "bearer_entity": owners[order],
            "bearer_name": np.frombuffer(self.bearer_name, np.uint32)[order],
            "bearer_ends": ends(np.bincount(readings, minlength=len(self.readings))),
            "entity_readings": readings,
            "entity_reading_ends": ends(np.bincount(owners, minlength=self.entities)),
        }

    def _found_directly(self) -> Mapping[str, NDArray[Any]]:
        """Return what is found without a name: exact birth dates and document numbers, each in its order."""
        days, born = np.frombuffer(self.days, np.uint32), np.frombuffer(self.day_entities, np.uint32)
        keys, owners = np.frombuffer(self.documents, np.uint64), np.frombuffer(self.document_entities, np.uint32)
        by_day, by_key = np.argsort(days, kind="stable"), np.argsort(keys, kind="stable")
        return {
            "birth_days": days[by_day],
            "birth_entities": born[by_day],
            "document_keys": keys[by_key],
            "document_entities": owners[by_key],
        }
