"""Sealed objects in a local folder. They appear whole: written under another name, on the disk, then renamed."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from counterfoil.errors import VaultError
from counterfoil.records.disk import FOLDER_OF_OWNER, flush_folder, write_new
from counterfoil.records.vault.store import CLOCK, Stored

_ARRIVING: Final = "arriving"


class FolderStore:
    """Keeps objects as files that only their owner may read.

    Args:
        folder: Made when the first object comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def place(self) -> str:
        """The folder."""
        return str(self._folder)

    def put(self, name: str, sealed: bytes | bytearray) -> None:
        """Keep an object."""
        with self._told_plainly("written"):
            part = self._made(self._folder / _ARRIVING) / secrets.token_hex(16)
            place = self._folder / name
            try:
                write_new(part, sealed)
                self._made(place.parent)
                part.rename(place)
            except OSError:
                part.unlink(missing_ok=True)
                raise
            flush_folder(place.parent)

    def get(self, name: str) -> bytes | None:
        """Return an object; None when it is not there."""
        with self._told_plainly("read"):
            try:
                return (self._folder / name).read_bytes()
            except FileNotFoundError:
                return None

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects."""
        with self._told_plainly("written"):
            for name in names:
                (self._folder / name).unlink(missing_ok=True)

    def now(self) -> datetime:
        """Return the moment that the folder's file system stamps: of a network share it is the server's."""
        with self._told_plainly("written"):
            self._made(self._folder)
            file = self._folder / CLOCK
            file.write_bytes(b"now")
            return datetime.fromtimestamp(file.stat().st_mtime, UTC)

    def all(self) -> Iterator[Stored]:
        """Go through everything that is there."""
        with self._told_plainly("read"):
            for folder in _inside(self._folder):
                for file in _inside(Path(folder.path)) if folder.is_dir() else ():
                    try:
                        status = file.stat()
                    except FileNotFoundError:
                        continue  # it has settled, or was deleted meanwhile
                    written = datetime.fromtimestamp(status.st_mtime, UTC)
                    yield Stored(f"{folder.name}/{file.name}", status.st_size, written)

    def _made(self, folder: Path) -> Path:
        if not folder.is_dir():
            self._folder.mkdir(mode=FOLDER_OF_OWNER, parents=True, exist_ok=True)
            folder.mkdir(mode=FOLDER_OF_OWNER, exist_ok=True)
            flush_folder(self._folder)
        return folder

    @contextmanager
    def _told_plainly(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as wrong:
            raise VaultError(
                f"{self._folder}: the vault cannot be {what} ({wrong.strerror})",
                remedy="See to the disk and to who may write there.",
            ) from None


def _inside(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []
