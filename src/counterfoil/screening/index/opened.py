"""An index that was opened: arrays mapped into memory, and the entities behind them."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import InputError, ListError
from counterfoil.screening.entity import Entity, ListedName
from counterfoil.screening.index import documents, entity_lines, files
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.index.postings import reading_of
from counterfoil.screening.names import Reading

_ENTITIES_KEPT = 4096


class Index:
    """The index of one list version; never changes, and may be shared by threads and processes."""

    def __init__(self, folder: Path, manifest: files.Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.arrays: Mapping[str, NDArray[Any]] = files.load(folder, manifest)
        self._held = self._hold() if is_compiled() else None
        self._lines = files.map_entities(folder, manifest)
        self.entity = lru_cache(maxsize=_ENTITIES_KEPT)(self._entity)
        self._require_agreement()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map an index into memory.

        Raises:
            ListError: There is none, it is damaged, it was built by another version of Counterfoil, or it holds no
                name: there is nothing to screen against.
        """
        manifest = files.Manifest.load(folder)
        if not manifest.readings:
            raise ListError(f"The index in {folder.name} holds no name", remedy="There is nothing to screen against.")
        return cls(folder, manifest)

    def __len__(self) -> int:
        return self.manifest.entities

    def held(self) -> Any:
        """Return the index as the C code holds it; only where there is C code."""
        return self._held

    def reading(self, number: int) -> Reading:
        """Return a reading by its number."""
        return reading_of(self.arrays, number)

    def bearers(self, number: int) -> tuple[tuple[int, int], ...]:
        """Return who bears a reading: numbers of entities, each with the place of the name among the entity's names."""
        span = slice(int(self.arrays["bearer_ends"][number]), int(self.arrays["bearer_ends"][number + 1]))
        owners, places = self.arrays["bearer_entity"][span].tolist(), self.arrays["bearer_name"][span].tolist()
        return tuple(zip(owners, places, strict=True))

    def name(self, entity: int, place: int) -> ListedName:
        """Return a name of an entity by its place among the entity's names.

        Raises:
            ListError: The index is damaged.
        """
        try:
            return self.entity(entity).names[place]
        except IndexError:
            raise files.damaged(self.folder, files.ENTITIES) from None

    def with_document(self, written: str) -> tuple[int, ...]:
        """Return the numbers of the entities that have a document of this number."""
        key = documents.key(written)
        if key is None:
            return ()
        keys = self.arrays["document_keys"]
        first, last = np.searchsorted(keys, np.uint64(key)), np.searchsorted(keys, np.uint64(key), side="right")
        return tuple(self.arrays["document_entities"][first:last].tolist())

    def readings_of(self, entity: int) -> tuple[int, ...]:
        """Return the numbers of the readings that an entity's names have."""
        span = self.arrays["entity_reading_ends"][entity : entity + 2].tolist()
        return tuple(self.arrays["entity_readings"][span[0] : span[1]].tolist())

    def _hold(self) -> Any:
        try:
            return native.hold(self.arrays)
        except ValueError:
            raise files.damaged(self.folder, "an array") from None

    def _require_agreement(self) -> None:
        """Refuse a manifest that counts otherwise than the arrays, and documents whose entities are not there."""
        arrays, counted = self.arrays, self.manifest
        if counted.readings != len(arrays["reading_norm"]) or counted.entities != len(arrays["entity_schema"]):
            raise files.damaged(self.folder, files.MANIFEST)
        owners = arrays["document_entities"]
        if len(owners) != len(arrays["document_keys"]) or owners.max(initial=0) > max(counted.entities - 1, 0):
            raise files.damaged(self.folder, "document_entities.npy")
        if len(arrays["line_ends"]) != counted.entities + 1:
            raise files.damaged(self.folder, "line_ends.npy")

    def _entity(self, number: int) -> Entity:
        first, last = self.arrays["line_ends"][number : number + 2].tolist()
        try:
            return entity_lines.entity(self._lines[first:last].tobytes())
        except (ValueError, KeyError, TypeError, InputError):
            raise files.damaged(self.folder, files.ENTITIES) from None
