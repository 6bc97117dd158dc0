"""Where the rows of a batch come from, whatever the file's format."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it lies in the file.

    Attributes:
        line: Its first line, or its number where the format has no lines, counted from 1.
        content: Its bytes; empty when it cannot be read.
        flaw: Why it cannot be read; empty when it can.
    """

    line: int
    content: bytes
    flaw: str = ""


class Source(Protocol):
    """A file of rows. It may be sent to another process, which takes the records apart.

    Attributes:
        path: The file.
        columns: The names of its columns, in small letters.
    """

    path: Path
    columns: tuple[str, ...]

    def __iter__(self) -> Iterator[Record]:
        """Give every row, in order; those that cannot be read among them."""
        ...

    def cells(self, record: Record) -> list[str]:
        """Return the cells of a row, in the order of the columns.

        Raises:
            InputError: It cannot be read.
        """
        ...
