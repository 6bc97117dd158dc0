"""Lists and customers of invented people, for tests of monitoring."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from counterfoil.records.library import Library, Version

COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "nationality", "document_number")

PEOPLE = (
    ("E1", "Person", "Valdemar Ostrovin", "", "1961-04-07", "", ""),
    ("E2", "Person", "Amina Karowe", "Amina Karoweh", "", "", ""),
    ("E3", "Person", "Teodor Lindqvarn", "", "1970", "", "K-1234567"),
)
CUSTOMERS = (
    ("c1", "Person", "Waldemar Ostrowin", "", "1961-07-04", "", ""),
    ("c2", "Person", "Karowe Amina", "", "1985-01-01", "", ""),
    ("c3", "Person", "Teodor Lindquist", "", "", "", "k1234567"),
    ("c4", "Person", "Selma Quistgard", "", "", "", ""),
)


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write rows in the project's own CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def add_version(library: Library, folder: Path, rows: Sequence[Sequence[str]], now: datetime) -> Version:
    """Import a version of the list ``harbour``."""
    return library.add(write(folder / "list.csv", rows), name="harbour", now=now)
