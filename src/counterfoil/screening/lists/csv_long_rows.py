"""Rows of a CSV list whose cells may hold line breaks.

There a stray quotation mark would swallow the rows after it, up to the next one. So a row of several lines that turns
out to be wrong costs its first line only: the others are read again as rows of their own.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final, Self

from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.csv_rows import Row, cut_off
from counterfoil.screening.lists.source import Source

MOST_LINES: Final = 64
"""Lines that one row may have: an address or a remark in a cell has a dozen."""


class LongRows:
    """The rows of a file. Empty ones are passed over.

    Args:
        source: The file.
        account: Where wrong rows are reported.

    Attributes:
        columns: How many cells a row must have; None until the header is known.

    Raises:
        FileError: The file cannot be read.
        ListError: It is cut off, or so much is wrong that it cannot be relied on.
    """

    def __init__(self, source: Source, account: Account) -> None:
        self.columns: int | None = None
        self._source = source
        self._account = account
        self._lines = _Lines(source)

    def __iter__(self) -> Iterator[Row]:
        while self._lines.begin():
            row, why = self._row()
            if not why and row and any(cell.strip() for cell in row.cells):
                yield row
            elif why:
                self._account.leave_out(self._source.name, self._lines.first, "", ENTITY, why)
                self._lines.read_again()

    def _row(self) -> tuple[Row | None, str]:
        lines = self._lines
        try:
            cells = next(csv.reader(lines, strict=True), [])
        except csv.Error as wrong:
            if not lines.is_ended:
                raise cut_off(self._source, lines.first) from None
            return None, f"a row that is no CSV ({wrong})"
        if not lines.is_utf_8:
            return None, "a row that is not UTF-8"
        if self.columns not in (None, len(cells)) and cells:
            if not lines.is_ended:
                raise cut_off(self._source, lines.first)
            return None, f"{len(cells)} columns where the header has {self.columns}"
        return Row(lines.first, cells, is_ended=lines.is_ended), ""


class _Lines:
    """The lines of a file as text, those of the row at hand among them."""

    def __init__(self, source: Source) -> None:
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._further = source.lines()
        self._taken: list[tuple[int, bytes]] = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.is_full or not self._fill():
            raise StopIteration
        self._taken.append(self._waiting.popleft())
        return self._taken[-1][1].decode("utf-8", "replace")

    def begin(self) -> bool:
        """Begin a row; there is none when the file is at its end."""
        self._taken = []
        return self._fill()

    def read_again(self) -> None:
        """Give all lines of the row but the first once more."""
        self._waiting.extendleft(reversed(self._taken[1:]))

    @property
    def first(self) -> int:
        """The line on which the row starts."""
        return self._taken[0][0]

    @property
    def is_full(self) -> bool:
        """Does the row have as many lines as a row may have?"""
        return len(self._taken) == MOST_LINES

    @property
    def is_ended(self) -> bool:
        """Does a line break follow the row?"""
        return self._taken[-1][1].endswith((b"\n", b"\r"))

    @property
    def is_utf_8(self) -> bool:
        """Are the lines of the row UTF-8?"""
        try:
            b"".join(raw for _, raw in self._taken).decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def _fill(self) -> bool:
        if not self._waiting and (line := next(self._further, None)):
            self._waiting.append(line)
        return bool(self._waiting)
