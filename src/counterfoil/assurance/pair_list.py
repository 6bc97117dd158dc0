"""Reading a list of pairs (CSV), millions of rows long, into compact arrays.

The columns ``a``, ``b`` and ``same`` say which picture is compared with which, and whether both show one person. Any
further column is a group: ``NAME`` labels the pair, ``NAME_a`` and ``NAME_b`` label its two sides.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance import limits
from counterfoil.assurance.csv_rows import WrongRow, counted_rows, wrong
from counterfoil.errors import InputError

_KEYS: Final = ("a", "b", "same")
_SAME: Final = {"1": 1, "0": 0, "true": 1, "false": 0}
_HEADER: Final = "The first line names the columns: a, b, same, and any groups"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group column: labels that people gave about themselves.

    Attributes:
        name: Of the column; without ``_a`` and ``_b`` where it has sides.
        values: The labels; the first is empty, for "not said".
        codes: N uint8 for a column of the pair, N x 2 for one of its sides: places in `values`.
    """

    name: str
    values: tuple[str, ...]
    codes: NDArray[np.uint8]

    @property
    def sided(self) -> bool:
        """Whether each side of a pair has its own value."""
        return self.codes.ndim > 1


@dataclass(frozen=True, slots=True, eq=False)
class PairList:
    """What a list of pairs says, each pair once.

    Attributes:
        pictures: Names of the pictures as written.
        pairs: N x 2 int32, places in `pictures`.
        same: N bool: both show one person.
        groups: The group columns, with N rows each.
        rows: How many rows the list has, wrong ones included.
        duplicates: How many repeat an earlier pair, in either order.
        wrong_rows: How many were wrong and skipped.
        wrong: The first of them.
    """

    pictures: tuple[str, ...]
    pairs: NDArray[np.int32]
    same: NDArray[np.bool_]
    groups: tuple[Group, ...]
    rows: int
    duplicates: int
    wrong_rows: int
    wrong: tuple[WrongRow, ...]

    def only(self, kept: NDArray[np.bool_]) -> "PairList":
        """Return the list with some of its pairs."""
        groups = tuple(replace(group, codes=group.codes[kept]) for group in self.groups)
        return replace(self, pairs=self.pairs[kept], same=self.same[kept], groups=groups)


def read_pairs(path: Path, *, skip_wrong: bool = False) -> PairList:
    """Read a list of pairs.

    A row is kept as two numbers and a few bytes; ten million of them, with groups, in well under a gigabyte.

    Args:
        path: A CSV file in UTF-8 with a header.
        skip_wrong: Whether up to 1,000 wrong rows are skipped and counted, instead of the first being refused.

    Raises:
        FileError: The file cannot be read.
        InputError: A row, or the header, is wrong; the message says in which line.
    """
    with counted_rows(path, _HEADER) as (header, rows):
        columns = _Columns(header, path.name)
        skipped = columns.read(rows, skip_wrong=skip_wrong)
        return columns.as_list(skipped, skip_wrong=skip_wrong)


