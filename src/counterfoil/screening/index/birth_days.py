"""Birth dates as the index finds them: a number a day, and the days under which a date may have been written."""

import calendar
from typing import Final

from counterfoil.screening.birth_date import BirthDate

_SURE_DAYS: Final = 28

BirthTuple = tuple[int, int, int, int, int, int]


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day; days of one year follow one another."""
    return (year * 13 + month) * 32 + day


def listed_day(born: BirthDate) -> int | None:
    """Return the number of an exact date; None for any other."""
    return day_number(born.year, born.month, born.day) if born.month and born.day else None


def days_written(born: BirthDate) -> tuple[int, ...]:
    """Return the days under which a list may have an exact date: itself, day and month swapped, a year off.

    Empty when the date is not exact: half a list was born in some year.
    """
    year, month, day = born.year, born.month, born.day
    if not month or not day:
        return ()
    days = [(year, month, day), (year, day, month), (year - 1, month, day), (year + 1, month, day)]
    return tuple(dict.fromkeys(day_number(*one) for one in days if _is_day(*one)))


def as_stored(born: BirthDate) -> BirthTuple:
    """Return a birth date as an element of ``entity_births``."""
    return (born.year, born.until or 0, born.month or 0, born.day or 0, int(born.is_about), 0)


def _is_day(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= year <= 9999):  # noqa: PLR2004 - of the calendar
        return False
    return day <= _SURE_DAYS or day <= calendar.monthrange(year, month)[1]
