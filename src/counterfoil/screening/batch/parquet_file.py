"""A Parquet file, a few thousand rows at a time. Its rows are counted from 1."""

import importlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from counterfoil.errors import InputError, MissingExtraError
from counterfoil.files import opened
from counterfoil.screening.batch.source import Record

_AT_ONCE: Final = 4096


class ParquetFile:
    """The columns of a Parquet file that a batch reads.

    Args:
        path: The file.
        wanted: The columns to read; others are never decoded.

    Attributes:
        path: The file.
        columns: The names of those of its columns that are wanted, in small letters.
        rows: How many rows it has.

    Raises:
        FileError: It cannot be read.
        InputError: It is no Parquet file.
        MissingExtraError: What reads Parquet is not installed.
    """

    def __init__(self, path: Path, wanted: tuple[str, ...]) -> None:
        self.path = path
        with _reading(path) as file:
            stored = [name for name in file.schema_arrow.names if name.strip().lower() in wanted]
            self.rows = int(file.metadata.num_rows)
        self._stored = stored
        self.columns = tuple(name.strip().lower() for name in stored)

    def __iter__(self) -> Iterator[Record]:
        """Give every row.

        Raises:
            InputError: The file is damaged.
        """
        numbers = itertools.count(1)
        number = 0
        with _reading(self.path) as file:
            try:
                for batch in file.iter_batches(batch_size=_AT_ONCE, columns=self._stored):
                    columns = [batch.column(name).to_pylist() for name in self._stored]
                    for values in zip(*columns, strict=True):
                        number = next(numbers)
                        yield _record(number, values)
            except _damage() as why:
                raise InputError(
                    f"{self.path.name}, after row {number}: the file is damaged", remedy="Write it again."
                ) from why

    def cells(self, record: Record) -> list[str]:
        """Return the cells of a row."""
        cells: list[str] = json.loads(record.content)
        return cells


def _reading(path: Path) -> Any:
    with opened(path):  # says plainly why it cannot be read
        pass
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise MissingExtraError("Parquet files", "parquet") from None
    try:
        return parquet.ParquetFile(path)
    except _damage() as why:
        raise InputError(f"{path.name} is no Parquet file that can be read") from why


def _damage() -> tuple[type[Exception], ...]:
    """Return what is raised for a file that is damaged."""
    return (importlib.import_module("pyarrow").ArrowException, OSError, UnicodeDecodeError)


def _record(number: int, values: tuple[Any, ...]) -> Record:
    try:
        return Record(number, json.dumps([_text(value) for value in values]).encode())
    except TypeError:
        return Record(number, b"", "a column holds neither text, numbers nor dates")


def _text(value: Any) -> str:
    """Write a value as a CSV file would: several values parted by semicolons, a day as ISO 8601 has it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(_text, value))
    if isinstance(value, bytes | dict):
        raise TypeError
    return value.date().isoformat() if hasattr(value, "hour") and hasattr(value, "date") else str(value)
