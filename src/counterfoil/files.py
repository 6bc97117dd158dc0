"""Files that people name: in one line why one cannot be read, in the same words wherever one is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from counterfoil.errors import FileError


@contextmanager
def read_from(name: str, *, instead: str = "a file") -> Iterator[None]:
    """Say plainly why a file cannot be opened, or read while it is open.

    Args:
        name: What messages call it.
        instead: What to name where a folder was named.

    Raises:
        FileError: It is missing or a folder, or cannot be read.
    """
    try:
        yield
    except FileNotFoundError:
        raise FileError(f"{name} does not exist") from None
    except IsADirectoryError:
        raise FileError(f"{name} is a directory", remedy=f"Name {instead}.") from None
    except PermissionError:
        raise FileError(f"{name} may not be read: no permission") from None
    except OSError as why:
        raise FileError(f"{name} cannot be read: {why.strerror}") from None


@contextmanager
def opened(path: Path, *, instead: str = "a file") -> Iterator[BinaryIO]:
    """Open a file for reading its bytes.

    Args:
        path: The file.
        instead: What to name where a folder was named.

    Raises:
        FileError: It is missing or a folder, or cannot be read, now or later while it is open.
    """
    name = name_for_a_line(path.name)
    with read_from(name, instead=instead), _open(path, name) as file:
        yield file


def stamp(path: Path) -> object:
    """Return what changes with a file; None where there is none to be seen."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def name_for_a_line(name: str, *, otherwise: str = "the file") -> str:
    """Return a name fit for one line on a terminal.

    Args:
        name: As the file system has it.
        otherwise: What to call what has no name.
    """
    return "".join(c if c.isprintable() else "?" for c in name) or otherwise


def _open(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb", buffering=1 << 18)
    except ValueError:
        raise FileError(f"{name} is no name that a file can have") from None
