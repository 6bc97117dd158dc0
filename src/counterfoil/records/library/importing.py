"""Importing a list: from its files to a folder that holds all that a version is."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from counterfoil.records.library.version import (
    DESCRIPTION,
    ENTITIES,
    INDEX,
    SKIPPED,
    SOURCE,
    SourceFile,
    Version,
    described,
    make_id,
)
from counterfoil.screening import index, lists
from counterfoil.screening.index import files as index_files
from counterfoil.screening.lists import Format, ListReading

Progress = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and of how much."""


def import_into(
    folder: Path,
    shelf: Path,
    sources: Sequence[SourceFile],
    format: Format,  # noqa: A002 - what the command line calls it
    *,
    now: datetime,
    published: date | None,
    origin: str,
    progress: Progress | None,
    processes: int,
) -> Version:
    """Read the sources that lie in a folder, and write beside them what was read, what was left out, and the index.

    Args:
        folder: Where the version is made; its sources are there already.
        shelf: Where the versions of this list are kept; the folder will be moved there.
        sources: The sources.
        format: How the list is written.
        now: The time of import.
        published: The publisher's date, where the list does not say it.
        origin: The address it was fetched from; may be empty.
        progress: Told how much has been read.
        processes: How many processes may build the index.

    Raises:
        FileError: A file cannot be read or written.
        ListError: The list is cut off, hostile, or names nobody.
    """
    paths = [folder / SOURCE / source.name for source in sources]
    reading = lists.read(paths, format, progress=progress and (lambda done, of: progress("Reading", done, of)))
    summary = index.build(reading, folder / INDEX, processes=processes)
    _share(folder / INDEX / index_files.ENTITIES, folder / ENTITIES)
    _write_skipped(reading, folder / SKIPPED)
    identifier = make_id(now, sources[0].sha256)
    version = Version(
        name=shelf.name,
        id=identifier,
        folder=shelf / identifier,
        format=format,
        published=reading.published or published,
        imported_at=now,
        confirmed_at=now,
        sources=tuple(sources),
        origin=origin,
        entities=summary.entities,
        names=summary.names,
        skipped=reading.skipped_counts,
        passed_over=reading.passed_over,
    )
    (folder / DESCRIPTION).write_text(described(version), encoding="utf-8")
    return version


def _share(made: Path, wanted: Path) -> None:
    """Keep the entities when the index is pruned, without a second copy of them where the disk knows links."""
    try:
        os.link(made, wanted)
    except OSError:
        shutil.copyfile(made, wanted)


def _write_skipped(reading: ListReading, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(asdict(skipped), ensure_ascii=False) + "\n" for skipped in reading.skipped)
