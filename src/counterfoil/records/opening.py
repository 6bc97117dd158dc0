"""From the library to what is screened against: the current version of each list, with its index open."""

from collections.abc import Iterable

from counterfoil.errors import ListError
from counterfoil.records.library import Library, Version
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.open_lists import OpenLists


def open_lists(library: Library, names: Iterable[str] = ()) -> OpenLists:
    """Open the current version of lists.

    Args:
        library: Where they are kept.
        names: Which lists; all of them when none is named.

    Raises:
        ListError: There is none, one that is named is not there, or one is damaged.
    """
    wanted = tuple(dict.fromkeys(names)) or library.names()
    versions = tuple(library.current(name) for name in wanted)
    if not versions:
        raise ListError("There is no list to screen against", remedy="Import one with: counterfoil lists add FILE")
    return OpenLists(tuple(described(version) for version in versions), tuple(version.index for version in versions))


def described(version: Version) -> ListVersion:
    """Return what results say of a version.

    It is known to be what the publisher offers on the day on which it was fetched, or was found unchanged by a later
    fetch. A file that somebody handed over says nothing of that: only the publisher's own date in it counts, and where
    it has none, the day of the import.
    """
    confirmed = version.confirmed_at.date()
    return ListVersion(
        name=version.name,
        id=version.id,
        published=version.published,
        imported=version.imported_at.date(),
        current_on=confirmed if version.origin or version.published is None else version.published,
        sha256=tuple(source.sha256 for source in version.sources),
        entities=version.entities,
    )
