"""The folder of an index: arrays, the entities, and a manifest with the size and digest of each file.

A folder appears whole or not at all: it is written beside its place, every file synchronised with the disk, and
renamed. Nothing in it is ever changed, so any number of processes may map it into memory; a new list version gets a
new folder.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import FileError, ListError
from counterfoil.screening import names
from counterfoil.screening.index import features

FORMAT: Final = 1
"""Goes up whenever the arrays mean something else than before."""

MANIFEST: Final = "index.json"
ENTITIES: Final = "entities.jsonl"

BIRTH: Final = np.dtype(
    [("year", "<i2"), ("until", "<i2"), ("month", "i1"), ("day", "i1"), ("is_about", "i1"), ("padding", "i1")]
)
"""A birth date as ``cf_birth`` in native/parts.h has it."""

ARRAYS: Final[Mapping[str, np.dtype[Any]]] = {
    "part_letters": np.dtype("u1"),
    "part_ends": np.dtype("<u8"),
    "part_kind": np.dtype("u1"),
    "part_group": np.dtype("<u4"),
    "reading_parts": np.dtype("<u4"),
    "reading_ends": np.dtype("<u8"),
    "reading_schemas": np.dtype("u1"),
    "reading_norm": np.dtype("<u2"),
    "reading_strong": np.dtype("u1"),
    "reading_features": np.dtype("<u4"),
    "reading_feature_ends": np.dtype("<u8"),
    "bearer_entity": np.dtype("<u4"),
    "bearer_name": np.dtype("<u4"),
    "bearer_ends": np.dtype("<u8"),
    "feature_keys": np.dtype("<u8"),
    "feature_weight": np.dtype("<u2"),
    "posting_ends": np.dtype("<u8"),
    "postings": np.dtype("<u4"),
    "entity_schema": np.dtype("u1"),
    "entity_births": BIRTH,
    "entity_birth_ends": np.dtype("<u8"),
    "entity_readings": np.dtype("<u4"),
    "entity_reading_ends": np.dtype("<u8"),
    "birth_days": np.dtype("<u4"),
    "birth_entities": np.dtype("<u4"),
    "document_keys": np.dtype("<u8"),
    "document_entities": np.dtype("<u4"),
    "line_ends": np.dtype("<u8"),
}
"""The arrays of an index. What is called ``..._ends`` begins with 0: item i lies from ends[i] to ends[i + 1]."""

_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says of itself.

    Attributes:
        format: `FORMAT` when it was built.
        names_version: The version of `counterfoil.screening.names` that read its names.
        features_version: The version of the features.
        entities: How many entities it holds.
        names: How many names they have.
        readings: How many different readings those have.
        files: Size in bytes and SHA-256 of each file, by file name.
    """

    format: int
    names_version: str
    features_version: int
    entities: int
    names: int
    readings: int
    files: Mapping[str, tuple[int, str]]

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Read the manifest of a folder.

        Raises:
            ListError: There is no index, or one that another version of Counterfoil built.
        """
        try:
            stored = json.loads((folder / MANIFEST).read_bytes())
            made = cls(
                format=int(stored["format"]),
                names_version=str(stored["names_version"]),
                features_version=int(stored["features_version"]),
                entities=int(stored["entities"]),
                names=int(stored["names"]),
                readings=int(stored["readings"]),
                files={str(name): (int(size), str(digest)) for name, (size, digest) in stored["files"].items()},
            )
        except OSError:
            raise ListError(f"There is no index in {folder.name}", remedy="Build it with index.build.") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise damaged(folder, MANIFEST) from None
        current = (FORMAT, str(names.VERSION), features.VERSION)
        if (made.format, made.names_version, made.features_version) != current:
            raise ListError(
                f"The index in {folder.name} was built by another version of Counterfoil",
                remedy="Build it again from its list.",
            )
        return made


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """Lend an empty folder that takes the place of ``folder`` when the block ends well, and vanishes when it does not.

    Raises:
        FileError: There is something in that place already, or nothing can be written there.
    """
    if folder.exists():
        raise FileError(f"{folder.name} exists already", remedy="An index is never changed: name a new folder.")
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        beside.mkdir(parents=True)
    except OSError as why:
        raise FileError(f"{folder.name} cannot be written: {why.strerror}") from None
    try:
        yield beside
        for path in [*beside.iterdir(), beside]:
            _synchronise(path)
        beside.rename(folder)
        _synchronise(folder.parent)
    except OSError as why:
        raise FileError(f"{folder.name} cannot be written: {why.strerror}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def save(folder: Path, arrays: Mapping[str, NDArray[Any]], *, entities: int, names_held: int) -> Manifest:
    """Write the arrays and the manifest beside the entities that are there already."""
    for name, kind in ARRAYS.items():
        np.save(folder / f"{name}.npy", arrays[name].astype(kind, copy=False))
    files = {path.name: (path.stat().st_size, _digest(path)) for path in sorted(folder.iterdir())}
    made = Manifest(
        format=FORMAT,
        names_version=str(names.VERSION),
        features_version=features.VERSION,
        entities=entities,
        names=names_held,
        readings=len(arrays["reading_norm"]),
        files=files,
    )
    stored = {name: getattr(made, name) for name in made.__dataclass_fields__}
    (folder / MANIFEST).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return made


def load(folder: Path, manifest: Manifest) -> dict[str, NDArray[Any]]:
    """Map the arrays of a folder into memory, and look whether they are what was written.

    Raises:
        ListError: A file is missing, or has another size or another content than when the index was built.
    """
    return {name: _load_array(folder, name, kind, manifest) for name, kind in ARRAYS.items()}


def map_entities(folder: Path, manifest: Manifest) -> NDArray[np.uint8]:
    """Map the entities' lines into memory."""
    size = _checked(folder, ENTITIES, manifest)
    return np.asarray(np.memmap(folder / ENTITIES, dtype=np.uint8, mode="r")) if size else np.zeros(0, np.uint8)


def _load_array(folder: Path, name: str, kind: np.dtype[Any], manifest: Manifest) -> NDArray[Any]:
    file = f"{name}.npy"
    _checked(folder, file, manifest)
    try:
        array = np.load(folder / file, mmap_mode="r", allow_pickle=False)
    except (ValueError, TypeError, EOFError, OSError, OverflowError, SyntaxError, TokenError):  # of numpy's header
        raise damaged(folder, file) from None
    if array.dtype != kind or array.ndim != 1:
        raise damaged(folder, file)
    return np.asarray(array)


def _checked(folder: Path, file: str, manifest: Manifest) -> int:
    path = folder / file
    size, digest = manifest.files.get(file, (-1, ""))
    try:
        whole = path.stat().st_size == size and _digest(path) == digest
    except OSError:
        whole = False
    if not whole:
        raise damaged(folder, file)
    return size


def damaged(folder: Path, file: str) -> ListError:
    """Return the error for an index with a file that is not what was written."""
    return ListError(
        f"The index in {folder.name} is damaged: {file} is not what was written", remedy="Build it again from its list."
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _synchronise(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
