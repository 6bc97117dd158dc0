"""A receipt from a file, and for a terminal."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from counterfoil.cli.terminal import printable
from counterfoil.files import opened
from counterfoil.records.receipts import LONGEST

_MUCH: Final = 2 * LONGEST


def read(file: Path) -> str:
    """Return the receipt in a file: it alone, or in the object of JSON in which the API answers it.

    Raises:
        FileError: The file cannot be read.
    """
    with opened(file) as receipt:
        text = receipt.read(_MUCH).decode("ascii", "replace").strip()
    if not text.startswith("{"):
        return text
    try:
        return str(json.loads(text)["receipt"])
    except (ValueError, KeyError, RecursionError):
        return text  # which is no receipt, as whoever reads it will say


def stated(claims: Mapping[str, Any], *, in_ledger: bool) -> Iterator[RenderableType]:
    """Return what a receipt states, a line a claim."""
    found = " It stands in the ledger, which is whole." if in_ledger else ""
    yield Text.assemble(("Signed", "green"), f" by a key that you trust.{found} It states:")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
    for name, value in _flat("", claims):
        table.add_row(printable(name), printable(value))
    yield table


def _flat(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and any(isinstance(inner, Mapping | list) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _flat(f"{path} {number}", inner)
    else:
        yield path, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
