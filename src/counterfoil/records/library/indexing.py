"""Indexes of versions: the newest are kept, older ones are removed and built again from the entities when needed."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from counterfoil.errors import ListError
from counterfoil.records.library.folder import settle
from counterfoil.records.library.version import INDEX, Version
from counterfoil.screening import index
from counterfoil.screening.entity import Entity
from counterfoil.screening.index import entity_lines
from counterfoil.screening.index.files import Manifest

KEPT: Final = 2
"""So many of a list's newest versions keep their index: the one in use, and the one before it for going back."""


def is_current(version: Version) -> bool:
    """Has a version an index that this Counterfoil built?"""
    try:
        Manifest.load(version.index)
    except ListError:
        return False
    return True


def rebuild(
    version: Version, workspace: Path, progress: Callable[[str, int, int], None] | None, processes: int
) -> None:
    """Build the index of a version from its entities, and put it in the place of the one that is there.

    Args:
        version: The version.
        workspace: An empty folder on the same disk.
        progress: Told how many entities are done.
        processes: How many processes may work.
    """

    def told(done: int) -> None:
        if progress:
            progress("Indexing", done, version.entities)

    index.build(_entities(version.entities_file), workspace / INDEX, progress=told, processes=processes)
    if version.index.exists():
        version.index.rename(workspace / "before")
    settle(workspace / INDEX, version.index)


def prune(versions: Sequence[Version]) -> None:
    """Remove the indexes of all but the newest versions.

    Args:
        versions: All versions of a list, the oldest first.
    """
    for version in versions[:-KEPT]:
        shutil.rmtree(version.index, ignore_errors=True)


def _entities(path: Path) -> Iterator[Entity]:
    with path.open("rb") as lines:
        yield from map(entity_lines.entity, lines)
