"""List versions that are open: what queries are screened against, and what results say of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from counterfoil.errors import ListError
from counterfoil.screening.index import Index
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import threshold
from counterfoil.screening.query import Query
from counterfoil.screening.screened import Screened
from counterfoil.screening.screener import LIMIT, Prepared, Screener

SHOWN_FPR: Final = 0.05
"""Down to which false positive rate hits are shown: low enough to choose a threshold of one's own from the output."""


@dataclass(frozen=True, eq=False)
class OpenLists:
    """List versions with their indexes. It may be sent to another process, which maps the same files.

    Attributes:
        versions: What each list version is; never empty.
        folders: Where the index of each lies, in the same order.

    Raises:
        ListError: There is no list, so that nobody can be screened.
    """

    versions: tuple[ListVersion, ...]
    folders: tuple[Path, ...]

    def __post_init__(self) -> None:
        if not self.versions:
            raise ListError("There is no list to screen against", remedy="Import one with: counterfoil lists add FILE")

    def __getstate__(self) -> dict[str, Any]:
        return {"versions": self.versions, "folders": self.folders}

    @cached_property
    def screener(self) -> Screener:
        """Return what screens against them all.

        Raises:
            ListError: An index is damaged, or holds no name.
        """
        keyed = zip(self.versions, self.folders, strict=True)
        return Screener({version.key: Index.open(folder) for version, folder in keyed})

    def screen(self, query: Query, max_fpr: float, *, shown_fpr: float = SHOWN_FPR, limit: int = LIMIT) -> Screened:
        """Screen one query.

        Args:
            query: Who is screened.
            max_fpr: The highest false positive rate at which a hit is an alert.
            shown_fpr: The highest at which it is a hit at all; never less than `max_fpr`.
            limit: How many hits at most.

        Raises:
            InputError: None of its names can be compared with anything.
            ListError: An index is damaged.
        """
        prepared = self.screener.prepare(query)
        return next(self.screen_many([prepared], max_fpr, shown_fpr=shown_fpr, limit=limit))

    def screen_many(
        self, queries: Iterable[Prepared], max_fpr: float, *, shown_fpr: float = SHOWN_FPR, limit: int = LIMIT
    ) -> Iterator[Screened]:
        """Screen queries whose names were read; give what was found in their order."""
        waiting = list(queries)
        rate = max(shown_fpr, max_fpr)
        floor = min(threshold(rate, with_birth_date=said) for said in (False, True))
        found = self.screener.screen_many(waiting, limit=limit, floor=floor)
        for prepared, hits in zip(waiting, found, strict=True):
            shown = tuple(hit for hit in hits if hit.false_positive_rate <= rate)
            yield Screened(prepared.query, shown, self.versions, max_fpr)
