"""Reading a list of any format: entities one after another, each identifier once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from counterfoil.errors import FileError, ListError
from counterfoil.screening.entity import Entity
from counterfoil.screening.lists import (
    eu_xml,
    ftm_json,
    ofac_csv,
    ofac_xml,
    own_csv,
    targets_csv,
    uk_csv,
    uk_xml,
    un_xml,
)
from counterfoil.screening.lists.account import REPEATED, Account, Skipped
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.format import Format, detect
from counterfoil.screening.lists.identifiers import Identifiers
from counterfoil.screening.lists.source import Source

MOST_ENTITIES: Final = 20_000_000
"""Of a list: some ten times the largest public one. To know which identifiers it used takes 512 MiB by then."""

Progress = Callable[[int, int], None]
"""Takes the bytes that have been read and the bytes in all."""

_Reader = Callable[[Sequence[Source], Account], Iterator[Draft]]

_READERS: Final[Mapping[Format, _Reader]] = {
    Format.OFAC_XML: ofac_xml.drafts,
    Format.OFAC_CSV: ofac_csv.drafts,
    Format.UN_XML: un_xml.drafts,
    Format.EU_XML: eu_xml.drafts,
    Format.UK_XML: uk_xml.drafts,
    Format.UK_CSV: uk_csv.drafts,
    Format.FTM_JSON: ftm_json.drafts,
    Format.TARGETS_CSV: targets_csv.drafts,
    Format.OWN_CSV: own_csv.drafts,
}


class ListReading:
    """A list that is being read. Iterate over it once; what it says of the reading is complete after the last entity.

    An identifier that occurs again gets a number (``ID#2``), so that no name is lost, and is reported.

    Attributes:
        format: How the list is written.
        files: Its files.
    """

    def __init__(self, files: Sequence[Path], kind: Format, progress: Progress | None = None) -> None:
        self.format = kind
        self.files = tuple(files)
        self._progress = progress
        self._account = Account()

    def __iter__(self) -> Iterator[Entity]:
        """Give the entities in the order of the list.

        Raises:
            FileError: A file cannot be read.
            ListError: The list is cut off, hostile, names nobody, or too much of it is wrong.
        """
        account = self._account = Account()
        taken = Identifiers()
        for draft in _READERS[self.format](self._sources(), account):
            count = taken.add(draft.id)
            entity = draft.finished(f"{draft.id}#{count}" if count > 1 else None)
            if entity is None:
                continue
            if count > 1:
                draft.leave_out(REPEATED, f"its identifier was there before; the entry is kept as number {count}")
            account.entities += 1
            if account.entities > MOST_ENTITIES:
                raise ListError(f"{draft.file}, line {draft.line}: more than {MOST_ENTITIES:,} entries, as in no list")
            yield entity
        account.close(self.files[0].name)

    @property
    def published(self) -> date | None:
        """The publisher's own date of the list; None where the file has none."""
        return self._account.published

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out: up to 10,000 reports; ``skipped_counts`` counts all."""
        return tuple(self._account.told)

    @property
    def skipped_counts(self) -> Mapping[str, int]:
        """How much was left out, by part; ``entity`` stands for whole entries."""
        return dict(self._account.counts)

    @property
    def passed_over(self) -> Mapping[str, int]:
        """How many records were no parties at all, by kind."""
        return dict(self._account.passed_over)

    def _sources(self) -> tuple[Source, ...]:
        if self._progress is None:
            return tuple(Source(path) for path in self.files)
        told, read, size = self._progress, 0, sum(path.stat().st_size for path in self.files if path.is_file())

        def arrived(count: int) -> None:
            nonlocal read
            read = min(read + count, size)  # a format that is read in two passes is at its end after the first
            told(read, size)

        return tuple(Source(path, arrived) for path in self.files)


def read(
    files: Path | Sequence[Path],
    format: Format | None = None,  # noqa: A002 - what the command line calls it
    *,
    progress: Progress | None = None,
) -> ListReading:
    """Open a list.

    Args:
        files: Its file; its files, or the folder that holds them, where a format has several.
        format: How it is written; by default that is told by its beginning.
        progress: Told how much has been read.

    Raises:
        FileError: A file cannot be read.
        ListError: The format cannot be told.
    """
    paths = _paths(files)
    return ListReading(paths, format or detect(paths), progress)


def _paths(files: Path | Sequence[Path]) -> tuple[Path, ...]:
    named = (files,) if isinstance(files, Path) else tuple(files)
    if len(named) != 1 or not named[0].is_dir():
        return named
    found = tuple(sorted(path for path in named[0].iterdir() if path.is_file() and not path.name.startswith(".")))
    if not found:
        raise FileError(f"{named[0].name} holds no files", remedy="Name the files of a list, or their folder.")
    return found
