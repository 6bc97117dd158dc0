"""Fetching a list into the library: only when the publisher has changed it, and kept like any other file."""

import json
import re
import urllib.parse
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256 as digest_of
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from counterfoil import network
from counterfoil.errors import FileError, ListError
from counterfoil.records.library.downloading import PATIENCE, Patience, Stamp, download
from counterfoil.records.library.folder import write_file
from counterfoil.records.library.importing import Progress
from counterfoil.records.library.library import Library
from counterfoil.records.library.publishers import PUBLISHERS
from counterfoil.records.library.version import Version
from counterfoil.screening.lists import Format

_FETCHED: Final = ".fetched.json"
"""In the folder of a list: what the host said of the newest version."""

_MAKE_ROOM: Final = "Free some space, or set TMPDIR to another folder."
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME: Final = 100


def fetch(
    library: Library,
    what: str,
    format: Format | None = None,  # noqa: A002 - what the command line calls it
    *,
    now: datetime,
    name: str | None = None,
    sha256: str | None = None,
    is_plain_allowed: bool = False,
    patience: Patience = PATIENCE,
    progress: Progress | None = None,
) -> Version:
    """Fetch a list, unless it is the one that is here.

    Args:
        library: Where it is kept.
        what: The name of a publisher's list, or an address.
        format: How it is written; by default the publisher's, or what its beginning tells.
        now: The time.
        name: What to call the list; by default the publisher's name, or what its format is called.
        sha256: What its digest must be, in hexadecimal.
        is_plain_allowed: Whether HTTP without TLS will do.
        patience: How much is borne from the host.
        progress: Told how far it is.

    Returns:
        The new version, or the newest one, which is then confirmed, when the publisher has no other.

    Raises:
        ListError: The network may not be used, nobody is called so, the host does not give the list, or what it gives
            is refused.
        FileError: The library cannot be written.
    """
    publisher = PUBLISHERS.get(what)
    url = publisher.url if publisher else _require_address(what)
    if network.is_off():
        raise ListError("The network is off (COUNTERFOIL_OFFLINE)", remedy="Add a file: counterfoil lists add FILE")
    called = name or (what if publisher else _name_of(library, _origin(url)))
    before = library.versions(called)[-1:] if called else ()

    def told(done: int, of: int) -> None:
        if progress:
            progress("Fetching", done, max(done, of))

    try:
        with TemporaryDirectory(prefix="counterfoil-list-") as folder:
            target = Path(folder) / _file_name(url)
            known = _stamp(library, before[0], url) if before else Stamp()
            stamp = download(url, target, known, patience=patience, is_plain_allowed=is_plain_allowed, told=told)
            if stamp is None:
                return library.confirm(before[0], now, _origin(url))
            version = library.add(
                target,
                format or (publisher.format if publisher else None),
                now=now,
                name=called,
                published=_day(stamp),
                sha256=sha256,
                origin=_origin(url),
                progress=progress,
            )
        _note(library, version, url, stamp)
    except OSError as why:
        raise FileError(f"The list cannot be downloaded: {why.strerror or why}", remedy=_MAKE_ROOM) from None
    return version


def _require_address(what: str) -> str:
    if "://" in what:
        try:
            if urllib.parse.urlsplit(what).hostname and urllib.parse.urlsplit(what).port != 0:
                return what
        except ValueError:  # brackets or a port that no address has
            pass
        raise ListError("This is no address of the web", remedy="Write it as https://HOST/PATH.")
    raise ListError(
        f"No publisher's list is called {what!r}", remedy=f"There are: {', '.join(PUBLISHERS)}; or name an address."
    )


def _name_of(library: Library, origin: str) -> str | None:
    """The list that was fetched from an address before."""
    return next((version.name for version in reversed(library.versions()) if version.origin == origin), None)


def _origin(url: str) -> str:
    """An address as it is kept: without what may hold a token or a password."""
    parts = urllib.parse.urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def _file_name(url: str) -> str:
    """A name for the file, from the end of its address."""
    last = urllib.parse.urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return _UNSAFE.sub("-", last)[:_LONGEST_NAME].strip(".-") or "list"


def _day(stamp: Stamp) -> date | None:
    """The day on which the host says that the file was changed."""
    try:
        return parsedate_to_datetime(stamp.last_modified).date()
    except (ValueError, TypeError, IndexError):
        return None


def _stamp(library: Library, version: Version, url: str) -> Stamp:
    """What the host said of the version that is here, if it came from the same address."""
    try:
        told = json.loads((library.folder / version.name / _FETCHED).read_text(encoding="utf-8"))
        if (told["version"], told["address"]) == (version.id, _key(url)):
            return Stamp(str(told["etag"]), str(told["last_modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # without it the whole file is fetched, which is right too
    return Stamp()


def _note(library: Library, version: Version, url: str, stamp: Stamp) -> None:
    told = {"version": version.id, "address": _key(url), "etag": stamp.etag, "last_modified": stamp.last_modified}
    write_file(library.folder / version.name / _FETCHED, json.dumps(told))


def _key(url: str) -> str:
    return digest_of(url.encode("utf-8", "surrogatepass")).hexdigest()
