"""Which column says what, and the query that a row states."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening.query import Query
from counterfoil.screening.stating import state

COLUMNS: Final = ("id", "name", "schema", "aliases", "birth_date", "nationality", "document_number")
"""What a batch reads; the first two must be there."""

_REQUIRED: Final = COLUMNS[:2]
_PARTED_BY: Final = ";"


class Layout:
    """The places of the columns in a file.

    Args:
        path: The file, for messages.
        columns: The names in its first line.

    Raises:
        InputError: A column is missing, or there twice.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        for name in COLUMNS:
            if columns.count(name) > (1 if name in columns else 0):
                raise InputError(f"{path.name}: the column {name!r} is there twice")
            if name in _REQUIRED and name not in columns:
                raise InputError(
                    f"{path.name}: there is no column {name!r}", remedy=f"Its columns are named {', '.join(COLUMNS)}."
                )
        self._places = {name: columns.index(name) for name in COLUMNS if name in columns}
        self._width = len(columns)

    def id_of(self, cells: Sequence[str]) -> str:
        """Return the id that a row states.

        Raises:
            InputError: It has none, or another number of cells than the first line.
        """
        if len(cells) != self._width:
            raise InputError(f"it has {len(cells)} cells where the first line has {self._width}")
        if not (found := cells[self._places["id"]].strip()):
            raise InputError("there is no id")
        return found

    def query(self, cells: Sequence[str]) -> Query:
        """Return the query that a row states.

        Raises:
            InputError: Something of it cannot be used; the message does not repeat it.
        """
        return state(
            (cells[self._places["name"]], *self._several(cells, "aliases")),
            schema=self._cell(cells, "schema"),
            birth_date=self._cell(cells, "birth_date"),
            nationalities=self._several(cells, "nationality"),
            document_numbers=self._several(cells, "document_number"),
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        return cells[self._places[name]] if name in self._places else ""

    def _several(self, cells: Sequence[str], name: str) -> list[str]:
        cell = self._cell(cells, name)
        return cell.split(_PARTED_BY) if cell else []
