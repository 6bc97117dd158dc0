"""Lists, versions and their differences as people read them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counterfoil.cli.list_json import told
from counterfoil.cli.terminal import printable
from counterfoil.records.library import Difference, Version
from counterfoil.screening.entity import Entity

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_STALE_DAYS: Final = 7
"""From this age on a list is shown in the colour of a warning; what makes a decision `refer` is the policy's to say."""

_MOST_SHOWN: Final = 20
"""Entries that were left out, as text; the file has all."""

_PARTS: Final = {
    "entity": ("entry", "entries"),
    "name": ("name", "names"),
    "birth_date": ("birth date", "birth dates"),
    "id": ("identifier", "identifiers"),
    "column": ("column", "columns"),
    "file": ("file", "files"),
}
"""What may be left out, one and several."""


def lists(newest: Sequence[Version], folder: Path, today: date) -> "Iterator[RenderableType]":
    """Return a table of all lists."""
    from rich.table import Table
    from rich.text import Text

    if not newest:
        yield f"There are no lists in {printable(str(folder))}. Add one with: counterfoil lists add FILE"
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("list", "format", "published", "age", "entities", "names", "left out"):
        table.add_column(column, justify="right" if column in ("age", "entities", "names", "left out") else "left")
    for version in newest:
        left_out = version.skipped.get("entity", 0)
        table.add_row(
            Text(version.name, "bold"),
            version.format.value,
            str(version.published or "not said"),
            _age(version, today),
            f"{version.entities:,}",
            f"{version.names:,}",
            Text(f"{left_out:,}", "yellow" if left_out else ""),
        )
    yield table
    yield ""
    yield f"In {printable(str(folder))}. One list in full: counterfoil lists show NAME"


def list_card(version: Version, versions: Sequence[Version], today: date) -> "Iterator[RenderableType]":
    """Return a version in full, and the versions of its list in a table."""
    from rich.table import Table
    from rich.text import Text

    yield from _card(version, today)
    yield from _left_out(version)
    yield ""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("version", "imported", "published", "entities", "index"):
        table.add_column(column, justify="right" if column == "entities" else "left")
    for each in reversed(versions):
        table.add_row(
            Text(each.id, "bold" if each.id == version.id else ""),
            f"{each.imported_at:%Y-%m-%d %H:%M}",
            str(each.published or "not said"),
            f"{each.entities:,}",
            "kept" if each.index.is_dir() else "built when needed",
        )
    yield table


def added(version: Version, today: date, *, is_new: bool) -> "Iterator[RenderableType]":
    """Return what came of adding a version."""
    if not is_new:
        yield f"Nothing new: {version.name} is at this version already."
        yield ""
    yield from _card(version, today)
    yield from _left_out(version)


def diff_card(before: Version, after: Version, found: Difference) -> "Iterator[RenderableType]":
    """Return the difference of two versions: a sign, the identifier, the main name, and what changed."""
    from rich.text import Text

    yield f"{before.name}/{before.id} -> {after.name}/{after.id}"
    yield f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed"
    yield ""
    for sign, style, entities in (("+", "green", found.added), ("-", "red", found.removed)):
        for entity in entities:
            yield Text(f"{sign} {_line(entity)}", style)
    for change in found.changed:
        yield Text(f"~ {_line(change.after)}  ({', '.join(change.fields)})", "yellow")


def _card(version: Version, today: date) -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    yield Text(f"{version.name}/{version.id}", "bold")
    table = Table.grid(padding=(0, 2))
    table.add_row("format", version.format.value)
    table.add_row("published", str(version.published or "neither the list nor its publisher says"))
    table.add_row("imported", f"{version.imported_at:%Y-%m-%d %H:%M} UTC")
    table.add_row("known to be current", Text.assemble(f"{version.current_on}, ", _age(version, today)))
    table.add_row("entities", f"{version.entities:,} with {version.names:,} names")
    if version.passed_over:
        table.add_row("passed over", f"{sum(version.passed_over.values()):,} records that name no party")
    if version.origin:
        table.add_row("from", printable(version.origin))
    for source in version.sources:
        table.add_row("file", f"{printable(source.name)}, {source.size:,} bytes")
        table.add_row("sha256", Text(source.sha256, "dim", overflow="fold"))
    yield table


def _left_out(version: Version) -> "Iterator[RenderableType]":
    from rich.text import Text

    if not version.skipped:
        yield Text("Everything in it was read.", "green")
        return
    counted = (f"{count:,} {_PARTS[part][count > 1]}" for part, count in version.skipped.items())
    yield Text(f"Not read as they stand: {', '.join(counted)}.", "yellow")
    for place, left in enumerate(told(version)):
        if place == _MOST_SHOWN:
            yield f"  ... and more in {printable(str(version.skipped_file))}"
            return
        what = _PARTS[left["part"]][0]
        yield Text(f"  {printable(left['file'])}, line {left['line']:,}: {what}: {left['why']}", "dim")


def _age(version: Version, today: date) -> "Text":
    from rich.text import Text

    days = version.age(today)
    words = {0: "today", 1: "1 day old"}.get(days, f"{days:,} days old")
    return Text(words, "green" if days < _STALE_DAYS else "yellow")


def _line(entity: Entity) -> str:
    return f"{printable(entity.id)}  {printable(entity.names[0].text)}"
