"""CSV files row by row, with line numbers, and what to say when a row is wrong."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from counterfoil.errors import InputError
from counterfoil.files import read_from


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that could not be used.

    Attributes:
        line: Where it ends, counted from 1.
        why: What is wrong with it.
    """

    line: int
    why: str


@contextmanager
def counted_rows(path: Path, remedy: str) -> Iterator[tuple[list[str], Iterator[tuple[int, list[str]]]]]:
    """Open a CSV file; give its header and its rows with their lines. Empty lines are passed over.

    Bytes that are no UTF-8 are kept as they are, since a file may be named by any bytes.

    Args:
        path: The file.
        remedy: What helps when there is no header.

    Raises:
        FileError: It cannot be read.
        InputError: It is empty, or a line is no CSV.
    """
    with (
        read_from(path.name, instead="a CSV file"),
        path.open(newline="", encoding="utf-8-sig", errors="surrogateescape") as file,
    ):
        rows = _rows(file, path.name)
        header = next(rows, None)
        if header is None:
            raise InputError(f"{path.name} is empty", remedy=remedy)
        yield header[1], rows


def wrong(name: str, line: int, why: str) -> InputError:
    """Return the error for a wrong row."""
    return InputError(f"{name}, line {line}: {why}")


def _rows(file: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as why:
        raise wrong(name, reader.line_num, f"this is no CSV ({why})") from None
