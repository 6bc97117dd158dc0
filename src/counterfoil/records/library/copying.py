"""The files of a list are copied first and read from the copy, so that the digest is of exactly what was read."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from counterfoil.errors import FileError
from counterfoil.files import read_from
from counterfoil.records.library.version import SourceFile

_CHUNK: Final = 1 << 20


def copy_sources(
    files: Sequence[Path], folder: Path, progress: Callable[[str, int, int], None] | None
) -> tuple[SourceFile, ...]:
    """Copy files into a new folder.

    Args:
        files: The files; no two may have one name.
        folder: Where to copy them; it must not be there yet.
        progress: Told how much is copied.

    Raises:
        FileError: A file cannot be read.
    """
    folder.mkdir()
    size = sum(path.stat().st_size for path in files if path.is_file())
    done = 0

    def arrived(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress("Copying", done, max(done, size))

    copied = []
    for path in files:
        if (folder / path.name).exists():
            raise FileError(f"{path.name}: two of the files have this name", remedy="Rename one.")
        copied.append(_copy(path, folder / path.name, arrived))
    return tuple(copied)


def _copy(path: Path, target: Path, told: Callable[[int], None]) -> SourceFile:
    digest, size = hashlib.sha256(), 0
    with read_from(path.name):
        original = path.open("rb")
    with original, target.open("wb") as copy:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
            size += len(chunk)
            told(len(chunk))
    return SourceFile(path.name, size, digest.hexdigest())
