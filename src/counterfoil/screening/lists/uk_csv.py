"""The UK Sanctions List, as CSV.

The first line gives the report's date, the second the columns. An entry has a row for each combination of its names,
birth dates, addresses and so on; rows of one ``Unique ID`` follow one another. Cells may hold line breaks.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from counterfoil.errors import ListError
from counterfoil.screening.entity import NameKind
from counterfoil.screening.lists.account import Account
from counterfoil.screening.lists.csv_long_rows import LongRows
from counterfoil.screening.lists.csv_rows import Row, cells_by_name
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.publishers_date import published
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.uk_names import NAME_PARTS, kind_of, schema_of

_DATE: Final = "report date"
_ID: Final = "unique id"
_REQUIRED: Final = (_ID, "name 6", "name type")
_KIND: Final = ("designation type", "individual, entity, ship")
_NUMBERS: Final = (
    "passport number", "national identifier number", "business registration number (s)", "imo number",
    "hull identification number (hin)",
)  # fmt: skip
_COUNTRIES: Final = ("nationality(/ies)", "current believed flag of ship")


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read the UK's list."""
    for source in sources:
        long_rows = LongRows(source, account)
        found = iter(long_rows)
        header = _header(source, found, account)
        long_rows.columns = len(header.cells)
        draft: Draft | None = None
        for line, cells in cells_by_name(source, account, header, found):
            if draft is None or draft.id != cells[_ID].strip():
                if draft:
                    yield draft
                kind = next((cells[column] for column in _KIND if cells.get(column)), "")
                draft = Draft(cells[_ID], schema_of(kind), source.name, line, account)
            _add(draft, cells)
        if draft:
            yield draft


def _header(source: Source, found: Iterator[Row], account: Account) -> Row:
    for row in found:
        first = row.cells[0].strip().lower()
        if first.startswith(_DATE):
            account.published = published(" ".join(row.cells).strip()[len(_DATE) :].strip(" :,"))
            continue
        names = [cell.strip().lower() for cell in row.cells]
        for column in _REQUIRED:
            if column not in names:
                raise ListError(f"{source.name}, line {row.line}: there is no column {column!r}")
        return Row(row.line, names, row.is_ended)
    raise ListError(f"{source.name} has no line that names its columns")


def _add(draft: Draft, cells: Mapping[str, str]) -> None:
    name = " ".join(cells.get(f"name {number}", "") for number in range(1, NAME_PARTS + 1))
    draft.add_name(name, kind_of(cells["name type"], cells.get("alias strength", "")))
    draft.add_name(cells.get("name non-latin script", ""), NameKind.ALIAS)
    for born in _several(cells.get("d.o.b", "")):
        draft.add_birth_date(born)
    for column in _COUNTRIES:
        draft.add_nationalities(_several(cells.get(column, "")))
    for column in _NUMBERS:
        draft.add_numbers([cells.get(column, "")])
    draft.add_programs([cells.get("regime name", "")])


def _several(cell: str) -> list[str]:
    """Some cells hold several values, parted by semicolons, bars or line breaks."""
    return cell.replace("|", ";").replace("\n", ";").split(";")
