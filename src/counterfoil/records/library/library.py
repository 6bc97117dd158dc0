"""Versions of lists in a folder: each whole or not there, none ever overwritten.

```
LISTS/un-xml/20261126T101500000Z-1a2b3c4d/version.json     what it is
                                          source/...       the files as they came
                                          entities.jsonl   what was read
                                          skipped.jsonl    what was left out, and why
                                          index/           what is screened against; newest versions only
```
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from counterfoil.errors import FileError, ListError
from counterfoil.records.library import indexing
from counterfoil.records.library.copying import copy_sources
from counterfoil.records.library.diff import Difference, difference
from counterfoil.records.library.folder import arriving, clear_leftovers, settle, write_file
from counterfoil.records.library.importing import Progress, import_into
from counterfoil.records.library.lock import locked
from counterfoil.records.library.places import default_folder, require_name
from counterfoil.records.library.version import CONFIRMED, SOURCE, Version, confirmation, read_version
from counterfoil.screening import lists
from counterfoil.screening.lists import Format

_LOCK: Final = ".lock"
_MAKE_ROOM: Final = "Free some space, or set COUNTERFOIL_LISTS to another folder."
_TICK: Final = timedelta(milliseconds=1)


class Library:
    """A folder of lists. Any number of processes may read it; one at a time may write.

    Args:
        folder: Where they are; by default ``COUNTERFOIL_LISTS``, else a folder of the user's own.
        processes: How many processes may build the index of a long list, as `counterfoil.screening.index.build` has it.
    """

    def __init__(self, folder: Path | None = None, *, processes: int = 1) -> None:
        self.folder = default_folder() if folder is None else folder
        self._processes = processes

    def add(
        self,
        files: Path | Sequence[Path],
        format: Format | None = None,  # noqa: A002 - what the command line calls it
        *,
        now: datetime,
        name: str | None = None,
        published: date | None = None,
        sha256: str | None = None,
        origin: str = "",
        progress: Progress | None = None,
    ) -> Version:
        """Import a list: whole, or not at all.

        Args:
            files: Its file; its files, or the folder that holds them, where a format has several.
            format: How it is written; by default that is told by its beginning.
            now: The time of import.
            name: What to call the list; by default what its format is called.
            published: The publisher's date, for a list that does not say it.
            sha256: What the digest of the file must be, in hexadecimal; of the first where there are several.
            origin: The address it was fetched from.
            progress: Told how far it is.

        Returns:
            The new version; or the newest one, which is then confirmed, when its files are the same.

        Raises:
            FileError: A file cannot be read, or the folder cannot be written or is being written to.
            ListError: The list is cut off, hostile, names nobody, has another digest, or its format cannot be told.
        """
        reading = lists.read(files, format)
        called = require_name(name or reading.format.value)
        with self._writing() as folder:
            sources = copy_sources(reading.files, folder / SOURCE, progress)
            if sha256 and sources[0].sha256 != sha256.strip().lower():
                raise ListError(f"{sources[0].name}: its digest is another than was named", remedy="It is not used.")
            before = self.versions(called)
            if before and before[-1].digests == tuple(source.sha256 for source in sources):
                return self._confirmed(before[-1], now, origin)
            # A clock that was set back must not make a new version older than the one before.
            moment = max(now, before[-1].imported_at + _TICK) if before else now
            version = import_into(
                folder,
                self.folder / called,
                sources,
                reading.format,
                now=moment,
                published=published,
                origin=origin,
                progress=progress,
                processes=self._processes,
            )
            settle(folder, version.folder)
            indexing.prune((*before, version))
            return version

    def names(self) -> tuple[str, ...]:
        """Return the names of the lists that are there."""
        if not self.folder.is_dir():
            return ()
        shelves = (path for path in self.folder.iterdir() if path.is_dir() and path.name[0] != ".")
        # A writer that was killed at the last moment leaves a shelf with nothing on it.
        return tuple(sorted(shelf.name for shelf in shelves if any(path.is_dir() for path in shelf.iterdir())))

    def versions(self, name: str | None = None) -> tuple[Version, ...]:
        """Return the versions of a list, or of all lists, the oldest first.

        Raises:
            ListError: A version is damaged.
        """
        shelves = [self.folder / each for each in (self.names() if name is None else (require_name(name),))]
        folders = [path for shelf in shelves if shelf.is_dir() for path in shelf.iterdir() if path.is_dir()]
        return tuple(sorted(map(read_version, folders), key=lambda version: (version.name, version.imported_at)))

    def current(self, name: str) -> Version:
        """Return the newest version of a list.

        Raises:
            ListError: There is no list of that name.
        """
        if name in self.names() and (found := self.versions(name)):
            return found[-1]
        there = ", ".join(self.names()) or "none; add one with: counterfoil lists add FILE"
        raise ListError(f"There is no list {name!r}", remedy=f"There are: {there}")

    def version(self, text: str) -> Version:
        """Return the version that a text means: ``NAME``, ``NAME/ID``, or ``ID``, of which the beginning is enough.

        Raises:
            ListError: There is none, or several begin so.
        """
        name, slash, start = text.partition("/")
        found = self.versions(name) if slash else self.versions()
        found = tuple(version for version in found if version.id.startswith(start if slash else text))
        if not slash and (name in self.names() or not found):
            return self.current(name)
        if len(found) == 1:
            return found[0]
        why = "Several versions begin so" if found else "There is no such version"
        raise ListError(f"{why}: {text!r}", remedy="See them with: counterfoil lists show NAME")

    def open(self, version: Version, *, progress: Progress | None = None) -> Path:
        """Return the folder of a version's index, after building it where it was pruned or is another Counterfoil's.

        Raises:
            FileError: It must be built, and the folder cannot be written or is being written to.
        """
        if not indexing.is_current(version):
            with self._writing() as workspace:
                indexing.rebuild(version, workspace, progress, self._processes)
        return version.index

    def diff(self, before: Version, after: Version) -> Difference:
        """Say what two versions differ in."""
        return difference(before.entities_file, after.entities_file)

    def confirm(self, version: Version, now: datetime, origin: str) -> Version:
        """Note that a version is what is offered at an address now.

        Raises:
            FileError: The folder cannot be written, or is being written to.
        """
        with self._writing():
            return self._confirmed(version, now, origin)

    def remove(self, version: Version) -> None:
        """Remove a version with all its files.

        Raises:
            FileError: The folder cannot be written, or is being written to.
        """
        with self._writing() as workspace:
            version.folder.rename(workspace / version.id)
            if not self.versions(version.name):
                (self.folder / version.name).rename(workspace / version.name)

    def _confirmed(self, version: Version, now: datetime, origin: str) -> Version:
        if version.origin and not origin:
            return version  # a file that is handed over says nothing of what the publisher offers
        write_file(version.folder / CONFIRMED, confirmation(max(now, version.confirmed_at), origin))
        return read_version(version.folder)

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Be the only writer, and have an empty folder beside the lists."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / _LOCK):
                clear_leftovers(self.folder)
                with arriving(self.folder) as folder:
                    yield folder
        except OSError as why:
            raise FileError(f"{self.folder} cannot be written: {why.strerror or why}", remedy=_MAKE_ROOM) from None
