"""Options that several commands share, each written once."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from counterfoil.clock import utc_now

AsJson = Annotated[bool, typer.Option("--json", help="Print exactly one JSON object instead of text.")]

Threads = Annotated[
    int, typer.Option(min=1, max=64, metavar="N", help="Threads that one network may use. More are rarely faster.")
]


def day(written: str) -> date:
    """Return the day that is written on a command line.

    Raises:
        BadParameter: It is none.
    """
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is no day; write it as 2026-11-23") from None


def day_option(told: str) -> Any:
    """Return an option that is a day.

    Args:
        told: What its help says.
    """
    return typer.Option(parser=day, metavar="YYYY-MM-DD", help=told)


Today = Annotated[
    date | None,
    day_option("The day on which to judge validity and age, to replay an old verification. Default: today, UTC."),
]

Published = Annotated[date | None, day_option("The publisher's date, for a list that does not say it.")]

ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.html",
        help="Also write a page that shows the evidence. It holds personal data; only you may read the file.",
    ),
]

ListNames = Annotated[
    list[str] | None,
    typer.Option(
        "--list",
        metavar="NAME[/VERSION]",
        help="Only this list, or this version of it; may be said again. Default: the current version of each.",
    ),
]


def start_of(one: date) -> datetime:
    """Return the moment at which a day begins, UTC."""
    return datetime(one.year, one.month, one.day, tzinfo=UTC)


def day_of(today: date | None) -> date:
    """Return the day to judge on: the one that was asked for, else today's."""
    return today or utc_now().date()
