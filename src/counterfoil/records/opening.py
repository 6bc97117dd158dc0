"""From the library to what is screened against: the current version of each list, with its index open."""

from collections.abc import Iterable

from counterfoil.errors import ListError
from counterfoil.records.library import Library, Version
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.open_lists import OpenLists


def open_lists(library: Library, names: Iterable[str] = ()) -> OpenLists:
    """Open lists: their current versions, or those that are named.

    Args:
        library: Where they are kept.
        names: Which lists, or which versions of them as ``NAME/ID``; the current ones of all when none is named.

    Raises:
        ListError: There is none, one that is named is not there, or one is damaged.
    """
    wanted = tuple(dict.fromkeys(names)) or library.names()
    versions = tuple(library.version(name) for name in wanted)
    if not versions:
        raise ListError("There is no list to screen against", remedy="Import one with: counterfoil lists add FILE")
    return OpenLists(tuple(described(version) for version in versions), tuple(map(library.open, versions)))


def described(version: Version) -> ListVersion:
    """Return what results say of a version."""
    return ListVersion(
        name=version.name,
        id=version.id,
        published=version.published,
        imported=version.imported_at.date(),
        current_on=version.current_on,
        sha256=tuple(source.sha256 for source in version.sources),
        entities=version.entities,
    )
