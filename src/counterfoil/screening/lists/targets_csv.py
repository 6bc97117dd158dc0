"""``targets.simple.csv`` of OpenSanctions: a row an entity, with a header, several values parted by ``;``.

Its columns ``id``, ``schema``, ``name``, ``aliases``, ``birth_date``, ``countries``, ``identifiers`` and ``dataset``
are read. A value that itself holds a semicolon stands in quotation marks within the cell.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.csv_long_rows import LongRows
from counterfoil.screening.lists.csv_rows import cells_by_name
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.ftm_schemas import SCHEMAS
from counterfoil.screening.lists.source import Source

_REQUIRED: Final = ("id", "schema", "name")


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read targets of OpenSanctions."""
    for source in sources:
        long_rows = LongRows(source, account)
        found = iter(long_rows)
        header = next(found, None)
        names = [cell.strip() for cell in header.cells] if header else []
        missing = [column for column in _REQUIRED if column not in names]
        if header is None or missing:
            raise ListError(f"{source.name}: its first line names no column {(missing or _REQUIRED)[0]}")
        long_rows.columns = len(names)
        for line, cells in cells_by_name(source, account, header, found):
            schema = SCHEMAS.get(cells["schema"].strip())
            if schema is None:
                account.pass_over(source.name, cells["schema"].strip()[:40])
            elif draft := _draft(source, line, schema, cells, account):
                yield draft


def _draft(source: Source, line: int, schema: Schema, cells: Mapping[str, str], account: Account) -> Draft | None:
    draft = Draft(cells["id"], schema, source.name, line, account)
    try:
        draft.add_name(cells["name"])
        for alias in _several(cells.get("aliases", "")):
            draft.add_name(alias, NameKind.ALIAS)
        for born in _several(cells.get("birth_date", "")) if schema is Schema.PERSON else ():
            draft.add_birth_date(born)
        draft.add_nationalities(_several(cells.get("countries", "")))
        draft.add_numbers(_several(cells.get("identifiers", "")))
        draft.add_programs(_several(cells.get("program_ids", "") or cells.get("dataset", "")))
    except csv.Error:
        draft.leave_out(ENTITY, "a cell whose quotation marks do not match")
        return None
    return draft


def _several(cell: str) -> list[str]:
    return next(csv.reader([cell], delimiter=";", strict=True)) if '"' in cell else cell.split(";")
