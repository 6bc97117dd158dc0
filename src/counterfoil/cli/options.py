"""Options that several commands share, each written once."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from counterfoil.clock import utc_now

AsJson = Annotated[
    bool, typer.Option("--json", help="Print exactly one JSON object instead of text.", show_default=False)
]

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


Today = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="YYYY-MM-DD",
        help="The day on which to judge validity and age, to replay an old verification. Default: today, UTC.",
        show_default=False,
    ),
]

Published = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="YYYY-MM-DD",
        help="The publisher's date, for a list that does not say it.",
        show_default=False,
    ),
]

ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.html",
        help="Also write a page that shows the evidence. It holds personal data; only you may read the file.",
        show_default=False,
    ),
]

ListNames = Annotated[
    list[str] | None,
    typer.Option(
        "--list",
        metavar="NAME[/VERSION]",
        help="Only this list, or this version of it; may be said again. Default: the current version of each.",
        show_default=False,
    ),
]


def day_of(today: date | None) -> date:
    """Return the day to judge on: the one that was asked for, else today's."""
    return today or utc_now().date()
