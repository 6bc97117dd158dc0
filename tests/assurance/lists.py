"""Writing lists of pairs for tests."""

import csv
from collections.abc import Iterable
from pathlib import Path


def write_list(path: Path, rows: Iterable[Iterable[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path
