"""A query that was screened: the hits, what they are held against, and the check that comes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.reasons import Reason
from counterfoil.screening.hit import Hit
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import MATCHER
from counterfoil.screening.query import Query
from counterfoil.screening.suppression import Suppression

LISTS: Final = "screening.lists"
HITS: Final = "screening.hits"


@dataclass(frozen=True, slots=True)
class Screened:
    """One query and what was found.

    Attributes:
        query: Who was screened.
        hits: Who was found, best first: down to a false positive rate that the caller chose.
        lists: The list versions that were looked through; never empty.
        max_fpr: The highest false positive rate at which a hit is an alert.
        suppressed: Hits that raise no alert for all that, by list version and id of the entity.
    """

    query: Query
    hits: tuple[Hit, ...]
    lists: tuple[ListVersion, ...]
    max_fpr: float
    suppressed: Mapping[tuple[str, str], Suppression] = field(default_factory=dict)

    def suppression(self, hit: Hit) -> Suppression | None:
        """Return why a hit raises no alert, though people on no list seldom score so high."""
        return self.suppressed.get((hit.list_version, hit.entity.id))

    def is_alert(self, hit: Hit) -> bool:
        """Is a person to look at this hit?"""
        return hit.false_positive_rate <= self.max_fpr and self.suppression(hit) is None

    @property
    def alerts(self) -> tuple[Hit, ...]:
        """Return the hits that a person must look at."""
        return tuple(hit for hit in self.hits if self.is_alert(hit))

    def list_of(self, hit: Hit) -> ListVersion:
        """Return the list version that a hit stands in."""
        return next(one for one in self.lists if one.key == hit.list_version)


Heed = Callable[[str, Screened], Screened]
"""Given the id of a customer and what was found: the same, with the hits that people found to be another party."""


def check_lists(lists: Sequence[ListVersion], max_age_days: int, today: date) -> Check:
    """Are the lists there, and fresh? The score is the age in days of the one that is oldest.

    Args:
        lists: The list versions that are screened against; none when there are none.
        max_age_days: The age in days up to which a list counts as fresh.
        today: The day on which to judge.
    """
    if not lists:
        return Check(LISTS, Outcome.FAILED, None, max_age_days, (Reason.SCREENING_NO_LISTS,), (), MATCHER)
    oldest = max(one.age(today) for one in lists)
    fresh = oldest <= max_age_days
    reasons = () if fresh else (Reason.SCREENING_LISTS_STALE,)
    seen = tuple(one.key for one in lists)
    return Check(LISTS, Outcome.PASSED if fresh else Outcome.FAILED, oldest, max_age_days, reasons, seen, MATCHER)


def check_hits(screened: Screened | None, reason: Reason, max_fpr: float) -> Check:
    """May we do business with them? The score is the false positive rate of the best hit, None without a hit.

    Args:
        screened: What was found; None when nobody could be screened.
        reason: Why nobody was, in that case.
        max_fpr: The highest false positive rate at which a hit is an alert.
    """
    if screened is None:
        return Check(HITS, Outcome.NOT_RUN, None, max_fpr, (reason,), (), MATCHER)
    best = min((hit.false_positive_rate for hit in screened.hits), default=None)
    reasons = (Reason.SCREENING_HIT,) if screened.alerts else ()
    outcome = Outcome.FAILED if screened.alerts else Outcome.PASSED
    seen = ("mrz.names", *(one.key for one in screened.lists))
    return Check(HITS, outcome, best, max_fpr, reasons, seen, MATCHER)