class _Columns:
    """The columns of a list while it is read."""

    def __init__(self, header: list[str], name: str) -> None:
        self._name = name
        self._places = _places(header, name)
        self._width = len(header)
        self._numbers: dict[str, int] = {}
        self._first, self._second, self._lines = array("i"), array("i"), array("i")
        self._same = array("b")
        self._labels = [(key, place, {"": 0}, array("B")) for key, place in self._places.items() if key not in _KEYS]

    def read(self, rows: Iterator[tuple[int, list[str]]], *, skip_wrong: bool) -> list[WrongRow]:
        """Take in every row; return those that were skipped."""
        skipped: list[WrongRow] = []
        for line, row in rows:
            if why := self._take(line, row):
                if not skip_wrong:
                    raise wrong(self._name, line, why)
                skipped.append(WrongRow(line, why))
                if len(skipped) > limits.MOST_WRONG_ROWS:
                    raise wrong(
                        self._name, line, f"more than {limits.MOST_WRONG_ROWS:,} rows are wrong; the last: {why}"
                    )
            if len(self._same) > limits.MOST_ROWS:
                raise wrong(self._name, line, f"more than {limits.MOST_ROWS:,} rows")
        return skipped

    def _take(self, line: int, row: list[str]) -> str:
        """Keep a row, or say what is wrong with it."""
        if len(row) != self._width:
            return f"{len(row)} columns, where the header has {self._width}"
        a, b, written = (row[self._places[key]] for key in _KEYS)
        same = _SAME.get(written.strip().lower())
        if same is None:
            return f"'same' is {written[:20]!r}; it must be 1 or 0"
        if not a or not b:
            return "a picture has no name"
        if a == b:
            return "a picture is paired with itself"
        first, second = (self._numbers.setdefault(name, len(self._numbers)) for name in (a, b))
        if len(self._numbers) > limits.MOST_PICTURES:
            raise wrong(self._name, line, f"more than {limits.MOST_PICTURES:,} different pictures")
        self._first.append(first)
        self._second.append(second)
        self._same.append(same)
        self._lines.append(line)
        for key, place, values, codes in self._labels:
            codes.append(self._code(key, values, row[place].strip(), line))
        return ""

    def _code(self, key: str, values: dict[str, int], label: str, line: int) -> int:
        code = values.setdefault(label, len(values))
        if code > limits.MOST_VALUES:
            raise InputError(
                f"{self._name}, line {line}: the column {key!r} has more than {limits.MOST_VALUES} different values",
                remedy="A group column has few, such as bands of age; leave out columns that are no groups",
            )
        return code

    def as_list(self, skipped: list[WrongRow], *, skip_wrong: bool) -> PairList:
        """Return the list, each pair once."""
        pairs = np.stack([np.frombuffer(side, np.int32) for side in (self._first, self._second)], axis=1)
        same = np.frombuffer(self._same, np.int8).astype(np.bool_)
        kept, contradicted = _once(pairs, same)
        lines = np.frombuffer(self._lines, np.int32)[contradicted]
        why = "another row says the opposite of the same pair"
        if len(lines) and not skip_wrong:
            raise wrong(self._name, int(lines.max()), why)
        shown = [*skipped, *(WrongRow(int(line), why) for line in lines[: limits.LISTED_WRONG_ROWS])]
        whole = PairList(
            pictures=tuple(self._numbers),
            pairs=pairs,
            same=same,
            groups=self._groups(),
            rows=len(same) + len(skipped),
            duplicates=len(same) - int(kept.sum()) - len(lines),
            wrong_rows=len(skipped) + len(lines),
            wrong=tuple(sorted(shown, key=lambda row: row.line)[: limits.LISTED_WRONG_ROWS]),
        )
        return whole if kept.all() else whole.only(kept)

    def _groups(self) -> tuple[Group, ...]:
        """Join the columns of two sides; the labels of both sides are numbered alike."""
        labels = {key: (tuple(values), np.frombuffer(codes, np.uint8)) for key, _, values, codes in self._labels}
        groups: list[Group] = []
        for key, (values, codes) in labels.items():
            stem, other = key[:-2], labels.get(f"{key[:-2]}_b") if key.endswith("_a") else None
            if key.endswith("_b") and f"{stem}_a" in labels and stem:
                continue
            if other is None or not stem:
                groups.append(Group(key, values, codes))
                continue
            joint = tuple(dict.fromkeys([*values, *other[0]]))
            places = {value: place for place, value in enumerate(joint)}
            sides = [
                np.array([places[value] for value in side[0]], np.uint8)[side[1]] for side in ((values, codes), other)
            ]
            groups.append(Group(stem, joint, np.stack(sides, axis=1)))
        return tuple(groups)


def _places(header: list[str], name: str) -> dict[str, int]:
    """Return where each column stands, or refuse the header."""
    keys = [column.strip() for column in header]
    if missing := [key for key in _KEYS if key not in keys]:
        raise InputError(f"{name}, line 1: there is no column {missing[0]!r}", remedy=_HEADER)
    if len(set(keys)) < len(keys) or "" in keys:
        raise InputError(f"{name}, line 1: two columns have one name, or a column has none", remedy=_HEADER)
    if len(keys) - len(_KEYS) > limits.MOST_COLUMNS:
        raise InputError(f"{name}, line 1: more than {limits.MOST_COLUMNS} group columns", remedy=_HEADER)
    return {key: place for place, key in enumerate(keys)}


def _once(pairs: NDArray[np.int32], same: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which rows to keep, the first of each pair, and which contradict another row of the same pair."""
    keys = pairs.min(axis=1).astype(np.int64) << 32 | pairs.max(axis=1)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    repeated = np.zeros(len(keys), np.bool_)
    repeated[1:] = keys[1:] == keys[:-1]
    number = np.cumsum(~repeated) - 1
    said = [np.bincount(number, weights=same[order] == value) for value in (True, False)]
    both = ((said[0] > 0) & (said[1] > 0))[number]
    kept, contradicted = np.zeros(len(same), np.bool_), np.zeros(len(same), np.bool_)
    kept[order] = ~repeated & ~both
    contradicted[order] = both
    return kept, contradicted
