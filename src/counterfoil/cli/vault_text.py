"""What the commands of the vault say on a terminal. Colour only ever repeats what the words say."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from counterfoil.cli.terminal import printable
from counterfoil.cli.vault_output import KeyOutput, RotatedOutput, SweptOutput, VaultOutput, VerifiedOutput

_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")
_THOUSAND: Final = 1000
_DAY: Final = 10


def status(told: VaultOutput) -> Iterator[RenderableType]:
    """Return how the vault stands, then a row a key-encryption key."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row("vault", printable(told.place))
    since = f", the oldest of {told.oldest[:_DAY]}" if told.oldest else ""
    facts.add_row("sealed", f"{many(told.pieces, 'piece', 'pieces')}, {size(told.bytes)}{since}")
    waits = f"; {many(told.unswept, 'object waits', 'objects wait')} to be deleted" if told.unswept else ""
    facts.add_row("erased", f"{many(told.erased, 'piece', 'pieces')}{waits}")
    yield facts
    yield ""
    yield _keys(told.keys)
    yield from _advice(told)


def verified(told: VerifiedOutput) -> Iterator[RenderableType]:
    """Return a line a fault, or that there is none."""
    for fault in told.faults:
        yield Text(fault.said, "red")
    good = many(told.pieces - len(told.faults), "piece is", "pieces are")
    yield f"{good} what was sealed."
    if told.faults:
        yield f"{many(len(told.faults), 'piece is', 'pieces are')} altered or missing: restore the store from a backup."


def rotated(told: RotatedOutput) -> Iterator[RenderableType]:
    """Return what a rotation did and what may follow."""
    yield f"{many(told.moved, 'key was', 'keys were')} wrapped anew. {told.current} now wraps everything."
    if told.added:
        yield "It is in the key file. Keep a copy where neither the database nor its backups are."
    if told.former:
        yield f"Nothing hangs on {', '.join(told.former)} any more."
        yield "Take it away when backups of before the rotation are no longer needed: it is all that opens them."


def swept(told: SweptOutput) -> Iterator[RenderableType]:
    """Return how much was deleted."""
    yield f"{many(told.deleted, 'object was', 'objects were')} deleted."


def many(number: int, one: str, more: str) -> str:
    """Return a number with the right word after it."""
    return f"{number:,} {one if number == 1 else more}"


def size(number: float) -> str:
    """Return bytes as people read them."""
    for unit in _UNITS[:-1]:
        if number < _THOUSAND:
            return f"{number:,.0f} {unit}" if unit == _UNITS[0] else f"{number:.1f} {unit}"
        number /= _THOUSAND
    return f"{number:,.1f} {_UNITS[-1]}"


def _keys(keys: Sequence[KeyOutput]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("key-encryption key")
    table.add_column("wraps", justify="right")
    table.add_column("")
    for key in keys:
        table.add_row(printable(key.id), f"{key.wraps:,}", _standing(key))
    return table


def _standing(key: KeyOutput) -> Text:
    if not key.known:
        return Text("NOT KNOWN HERE", "bold red")
    return Text("current", "green") if key.current else Text("former")


def _advice(told: VaultOutput) -> Iterator[str]:
    if any(not key.known for key in told.keys):
        yield ""
        yield "What hangs on a key that is not known here cannot be opened. See: docs/how-to/keys.md"
    if any(key.known and not key.current and key.wraps for key in told.keys):
        yield ""
        yield "Move everything to the current key with: counterfoil vault rotate"
