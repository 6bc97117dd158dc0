"""The holder of a document, held against lists."""

from datetime import date

from counterfoil.checks import Check
from counterfoil.decision import ScreeningRule
from counterfoil.document import Document, PartialDate
from counterfoil.reasons import Reason
from counterfoil.screening import countries
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.names import mrz_names
from counterfoil.screening.open_lists import OpenLists
from counterfoil.screening.query import Query
from counterfoil.screening.screened import Screened, check_hits, check_lists


def screen_holder(
    holder: Document, rule: ScreeningRule, lists: OpenLists | None, today: date
) -> tuple[Screened | None, tuple[Check, Check]]:
    """Compare a document's holder with lists.

    Returns:
        What was found, None when nobody could be screened, and the checks ``screening.lists`` and ``screening.hits``.

    Raises:
        ListError: A list is damaged.
    """
    fresh = check_lists(lists.versions if lists else (), rule.max_age_days, today)
    query = holder_query(holder)
    screened = lists.screen(query, rule.max_fpr, shown_fpr=rule.max_fpr) if lists and query else None
    why_not = Reason.SCREENING_NO_NAME if lists else Reason.SCREENING_NO_LISTS
    return screened, (fresh, check_hits(screened, why_not, rule.max_fpr))


def holder_query(holder: Document) -> Query | None:
    """Return what a document says of its holder as a query; None when it gives no name.

    A zone holds the letters A to Z only: the names are screened in every spelling that its transliteration may stand
    for, and a name that was cut counts as the beginning of one.
    """
    names = mrz_names(holder.surname, holder.given_names, truncated=holder.names_truncated)
    if not any(map(str.strip, names)):
        return None
    nationality = countries.nationality(holder.nationality)
    return Query(
        names=names,
        birth_date=birth_date(holder.birth) if holder.birth else None,
        nationalities=(nationality,) if nationality else (),
        document_numbers=(holder.number,) if holder.number else (),
    )


def birth_date(born: PartialDate) -> BirthDate | None:
    """Return the birth date of a zone as screening writes it; None when not even the year is known."""
    if born.year is None:
        return None
    return BirthDate(born.year, born.month, born.day if born.month else None)
