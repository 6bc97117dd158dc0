"""Rows of a CSV list, with their lines. A wrong row is reported and passed over; a file that is cut off is refused."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.source import Source

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
