"""Hits as text for a terminal: the parts of both names in two rows. Colour only ever repeats what the words say."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterfoil.cli.terminal import printable
from counterfoil.report import words
from counterfoil.screening.explanation import (
    KINDS,
    Column,
    Meets,
    explain,
    field_in_words,
    schema_in_words,
)
from counterfoil.screening.hit import Hit
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import Evidence
from counterfoil.screening.screened import Screened

_STYLES: Final = {Meets.SAME: "green", Meets.NEAR: "yellow", Meets.NOTHING: "dim"}
_NOTHING: Final = "-"
_WIDEST_ROW: Final = 72
"""Columns that a row may take, so that it does not wrap on a terminal of 80."""


def screened(result: Screened) -> RenderableType:
    """Return what was found of one name: the answer, each hit with the two names in rows, the lists looked through."""
    alerts = len(result.alerts)
    rate = words.one_in(result.max_fpr)
    if alerts:
        count = "1 listed name comes" if alerts == 1 else f"{alerts} listed names come"
        first = Text.assemble(
            ("A PERSON MUST LOOK", "bold yellow"), f". {count} nearer than {rate} customers on no list."
        )
    elif result.suppressed:
        first = Text.assemble(("NO ALERT", "bold green"), ". The good-guy list suppresses what was found.")
    else:
        first = Text.assemble(("NO HIT", "bold green"), f" at a rate of {rate} customers on no list.")
    return Group(first, found(result))


def found(result: Screened) -> RenderableType:
    """Return each hit with the two names in rows, and the lists looked through."""
    hits = [_hit(number, hit, result) for number, hit in enumerate(result.hits, start=1)]
    through = [Text(f"Looked through {listed(one)}", "dim") for one in result.lists]
    return Group(*hits, *([""] if hits else []), *through)


def listed(version: ListVersion) -> str:
    """Say in one line which list version something rests on."""
    published = f"published {words.day(version.published)}" if version.published else "without a publisher's date"
    return f"{version.key}, {published}, imported {words.day(version.imported)}, {version.entities:,} entries"


def _hit(number: int, hit: Hit, result: Screened) -> RenderableType:
    explained = explain(hit)
    alert = result.is_alert(hit)
    title = Text.assemble((f"{number}. {printable(hit.entity.names[0].text)}", "bold"))
    title.append(f"  {schema_in_words(hit.entity.schema)} {printable(hit.entity.id)} on {hit.list_version}", "dim")
    rate = Text(
        f"{words.one_in(hit.false_positive_rate)} customers on no list, at most, scores this high",
        "yellow" if alert else "",
    )
    if suppression := result.suppression(hit):
        rate.append(f" (no alert: {printable(words.suppressed(suppression))})", "dim")
    else:
        rate.append("" if alert else " (no alert at this rate)", "dim")
    rate.append(f"; score {min(hit.score, 0.999):.3f}, of the name alone {min(hit.name_score, 0.999):.3f}", "dim")
    lines: list[RenderableType] = [rate]
    lines += [Padding(rows, (0, 0, 0, 2)) for rows in aligned_rows(explained.columns)]
    lines.append(Text(f"listed as {printable(explained.listed_name)} ({KINDS[explained.listed_kind]})", "dim"))
    lines += [Text(f"{said} ({odds:+.1f})", "dim") for said, odds in explained.sum_in_words]
    lines += [evidence_line(one) for one in explained.evidence]
    return Group("", title, Padding(Group(*lines), (0, 0, 0, 3)))


def aligned_rows(columns: Iterable[Column]) -> list[Text]:
    """Return the parts of both names above one another, the rule between them, in as many rows as there must be."""
    rows: list[Text] = []
    wide = _WIDEST_ROW
    for column in columns:
        cells = (
            " ".join(column.query) or _NOTHING,
            f"{column.said} {column.costs}".strip(),
            " ".join(column.listed) or _NOTHING,
        )
        width = max(map(cell_len, cells)) + 2
        if wide + width > _WIDEST_ROW:
            rows += [Text(label, "dim") for label in ("screened  ", "          ", "listed    ")]
            wide = 0
        wide += width
        for row, cell in zip(rows[-3:], cells, strict=True):
            style = _STYLES[column.meets]
            row.append(cell + " " * (width - cell_len(cell)), f"bold {style}" if row is not rows[-2] else style)
    return rows


def evidence_line(one: Evidence) -> Text:
    """Say how a field beside the name agrees, and what that speaks for."""
    field, verdict = field_in_words(one)
    speaks = "speaks for it" if one.weight > 0 else "speaks against it" if one.weight < 0 else "says nothing"
    style = "yellow" if one.weight > 0 else "cyan"
    return Text.assemble(
        f"{field}: {printable(one.said)}, listed {printable(one.listed)}: {verdict}, ",
        (f"{speaks} ({one.weight:+.1f})", style),
    )
