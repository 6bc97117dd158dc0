"""Versions of lists in a folder: each whole or not there, none ever overwritten.

```
LISTS/ofac-xml/20261126T101500Z-1a2b3c4d/version.json     what it is
                                         source/...       the files as they came
                                         entities.jsonl   what was read
                                         skipped.jsonl    what was left out, and why
                                         index/           what is screened against
```
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Final

from counterfoil.errors import FileError, ListError
from counterfoil.records.library import diff
from counterfoil.records.library.copying import copy_sources
from counterfoil.records.library.entities_file import write_entities
from counterfoil.records.library.folder import arriving, clear_leftovers, settle, write_file
from counterfoil.records.library.lock import locked
from counterfoil.records.library.places import default_folder, require_name
from counterfoil.records.library.version import (
    CONFIRMED,
    DESCRIPTION,
    ENTITIES,
    SKIPPED,
    SOURCE,
    Version,
    described,
    make_id,
    read_version,
)
from counterfoil.screening import lists
from counterfoil.screening.lists import Format, ListReading

Progress = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and of how much."""

_LOCK: Final = ".lock"
_MAKE_ROOM: Final = "Free some space, or set COUNTERFOIL_LISTS to another folder."


class Library:
    """A folder of lists.

    Args:
        folder: Where they are; by default ``COUNTERFOIL_LISTS``, else a folder of the user's own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = default_folder() if folder is None else folder

    def add(
        self,
        files: Path | Sequence[Path],
        format: Format | None = None,  # noqa: A002 - what the command line calls it
        *,
        name: str | None = None,
        now: datetime,
        published: date | None = None,
        origin: str = "",
        progress: Progress | None = None,
    ) -> Version:
        """Import a list: whole, or not at all.

        Args:
            files: Its file; its files, or the folder that holds them, where a format has several.
            format: How it is written; by default that is told by its beginning.
            name: What to call the list; by default what its format is called.
            now: The time of import.
            published: The publisher's date, for a list that does not say it.
            origin: The address it was fetched from.
            progress: Told how far it is.

        Returns:
            The new version; the one that is there when the newest has the same digests, which is then confirmed.

        Raises:
            FileError: A file cannot be read, or the folder cannot be written or is being written to.
            ListError: The list is cut off, hostile, names nobody, or its format cannot be told.
        """
        reading = lists.read(files, format)
        called = require_name(name or reading.format.value)
        with self._writing() as folder:
            sources = copy_sources(reading.files, folder / SOURCE, progress)
            present = self.current(called) if self.versions(called) else None
            if present and [s.sha256 for s in present.sources] == [s.sha256 for s in sources]:
                return self._confirm(present, now)
            reading = lists.read(
                [folder / SOURCE / source.name for source in sources],
                reading.format,
                progress=progress and (lambda done, of: progress("Reading", done, of)),
            )
            entities, names = write_entities(reading, folder / ENTITIES)
            _write_skipped(reading, folder / SKIPPED)
            version = Version(
                name=called,
                id=make_id(now, sources[0].sha256),
                folder=self.folder / called / make_id(now, sources[0].sha256),
                format=reading.format,
                published=reading.published or published,
                imported_at=now,
                confirmed_at=now,
                sources=sources,
                origin=origin,
                entities=entities,
                names=names,
                skipped=reading.skipped_counts,
                passed_over=reading.passed_over,
            )
            (folder / DESCRIPTION).write_text(described(version), encoding="utf-8")
            settle(folder, version.folder)
            return version

    def names(self) -> tuple[str, ...]:
        """Return the names of the lists that are there."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.folder.iterdir() if path.is_dir() and path.name[0] != "."))

    def versions(self, name: str | None = None) -> tuple[Version, ...]:
        """Return the versions of a list, or of all, the oldest first.

        Raises:
            ListError: A version is damaged.
        """
        named = self.names() if name is None else (require_name(name),)
        folders = [path for each in named if (self.folder / each).is_dir() for path in (self.folder / each).iterdir()]
        return tuple(read_version(path) for path in sorted(folders) if path.is_dir())

    def current(self, name: str) -> Version:
        """Return the newest version of a list.

        Raises:
            ListError: There is no list of that name.
        """
        if found := self.versions(name):
            return found[-1]
        there = ", ".join(self.names()) or "none; add one with: counterfoil lists add FILE"
        raise ListError(f"there is no list {name!r}", remedy=f"There are: {there}")

    def version(self, text: str) -> Version:
        """Return the version that a text means: ``NAME``, ``NAME/ID``, or ``NAME/`` and the beginning of an id.

        Raises:
            ListError: There is none, or several begin so.
        """
        name, _, start = text.partition("/")
        if not start:
            return self.current(name)
        found = [version for version in self.versions(name) if version.id.startswith(start)]
        if len(found) == 1:
            return found[0]
        why = "several versions begin so" if found else "there is no such version"
        raise ListError(f"{text}: {why}", remedy=f"See them with: counterfoil lists show {name}")

    def diff(self, before: Version, after: Version) -> diff.Difference:
        """Say what two versions differ in."""
        return diff.difference(before.entities_file, after.entities_file)

    def remove(self, version: Version) -> None:
        """Remove a version with all its files.

        Raises:
            FileError: The folder cannot be written, or is being written to.
        """
        with self._writing() as folder:
            version.folder.rename(folder / version.id)
            if not any(version.folder.parent.iterdir()):
                version.folder.parent.rmdir()

    def _confirm(self, version: Version, now: datetime) -> Version:
        write_file(version.folder / CONFIRMED, json.dumps({"at": now.isoformat()}))
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


def _write_skipped(reading: ListReading, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(asdict(skipped), ensure_ascii=False) + "\n" for skipped in reading.skipped)
