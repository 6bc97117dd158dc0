"""The records of a CSV file, one at a time and with their lines, whatever else is wrong with the file.

A quoted cell may hold line breaks, so that a record may be several lines. A quote that nobody closed would swallow the
rows after it; here it costs its own row and no other. Bytes are not decoded yet: whoever reads a record does that.
"""

import csv
import hashlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from counterfoil.errors import InputError
from counterfoil.files import opened
from counterfoil.screening.batch.source import Record

_LONGEST_LINE: Final = 1 << 20
"""Bytes; a name of 100,000 characters in the widest script takes 400,000."""

_MOST_LINES: Final = 64
"""Lines that one record may have: an address written into a cell has a dozen."""

_BOM: Final = b"\xef\xbb\xbf"
_WIDE_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = (",", ";", "\t", "|")

csv.field_size_limit(_LONGEST_LINE)


class CsvFile:
    """A CSV file whose first line names its columns. Only a record at a time is held.

    Args:
        path: The file: UTF-8, with or without a byte order mark; cells parted by comma, semicolon, tab or bar.

    Attributes:
        path: The file.
        columns: The names in the first line, in small letters, without spaces around them.
        delimiter: What parts the cells.

    Raises:
        FileError: It cannot be read.
        InputError: It is empty, or its first line names no columns.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with opened(path) as file:
            first = file.readline(_LONGEST_LINE).removeprefix(_BOM)
        if first.startswith(_WIDE_BOMS):
            raise InputError(f"{path.name} is not UTF-8 text", remedy="Save it as UTF-8, as most programs offer.")
        try:
            text = first.decode()
        except UnicodeDecodeError:
            raise InputError(f"{path.name}, line 1: not UTF-8 text", remedy="Save it as UTF-8.") from None
        self.delimiter, self.columns = max(
            ((delimiter, _header(text, delimiter)) for delimiter in _DELIMITERS), key=lambda split: len(split[1])
        )

    def __iter__(self) -> Iterator[Record]:
        """Give every record after the first line, those that cannot be read among them; empty lines are passed over."""
        with opened(self.path) as file:
            file.readline(_LONGEST_LINE)
            yield from _records(file, self.delimiter)

    def cells(self, record: Record) -> list[str]:
        """Return the cells of a record.

        Raises:
            InputError: It is no UTF-8 text, or no CSV.
        """
        try:
            text = record.content.decode()
        except UnicodeDecodeError:
            raise InputError("not UTF-8 text") from None
        try:
            return next(csv.reader([text], delimiter=self.delimiter, strict=True))
        except (csv.Error, StopIteration):
            raise InputError("no CSV") from None


def digest(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file in hexadecimal, and how many lines it has, whether the last one is ended or not.

    Raises:
        FileError: It cannot be read.
    """
    seen, lines, last = hashlib.sha256(), 0, b"\n"
    with opened(path) as file:
        while piece := file.read(1 << 20):
            seen.update(piece)
            lines += piece.count(b"\n")
            last = piece[-1:]
    return seen.hexdigest(), lines + (last != b"\n")


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip().lower() for cell in next(csv.reader([text], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _records(file: BinaryIO, delimiter: str) -> Iterator[Record]:
    ahead = deque[tuple[int, bytes]]()
    lines = enumerate(_lines(file), start=2)
    while taken := ahead.popleft() if ahead else next(lines, None):
        number, line = taken
        if len(line) > _LONGEST_LINE:
            yield Record(number, b"", "longer than any row")
        elif line.count(b'"') % 2 == 0:
            if line.strip():
                yield Record(number, line)
        else:
            while len(ahead) < _MOST_LINES and (more := next(lines, None)):
                ahead.append(more)
            yield _quoted(number, line, ahead, delimiter)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Give the lines of a file; of one that is too long only so much that it shows."""
    while line := file.readline(_LONGEST_LINE + 1):
        rest = line
        while len(rest) > _LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST_LINE + 1)
        yield line


def _quoted(number: int, line: bytes, ahead: deque[tuple[int, bytes]], delimiter: str) -> Record:
    """Return a record whose first line has an odd number of quotes; take its other lines off those ahead."""
    held = [line, *(more for _, more in ahead)]
    reader = csv.reader((one.decode("latin-1") for one in held), delimiter=delimiter, strict=True)
    try:
        next(reader)
    except csv.Error:
        return Record(number, b"", "its quotes do not fit together")
    for _ in range(reader.line_num - 1):
        ahead.popleft()
    return Record(number, b"".join(held[: reader.line_num]))
