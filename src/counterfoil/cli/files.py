"""Files that commands write: whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from counterfoil.errors import FileError


def require_writable(path: Path, *, beside: Iterable[Path] = ()) -> None:
    """Find out before the long work whether a file can be written there.

    Args:
        path: The file to be written.
        beside: Files that it must not replace, such as what is to be read.

    Raises:
        FileError: It cannot: the message says why.
    """
    if path.is_dir():
        raise FileError(f"{path.name}: this is a folder", remedy="Name a file to write.")
    if path.exists() and any(other.exists() and path.samefile(other) for other in beside):
        raise FileError(f"{path.name}: this is one of the pictures to read", remedy="Name another file to write.")
    if not path.parent.is_dir():
        raise FileError(f"{path.name}: there is no folder {str(path.parent)!r} to write it in")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as wrong:
        raise _cannot_be_written(path, wrong) from wrong


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        FileError: It cannot be made, or a file has its name.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileError(f"{path.name}: this is a file", remedy="Name a folder.") from None
    except OSError as wrong:
        raise _cannot_be_written(path, wrong) from wrong
    require_writable(path / "report.html")


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that it is there whole, or the one before it stays as it was.

    Args:
        path: The file; an existing one is replaced.
        text: What it will hold, in UTF-8.

    Raises:
        FileError: It cannot be written; nothing is left behind.
    """
    write_all({path: text})


def write_all(texts: Mapping[Path, str]) -> None:
    """Write text files that belong together: each is written whole beside its place before the first is put there.

    Args:
        texts: What each file will hold, in UTF-8; existing ones are replaced.

    Raises:
        FileError: One cannot be written; nothing is left behind.
    """
    beside: dict[Path, Path] = {}
    path = next(iter(texts))
    try:
        for path, text in texts.items():
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
            beside[path] = Path(name)
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for path, part in beside.items():
            part.replace(path)
    except OSError as wrong:
        raise _cannot_be_written(path, wrong) from wrong
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)


def write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """Write lines as they come, so that the file is there whole, or the one before it stays as it was.

    Args:
        path: The file; an existing one is replaced. Only its owner may read it.
        lines: Each with its line break.

    Returns:
        How many there were.

    Raises:
        FileError: It cannot be written; nothing is left behind.
    """
    many = 0
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for line in lines:
                    file.write(line)
                    many += 1
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as wrong:
        raise _cannot_be_written(path, wrong) from wrong
    return many


def _cannot_be_written(path: Path, wrong: OSError) -> FileError:
    return FileError(
        f"{path.name}: cannot be written ({wrong.strerror})", remedy="Choose a place with room and write permission."
    )
