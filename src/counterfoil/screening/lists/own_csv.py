"""Our own CSV: ``id,schema,name,aliases,birth_date,nationality,document_number``, several values parted by ``;``.

``id`` and ``name`` must be there, the columns may stand in any order, and an empty schema means a person. The page
docs/reference/lists.md says it to those who write such files.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.csv_long_rows import LongRows
from counterfoil.screening.lists.csv_rows import Row, cells_by_name
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.source import Source

_COLUMNS: Final = ("id", "schema", "name", "aliases", "birth_date", "nationality", "document_number")
_REQUIRED: Final = ("id", "name")
_SCHEMAS: Final = {"": Schema.PERSON} | {schema.lower(): schema for schema in Schema}


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read a list in our own CSV."""
    for source in sources:
        long_rows = LongRows(source, account)
        found = iter(long_rows)
        header = next(found, None)
        if header is None:
            raise ListError(f"{source.name} is empty", remedy=_header_wanted())
        _check(source, header, account)
        long_rows.columns = len(header.cells)
        for line, cells in cells_by_name(source, account, header, found):
            if draft := _draft(source, line, cells, account):
                yield draft


def _draft(source: Source, line: int, cells: dict[str, str], account: Account) -> Draft | None:
    schema = _SCHEMAS.get(cells.get("schema", "").strip().lower())
    if schema is None:
        account.leave_out(
            source.name, line, cells["id"].strip(), ENTITY, f"a schema that is not one of {', '.join(Schema)}"
        )
        return None
    draft = Draft(cells["id"], schema, source.name, line, account)
    for name in cells["name"].split(";"):
        draft.add_name(name)
    for name in cells.get("aliases", "").split(";"):
        draft.add_name(name, NameKind.ALIAS)
    for born in cells.get("birth_date", "").split(";"):
        draft.add_birth_date(born)
    draft.add_nationalities(cells.get("nationality", "").split(";"))
    draft.add_numbers(cells.get("document_number", "").split(";"))
    return draft


def _check(source: Source, header: Row, account: Account) -> None:
    names = [name.strip() for name in header.cells]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise ListError(f"{source.name}, line {header.line}: there is no column {missing[0]}", remedy=_header_wanted())
    if len(set(names)) != len(names):
        raise ListError(f"{source.name}, line {header.line}: a column is there twice", remedy=_header_wanted())
    for place, name in enumerate(names, 1):
        if name not in _COLUMNS:
            account.leave_out(source.name, header.line, "", "column", f"column {place} is none that is read")


def _header_wanted() -> str:
    return f"The first line names the columns: {','.join(_COLUMNS)}."
