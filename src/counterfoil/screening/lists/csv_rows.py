"""Rows of a CSV list, with their lines. A wrong row is reported and passed over; a file that is cut off is refused."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from counterfoil.errors import ListError
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.source import Source

LARGEST_ROW: Final = 1 << 20
"""1 MiB: the largest row whose cells hold line breaks. The longest reasons on the UK's list have some 30 kB."""

_END_OF_FILE: Final = b"\x1a"
"""DOS ended files with it, and OFAC's lists still do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV file.

    Attributes:
        line: The line on which it starts, counted from 1.
        cells: What is in it.
        is_ended: Whether a line break follows it.
    """

    line: int
    cells: list[str]
    is_ended: bool


def rows(source: Source, account: Account) -> Iterator[Row]:
    """Give the rows of a file in which each line is a row. Empty lines are passed over.

    No cell may hold a line break: so an unclosed quotation mark spoils its own line and none of those that follow.

    Raises:
        FileError: The file cannot be read.
        ListError: It is cut off, or so much of it is wrong that it cannot be relied on.
    """
    for line, raw in source.lines():
        bare = raw.rstrip(b"\r\n")
        if not bare.strip() or bare == _END_OF_FILE:
            continue
        try:
            cells = next(csv.reader([bare.decode("utf-8")], strict=True))
        except UnicodeDecodeError:
            account.leave_out(source.name, line, "", ENTITY, "a line that is not UTF-8")
        except csv.Error as why:
            if len(bare) == len(raw):
                raise cut_off(source, line) from None
            account.leave_out(source.name, line, "", ENTITY, f"a line that is no CSV ({why})")
        else:
            yield Row(line, cells, is_ended=len(bare) < len(raw))


def long_rows(source: Source, account: Account) -> Iterator[Row]:
    """Give the rows of a file whose cells may hold line breaks. Empty lines are passed over.

    Raises:
        FileError: The file cannot be read.
        ListError: It is cut off, a row is larger than any list has, or so much is wrong that it cannot be relied on.
    """
    lines = _Lines(source)
    reader = csv.reader(lines, strict=True)
    while True:
        line = lines.number + 1
        lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as why:
            if lines.is_at_end():
                raise cut_off(source, line) from None
            account.leave_out(source.name, line, "", ENTITY, f"a row that is no CSV ({why})")
            continue
        if cells is None:
            return
        if not lines.is_utf_8:
            account.leave_out(source.name, line, "", ENTITY, "a row that is not UTF-8")
        elif any(cell.strip() for cell in cells):
            yield Row(line, cells, is_ended=lines.is_ended)


class _Lines:
    """The lines of a file as text, and what is known of those that the row at hand has taken."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.lines()
        self._next = next(self._lines, None)
        self._size = 0
        self.number = 0
        self.is_utf_8 = self.is_ended = True

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self._next is None:
            raise StopIteration
        self.number, raw = self._next
        self._next = next(self._lines, None)
        self._size += len(raw)
        if self._size > LARGEST_ROW:
            first = f"{self._source.name}, line {self.number}"
            raise ListError(f"{first}: this row is larger than {LARGEST_ROW >> 20} MiB: a quotation mark is not closed")
        self.is_ended = raw.endswith((b"\n", b"\r"))
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.is_utf_8 = False
            return raw.decode("utf-8", "replace")

    def begin(self) -> None:
        """Begin a row."""
        self._size = 0
        self.is_utf_8 = True

    def is_at_end(self) -> bool:
        """Is there no further line?"""
        return self._next is None


def cut_off(source: Source, line: int) -> ListError:
    """Return the error for a file that ends in the middle of a row."""
    return ListError(
        f"{source.name}, line {line}: the file ends in the middle of an entry", remedy="Get it again: it was cut off."
    )


def cells_by_name(
    source: Source, account: Account, header: Row, found: Iterator[Row]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give rows as their cells by the names of the header. A row of another length is reported and left out."""
    names = [name.strip() for name in header.cells]
    for row in found:
        if len(row.cells) == len(names):
            yield row.line, dict(zip(names, row.cells, strict=True))
        elif row.is_ended:
            account.leave_out(
                source.name, row.line, "", ENTITY, f"{len(row.cells)} columns where the header has {len(names)}"
            )
        else:
            raise cut_off(source, row.line)
