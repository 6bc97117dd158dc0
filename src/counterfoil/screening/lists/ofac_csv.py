"""OFAC's legacy files: SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV, and the same of the consolidated list.

They have no header; how many columns a file has tells which it is. ``-0-`` stands for nothing. Aliases are matched to
their entry by its number; addresses are passed over. The files do not say when they were published.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from counterfoil.errors import ListError
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.csv_rows import Row, cut_off, rows
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.ofac_remarks import read_remarks
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.wording import natural_order

_MAIN, _ADDRESSES, _ALIASES, _COMMENTS = 12, 6, 5, 2
_NULL: Final = "-0-"
_SCHEMAS: Final = {"individual": Schema.PERSON, "vessel": Schema.VESSEL, "aircraft": Schema.AIRPLANE}
_NAME, _KIND, _PROGRAMS, _CALL_SIGN, _FLAG, _REMARKS = 1, 2, 3, 5, 9, 11
_MOST_HELD: Final = 2_000_000
"""Aliases and comments are held in memory until their entry comes; OFAC has some ten thousand."""


class _Alias(NamedTuple):
    name: str
    line: int


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read OFAC's legacy files, in whatever order they are named."""
    by_columns = _sorted_out(sources)
    main = by_columns.pop(_MAIN, None)
    if main is None:
        raise ListError(f"{sources[0].name}: the file of entries (SDN.CSV, twelve columns) is missing")
    if _ALIASES not in by_columns:
        account.leave_out(main.name, 1, "", "file", "the file of aliases (ALT.CSV) is missing, and with it the aliases")
    aliases = _aliases(by_columns.get(_ALIASES), account)
    comments = _comments(by_columns.get(_COMMENTS), account)
    for row in _whole_rows(main, account, _MAIN):
        yield _draft(row, main, account, aliases, comments)
    for number, left in aliases.items():
        for alias in left:
            file = by_columns[_ALIASES].name
            account.leave_out(file, alias.line, number, "name", "an alias of an entry that is not there")


def _sorted_out(sources: Sequence[Source]) -> dict[int, Source]:
    found: dict[int, Source] = {}
    for source in sources:
        first = next(rows(source, Account()), None)
        columns = len(first.cells) if first else 0
        if columns not in (_MAIN, _ADDRESSES, _ALIASES, _COMMENTS):
            raise ListError(f"{source.name}: this is none of OFAC's legacy files: it has {columns} columns")
        if columns in found:
            raise ListError(f"{found[columns].name} and {source.name} are both the same kind of file")
        found[columns] = source
    return found


def _draft(
    row: Row, main: Source, account: Account, aliases: dict[str, list[_Alias]], comments: Mapping[str, str]
) -> Draft:
    number, *_ = cells = [_value(cell) for cell in row.cells]
    schema = _SCHEMAS.get(cells[_KIND].lower(), Schema.ORGANIZATION)
    draft = Draft(number, schema, main.name, row.line, account)
    draft.add_name(_ordered(cells[_NAME], schema))
    for alias in aliases.pop(number, ()):
        draft.add_name(_ordered(alias.name, schema), NameKind.ALIAS)
    read_remarks(cells[_REMARKS] + comments.get(number, ""), schema, draft)
    draft.add_numbers([cells[_CALL_SIGN]])
    draft.add_nationalities([cells[_FLAG]])
    draft.add_programs(cells[_PROGRAMS].split("] ["))
    return draft


def _aliases(source: Source | None, account: Account) -> dict[str, list[_Alias]]:
    held: dict[str, list[_Alias]] = defaultdict(list)
    for row in _whole_rows(source, account, _ALIASES):
        held[_value(row.cells[0])].append(_Alias(_value(row.cells[3]), row.line))
        _require_few(held, row, source)
    return dict(held)


def _comments(source: Source | None, account: Account) -> Mapping[str, str]:
    held: dict[str, str] = defaultdict(str)
    for row in _whole_rows(source, account, _COMMENTS):
        held[_value(row.cells[0])] += _value(row.cells[1])
        _require_few(held, row, source)
    return dict(held)


def _require_few(held: Mapping[str, object], row: Row, source: Source | None) -> None:
    if len(held) > _MOST_HELD and source:
        raise ListError(f"{source.name}, line {row.line}: more than {_MOST_HELD:,} entries, as in no list of OFAC")


def _whole_rows(source: Source | None, account: Account, columns: int) -> Iterator[Row]:
    for row in rows(source, account) if source else ():
        if len(row.cells) == columns:
            yield row
        elif source and row.is_ended:
            account.leave_out(
                source.name, row.line, "", ENTITY, f"{len(row.cells)} columns where there must be {columns}"
            )
        elif source:
            raise cut_off(source, row.line)


def _ordered(name: str, schema: Schema) -> str:
    return natural_order(name) if schema is Schema.PERSON else name


def _value(cell: str) -> str:
    bare = cell.strip()
    return "" if bare == _NULL else bare
