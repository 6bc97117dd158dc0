"""Customers as a file: registered row by row, the wrong ones told by line and the others done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from counterfoil.errors import InputError
from counterfoil.records.customers.fingerprint import Fingerprint, fingerprint
from counterfoil.records.customers.register import AT_ONCE, Registered, register, remove, salt_of
from counterfoil.records.database import Database
from counterfoil.screening.batch.csv_file import CsvFile, digest
from counterfoil.screening.batch.layout import COLUMNS, Layout
from counterfoil.screening.batch.parquet_file import ParquetFile
from counterfoil.screening.batch.source import Record, Source

Told = Callable[[str, int, int], None]
Clock = Callable[[], datetime]

_ID: Final = COLUMNS[0]
_LONGEST_ID: Final = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not used.

    Attributes:
        line: Its line in the file.
        why: What is wrong with it; never what it says.
    """

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class FromFile:
    """What a file came to.

    Attributes:
        registered: What was registered.
        removed: How many customers were removed.
        skipped: The rows that were not used. Nobody watches those customers.
    """

    registered: Registered
    removed: int
    skipped: tuple[Skipped, ...]


def register_file(database: Database, path: Path, clock: Clock, told: Told) -> FromFile:
    """Register every customer of a file; whoever is registered as the file says stays untouched.

    Args:
        database: Where customers are kept.
        path: A CSV or Parquet file with the columns of a batch.
        clock: Gives the time.
        told: Is told how far it is.

    Raises:
        FileError: It cannot be read.
        InputError: It is no such file, or none of its rows can be used.
        MissingExtraError: The file is Parquet, and what reads it is not installed.
    """
    rows = _Rows(path)
    layout = Layout(path, rows.source.columns)
    with database.writing() as connection:
        salt = salt_of(connection)

    def read(cells: list[str]) -> tuple[str, Fingerprint]:
        external_id = _checked(layout.id_of(cells))
        return external_id, fingerprint(external_id, layout.query(cells), salt)

    total = Registered()
    for portion in _portions(rows.each(read)):
        with database.writing() as connection:
            total += register(connection, portion, clock())
        told("Customers", rows.line, rows.lines)
    return FromFile(total, 0, rows.all_skipped())


def remove_file(database: Database, path: Path, clock: Clock, told: Told) -> FromFile:
    """Remove every customer whose id stands in a file.

    Args:
        database: Where customers are kept.
        path: A CSV or Parquet file with a column ``id``; others are passed over.
        clock: Gives the time.
        told: Is told how far it is.

    Raises:
        FileError: It cannot be read.
        InputError: It has no such column, or none of its rows can be used.
        MissingExtraError: The file is Parquet, and what reads it is not installed.
    """
    rows = _Rows(path)
    if rows.source.columns.count(_ID) != 1:
        raise InputError(f"{path.name}: there is no column {_ID!r}, or there are two")
    place = rows.source.columns.index(_ID)

    def read(cells: list[str]) -> tuple[str, str]:
        external_id = _checked(cells[place].strip() if place < len(cells) else "")
        return external_id, external_id

    removed = 0
    for portion in _portions(rows.each(read)):
        with database.writing() as connection:
            removed += remove(connection, portion, clock())
        told("Customers", rows.line, rows.lines)
    return FromFile(Registered(), removed, rows.all_skipped())


class _Rows:
    """The rows of a customer file, and what was wrong with some."""

    def __init__(self, path: Path) -> None:
        self.source: Source
        if path.suffix.lower() == ".parquet":
            parquet = ParquetFile(path, COLUMNS)
            self.source, self.lines = parquet, parquet.rows
        else:
            self.source, self.lines = CsvFile(path), digest(path)[1]
        self._seen: dict[str, int] = {}
        self._skipped: list[Skipped] = []
        self.line = 0

    def each(self, read: Callable[[list[str]], tuple[str, T]]) -> Iterator[T]:
        """Give what can be read of the rows; one whose id stood in an earlier row is not."""
        for record in self.source:
            self.line = record.line
            try:
                external_id, found = read(self._cells(record))
                self._require_new(external_id, record.line)
            except InputError as wrong:
                self._skipped.append(Skipped(record.line, wrong.message))
            else:
                yield found

    def _cells(self, record: Record) -> list[str]:
        if record.flaw:
            raise InputError(record.flaw)
        return self.source.cells(record)

    def _require_new(self, external_id: str, line: int) -> None:
        first = self._seen.setdefault(external_id, line)
        if first != line:
            raise InputError(f"its id stands in line {first} already")

    def all_skipped(self) -> tuple[Skipped, ...]:
        """Return the rows that were skipped.

        Raises:
            InputError: That is all of them, or there is none at all.
        """
        if not self._seen:
            first = f" (line {self._skipped[0].line}: {self._skipped[0].why})" if self._skipped else ""
            raise InputError(f"{self.source.path.name}: no row of it can be used{first}")
        return tuple(self._skipped)


def _checked(external_id: str) -> str:
    if not external_id or len(external_id) > _LONGEST_ID or not external_id.isprintable():
        raise InputError(f"its id has not 1 to {_LONGEST_ID} characters that can be printed")
    return external_id


def _portions(many: Iterator[T]) -> Iterator[list[T]]:
    while portion := list(islice(many, AT_ONCE)):
        yield portion
