"""What ``counterfoil lists`` does, between the options and the library."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from counterfoil.cli import list_json, list_text
from counterfoil.cli.progress import progress
from counterfoil.cli.terminal import emit, show
from counterfoil.clock import utc_now
from counterfoil.errors import ListError
from counterfoil.records.library import Library, Version
from counterfoil.records.library import fetch as fetch_into
from counterfoil.screening.lists import Format

_AUTO: Final = "auto"
_PROCESSES: Final = min(2, os.cpu_count() or 1)
"""One reads names while the other does the rest of an index: more would wait for one another."""


def add(
    files: Sequence[Path],
    *,
    kind: str,
    name: str | None,
    published: date | None,
    sha256: str | None,
    as_json: bool,
) -> None:
    """Add a version of a list and say what came of it."""
    library, now = Library(processes=_PROCESSES), utc_now()
    known = {version.id for version in library.versions()}
    with progress(is_patient=True) as told:
        version = library.add(
            files, _format(kind), now=now, name=name, published=published, sha256=sha256, progress=told
        )
    _say(version, version.id not in known, now, as_json=as_json)


def fetch(what: str, *, kind: str, name: str | None, sha256: str | None, allow_http: bool, as_json: bool) -> None:
    """Fetch a list and say what came of it."""
    library, now = Library(processes=_PROCESSES), utc_now()
    known = {version.id for version in library.versions()}
    with progress(is_patient=True) as told:
        version = fetch_into(
            library,
            what,
            _format(kind),
            now=now,
            name=name,
            sha256=sha256,
            is_plain_allowed=allow_http,
            progress=told,
        )
    _say(version, version.id not in known, now, as_json=as_json)


def show_lists(which: str | None, *, as_json: bool) -> None:
    """Show all lists, or one."""
    library, today = Library(), utc_now().date()
    if which is None:
        newest = tuple(library.current(name) for name in library.names())
        if as_json:
            emit(list_json.lists(newest, today))
        else:
            show(*list_text.lists(newest, library.folder, today))
        return
    version = library.version(which)
    versions = library.versions(version.name)
    if as_json:
        emit(list_json.one_list(version, versions, today))
    else:
        show(*list_text.list_card(version, versions, today))


def diff(before: str, after: str | None, *, as_json: bool) -> None:
    """Compare two versions."""
    library = Library()
    earlier = library.version(before)
    if after is None and before == earlier.name:
        earlier = _before_the_newest(library, before)
    later = library.version(after or earlier.name)
    found = library.diff(earlier, later)
    if as_json:
        emit(list_json.difference(earlier, later, found))
    else:
        show(*list_text.diff_card(earlier, later, found))


def _before_the_newest(library: Library, name: str) -> Version:
    versions = library.versions(name)
    if len(versions) == 1:
        raise ListError(f"There is one version of {name!r} only", remedy="Add or fetch a newer one, then compare.")
    return versions[-2]


def remove(which: str) -> None:
    """Remove one version, which must be named with its id."""
    if "/" not in which:
        raise ListError("Name the version to remove", remedy=f"See them with: counterfoil lists show {which}")
    library = Library()
    version = library.version(which)
    library.remove(version)
    emit(f"Removed {version.name}/{version.id}.")


def _say(version: Version, is_new: bool, now: datetime, *, as_json: bool) -> None:
    if as_json:
        emit(list_json.added(version, now.date(), is_new=is_new))
    else:
        show(*list_text.added(version, now.date(), is_new=is_new))


def _format(kind: str) -> Format | None:
    if kind == _AUTO:
        return None
    try:
        return Format(kind)
    except ValueError:
        raise ListError(f"No format is called {kind!r}", remedy=f"There are: auto, {', '.join(Format)}") from None
