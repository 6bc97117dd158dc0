"""What one process does: rows in, lines of results out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterfoil.errors import InputError
from counterfoil.screening.batch.layout import Layout
from counterfoil.screening.batch.source import Record, Source
from counterfoil.screening.hit_json import hit_as_json
from counterfoil.screening.open_lists import OpenLists
from counterfoil.screening.screened import Heed, Screened
from counterfoil.screening.screener import Prepared


@dataclass(frozen=True, slots=True)
class Rates:
    """Which hits are written, and which of them are alerts.

    Attributes:
        alert_fpr: The highest false positive rate at which a hit is an alert.
        max_fpr: The highest at which it is written at all.
        limit: How many hits a query has at most.
    """

    alert_fpr: float
    max_fpr: float
    limit: int


@dataclass(slots=True)
class Worked:
    """What came of some rows.

    Attributes:
        lines: A line of JSON for each row that was screened, in order.
        skipped: The line and the reason of each row that was not.
        screened: How many were screened.
        with_hit: How many of them have a hit.
        with_alert: How many of them have an alert.
        with_suppressed: How many of them have a hit that is suppressed.
    """

    lines: bytes = b""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    screened: int = 0
    with_hit: int = 0
    with_alert: int = 0
    with_suppressed: int = 0


class Work:
    """Screens rows. It may be sent to another process.

    Args:
        source: Where the rows are from.
        lists: What they are screened against.
        rates: Which hits are written.
        heed: Says which hits are suppressed; None when none is.
    """

    def __init__(self, source: Source, lists: OpenLists, rates: Rates, heed: Heed | None = None) -> None:
        self._source = source
        self._layout = Layout(source.path, source.columns)
        self._lists = lists
        self._rates = rates
        self._heed = heed

    def __call__(self, records: Sequence[Record]) -> Worked:
        """Screen some rows."""
        worked = Worked()
        stated: list[tuple[int, str, Prepared]] = []
        for record in records:
            try:
                stated.append((record.line, *self._state(record)))
            except InputError as wrong:
                worked.skipped.append((record.line, wrong.message))
        found = self._lists.screen_many(
            [prepared for _, _, prepared in stated],
            self._rates.alert_fpr,
            shown_fpr=self._rates.max_fpr,
            limit=self._rates.limit,
        )
        lines = []
        for (line, customer, _), every in zip(stated, found, strict=True):
            screened = self._heed(customer, every) if self._heed else every
            lines.append(_line(customer, line, screened))
            worked.with_hit += bool(screened.hits)
            worked.with_alert += bool(screened.alerts)
            worked.with_suppressed += bool(screened.suppressed)
        worked.lines, worked.screened = "".join(lines).encode(), len(lines)
        return worked

    def _state(self, record: Record) -> tuple[str, Prepared]:
        if record.flaw:
            raise InputError(record.flaw)
        cells = self._source.cells(record)
        return self._layout.id_of(cells), self._lists.screener.prepare(self._layout.query(cells))


def _line(customer: str, line: int, screened: Screened) -> str:
    hits = [
        hit_as_json(hit, is_alert=screened.is_alert(hit), suppressed=screened.suppression(hit)) for hit in screened.hits
    ]
    return json.dumps({"id": customer, "line": line, "hits": hits}) + "\n"
