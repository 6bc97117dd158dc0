"""Reading a list of presentations (CSV): ``clip``, ``challenge``, ``species``, and optionally ``reference``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.assurance import limits
from counterfoil.assurance.csv_rows import counted_rows, wrong
from counterfoil.errors import InputError

_KEYS: Final = ("clip", "challenge", "species")
_ALL: Final = (*_KEYS, "reference")
_HEADER: Final = "The first line names the columns: clip, challenge, species, and reference where there are portraits"


@dataclass(frozen=True, slots=True)
class Presented:
    """One row.

    Attributes:
        clip: The recording, relative to the list.
        challenge: The file of the challenge that it answers, relative to the list.
        species: Of the attack instrument, or ``bona fide``.
        reference: A picture of whom it is compared with, relative to the list; empty where there is none.
    """

    clip: str
    challenge: str
    species: str
    reference: str = ""


def read_attacks(path: Path) -> tuple[Presented, ...]:
    """Read a list of presentations.

    Raises:
        FileError: The file cannot be read.
        InputError: A row, or the header, is wrong; the message says in which line.
    """
    with counted_rows(path, _HEADER) as (header, rows):
        keys = [column.strip() for column in header]
        if missing := [key for key in _KEYS if key not in keys]:
            raise InputError(f"{path.name}, line 1: there is no column {missing[0]!r}", remedy=_HEADER)
        if unknown := sorted(set(keys) - set(_ALL)) or [key for key in keys if keys.count(key) > 1]:
            raise InputError(f"{path.name}, line 1: column {unknown[0]!r} is not known or there twice", remedy=_HEADER)
        found: list[Presented] = []
        for line, row in rows:
            if len(row) != len(keys):
                raise wrong(path.name, line, f"{len(row)} columns, where the header has {len(keys)}")
            fields = dict(zip(keys, (value.strip() for value in row), strict=True))
            if empty := [key for key in _KEYS if not fields[key]]:
                raise wrong(path.name, line, f"{empty[0]!r} is empty")
            if len(found) == limits.MOST_CLIPS:
                raise wrong(path.name, line, f"more than {limits.MOST_CLIPS:,} presentations")
            found.append(Presented(**fields))
    return tuple(found)
