"""The day on which a publisher says that a list was made."""

from datetime import date

from counterfoil.errors import InputError
from counterfoil.screening import birth_date_text


def published(text: str) -> date | None:
    """Read a publisher's date, of which lists have as many forms as of birth dates; None when it is no whole date.

    >>> published("2026-02-27T00:00:09.554Z"), published("27/02/2026"), published("27-Feb-2026"), published("soon")
    (datetime.date(2026, 2, 27), datetime.date(2026, 2, 27), datetime.date(2026, 2, 27), None)
    """
    try:
        day = birth_date_text.parse(text)
    except InputError:
        return None
    return date(day.year, day.month, day.day) if day and day.month and day.day else None
