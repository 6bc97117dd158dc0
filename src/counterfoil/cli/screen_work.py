"""What the commands of screening share: the lists they open, and what they say of what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from counterfoil.clock import utc_now
from counterfoil.records.library import Library
from counterfoil.records.opening import open_lists
from counterfoil.report.published.screened import screened_output
from counterfoil.screening.batch import Done
from counterfoil.screening.open_lists import OpenLists
from counterfoil.screening.screened import Screened

if TYPE_CHECKING:
    from counterfoil.records.alerts.good_guy_list import GoodGuyList


def dispositions() -> GoodGuyList:
    """Return the good-guy list as it is now.

    Raises:
        RecordsError: The database cannot be opened.
    """
    from counterfoil.records.alerts.good_guy_list import read
    from counterfoil.records.database import Database

    with Database().writing() as connection:
        return read(connection, utc_now())


def open_named(names: Iterable[str] | None) -> OpenLists:
    """Open lists of the library.

    Args:
        names: Which; all of them when none is named.

    Raises:
        ListError: There is none, or one is missing or damaged.
    """
    return open_lists(Library(), names or ())


def open_if_any(names: Iterable[str] | None) -> OpenLists | None:
    """Open lists of the library; None when there is none at all, which a verification says for itself.

    Raises:
        ListError: One that is named is not there, or one is damaged.
    """
    library = Library()
    return open_lists(library, names or ()) if names or library.names() else None


def screened_json(found: Screened) -> str:
    """Return what was found of one name as one JSON object on one line."""
    return json.dumps(screened_output(found).model_dump(mode="json", by_alias=True))


def batch_in_words(done: Done, out: Path) -> str:
    """Say what a batch came to."""
    hits = f"{done.with_alert:,} with an alert, {done.with_hit - done.with_alert:,} more with a hit below it"
    first = f"{done.screened:,} screened: {hits}."
    if done.with_suppressed:
        first += f" {done.with_suppressed:,} with a hit that the good-guy list suppresses."
    if not done.skipped:
        return first
    return f"{first} {done.skipped:,} rows were not screened: see {out.name}.skipped."
