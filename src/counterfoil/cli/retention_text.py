"""What the commands of retention say on a terminal."""

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.table import Table

from counterfoil.cli.vault_output import DueOutput, RanOutput
from counterfoil.cli.vault_text import many

_DAY: Final = 10


def due(told: DueOutput) -> Iterator[RenderableType]:
    """Return a row a clock."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("verifications by clock")
    for column in ("due now", "since", "within 7 days", "within 30 days", "with a date"):
        table.add_column(column, justify="right")
    clocks = ("undecided cases", told.undecided), ("biometrics", told.biometrics), ("records", told.records)
    for name, clock in clocks:
        since = clock.oldest[:_DAY] if clock.oldest else "-"
        counts = (clock.within_week, clock.within_month, clock.waiting)
        table.add_row(name, f"{clock.due:,}", since, *(f"{count:,}" for count in counts))
    yield table
    if told.undecided.due or told.biometrics.due or told.records.due:
        yield ""
        yield "End and erase what is due with: counterfoil retention run"


def ran(told: RanOutput) -> Iterator[RenderableType]:
    """Return what a run did."""
    if told.doubted:
        yield "Nothing ended or was erased: since the last run the clock has jumped ahead by more than a week."
        yield "If it is right, run again in an hour, or now with --clock-is-right."
        return
    if told.undecided:
        yield f"{many(told.undecided, 'case', 'cases')} ended that nobody had decided in time."
    yield f"Everything was erased of {many(told.records, 'verification', 'verifications')}."
    yield f"The biometrics were erased of {many(told.biometrics, 'verification', 'verifications')}."
    if told.left:
        yield f"{many(told.left, 'is', 'are')} due and being worked on: the next run's."
