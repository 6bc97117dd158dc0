"""Folders that appear whole: filled under another name, seen to be on the disk, and only then moved to their place."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_ARRIVING: Final = ".arriving-"


@contextmanager
def arriving(shelf: Path) -> Iterator[Path]:
    """Give an empty folder on a shelf, and clear away what is left of it at the end."""
    folder = shelf / f"{_ARRIVING}{secrets.token_hex(8)}"
    folder.mkdir()  # not by tempfile, whose folders only their maker may read
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settle(folder: Path, place: Path) -> None:
    """Move a folder to its place after all that is in it has reached the disk."""
    for path in [*folder.rglob("*"), folder]:
        _flush(path)
    place.parent.mkdir(exist_ok=True)
    folder.rename(place)
    _flush(place.parent)


def clear_leftovers(shelf: Path) -> None:
    """Remove what killed writers left behind. Only who holds the lock may."""
    for folder in shelf.glob(f"{_ARRIVING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def write_file(path: Path, text: str) -> None:
    """Write a small file so that it is there whole, or the one before it stays."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    _flush(part)
    part.replace(path)


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
