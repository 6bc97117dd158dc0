"""A version of a list: what was imported, when, and what came of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.lists import Format

DESCRIPTION: Final = "version.json"
CONFIRMED: Final = "confirmed.json"
ENTITIES: Final = "entities.jsonl"
SKIPPED: Final = "skipped.jsonl"
SOURCE: Final = "source"
INDEX: Final = "index"

_LAYOUT: Final = 1
_STAMP: Final = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a list as it was imported.

    Attributes:
        name: What it was called.
        size: Its bytes.
        sha256: Its digest, in hexadecimal digits.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a list, as the library keeps it.

    Attributes:
        name: The list's name.
        id: The time of import and the beginning of the digest: later versions sort after earlier ones.
        folder: Where it is kept.
        format: How the list is written.
        published: The publisher's own date; None where neither the list nor its publisher says one.
        imported_at: When it was imported.
        confirmed_at: When it was last seen to be what the publisher offers: imported, imported again, or fetched and
            found unchanged.
        sources: The files it was read from.
        origin: The address it was fetched from, or was last found at; empty when it never was.
        entities: How many entities it has.
        names: How many names they have.
        skipped: How much was left out, by part; ``entity`` stands for whole entries.
        passed_over: How many records were no parties, by kind.
    """

    name: str
    id: str
    folder: Path
    format: Format
    published: date | None
    imported_at: datetime
    confirmed_at: datetime
    sources: tuple[SourceFile, ...]
    origin: str
    entities: int
    names: int
    skipped: Mapping[str, int]
    passed_over: Mapping[str, int]

    @property
    def index(self) -> Path:
        """Where its index is, unless it was pruned; `Library.open` builds it again."""
        return self.folder / INDEX

    @property
    def entities_file(self) -> Path:
        """Its entities, one JSON object a line."""
        return self.folder / ENTITIES

    @property
    def skipped_file(self) -> Path:
        """What was left out, one JSON object a line."""
        return self.folder / SKIPPED

    @property
    def current_on(self) -> date:
        """The last day on which this was known to be what the publisher offers; its age is counted from here.

        That is the day on which it was fetched, or was found unchanged by a later fetch. A file that somebody handed
        over says nothing of that: only the publisher's own date in it counts, and where it has none, the day of the
        import.
        """
        if self.origin or self.published is None:
            return self.confirmed_at.date()
        return self.published

    def age(self, today: date) -> int:
        """Return for how many days nobody has known whether the publisher offers another; never below 0."""
        return max((today - self.current_on).days, 0)

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of its files."""
        return tuple(source.sha256 for source in self.sources)


def make_id(now: datetime, digest: str) -> str:
    """Return the id of a version imported now."""
    moment = now.astimezone(UTC)
    return f"{moment.strftime(_STAMP)}{moment.microsecond // 1000:03d}Z-{digest[:8]}"


def described(version: Version) -> str:
    """Return what the description of a version says, as JSON."""
    told = asdict(version) | {"layout": _LAYOUT}
    told["published"] = version.published and version.published.isoformat()
    told["imported_at"] = version.imported_at.isoformat()
    for derived in ("folder", "confirmed_at"):
        del told[derived]
    return json.dumps(told, indent=1) + "\n"


def read_version(folder: Path) -> Version:
    """Read the description of a version.

    Raises:
        ListError: It is damaged, or written by a later Counterfoil.
    """
    try:
        told = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        if told["layout"] != _LAYOUT:
            raise ListError(f"the version {folder.name} was written by another Counterfoil", remedy="Add it again.")
        imported = datetime.fromisoformat(told["imported_at"])
        confirmed, origin = _confirmed(folder) or (imported, told["origin"])
        return Version(
            name=told["name"],
            id=told["id"],
            folder=folder,
            format=Format(told["format"]),
            published=date.fromisoformat(told["published"]) if told["published"] else None,
            imported_at=imported,
            confirmed_at=confirmed,
            sources=tuple(SourceFile(**source) for source in told["sources"]),
            origin=origin,
            entities=told["entities"],
            names=told["names"],
            skipped=told["skipped"],
            passed_over=told["passed_over"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise ListError(
            f"the version {folder.name} in the library is damaged", remedy="Remove it, and add it again."
        ) from None


def confirmation(at: datetime, origin: str) -> str:
    """Return what says that a version was found to be what is offered, and where, as JSON."""
    return json.dumps({"at": at.isoformat(), "origin": origin})


def _confirmed(folder: Path) -> tuple[datetime, str] | None:
    try:
        told = json.loads((folder / CONFIRMED).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"]), told["origin"]
    except FileNotFoundError:
        return None
