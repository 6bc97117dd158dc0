"""Dates of a machine-readable zone: six characters YYMMDD, two of a birth date unknown at a time (Doc 9303-3, 4.8).

The zone leaves the century out. A birth lies in the past, so it takes the latest century that does not put it after
today; someone over a hundred is therefore taken for a child, as everywhere where only the zone is read. A document's
expiry takes the century that puts it within fifty years of today.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil.document.mrz.alphabet import DIGITS, FILLER

_UNKNOWN: Final = FILLER * 2
_EXPIRY_REACH: Final = 50


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth of which the document may leave parts out.

    Attributes:
        year: Four digits, or None where the document does not say.
        month: 1 to 12, or None.
        day: 1 to 31, or None.
    """

    year: int | None
    month: int | None
    day: int | None

    def earliest(self) -> date | None:
        """The first day that this date can mean; None without a year."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date | None:
        """The last day that this date can mean; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        year = "----" if self.year is None else f"{self.year:04d}"
        return "-".join([year, *("--" if part is None else f"{part:02d}" for part in (self.month, self.day))])


def birth_date(text: str, today: date) -> PartialDate | None:
    """Read a birth date; None when its characters are no date.

    Args:
        text: Six characters as printed.
        today: The day of the capture; the birth does not lie after it.
    """
    parts = [_part(text[at : at + 2]) for at in (0, 2, 4)]
    if None in parts:
        return None
    short_year, month, day = (None if part == _UNKNOWN else int(part) for part in parts if part is not None)
    if short_year is None:
        return PartialDate(None, month, day) if _possible(2000, month, day) else None
    for century in (today.year // 100 * 100, today.year // 100 * 100 - 100):
        if _possible(century + short_year, month, day):
            born = PartialDate(century + short_year, month, day)
            first = born.earliest()
            if first is not None and first <= today:
                return born
    return None


def expiry_date(text: str, today: date) -> date | None:
    """Read an expiry date; None when its characters are no whole date.

    Args:
        text: Six characters as printed.
        today: The day of the capture; the expiry lies within fifty years of it.
    """
    if any(character not in DIGITS for character in text):
        return None
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    year += (today.year - _EXPIRY_REACH - year + 99) // 100 * 100
    return date(year, month, day) if _possible(year, month, day) else None


def short(year: int | None, month: int | None, day: int | None) -> str:
    """Write a date as a zone does: YYMMDD with ``<<`` for what is not known.

    >>> short(1974, 8, None)
    '7408<<'
    """
    parts = (None if year is None else year % 100, month, day)
    return "".join(_UNKNOWN if part is None else f"{part:02d}" for part in parts)


def _part(text: str) -> str | None:
    """Two digits or two fillers, else None."""
    return text if text == _UNKNOWN or all(character in DIGITS for character in text) else None


def _possible(year: int, month: int | None, day: int | None) -> bool:
    """Does the calendar have this day? An unknown month has 31 days."""
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return False
    longest = 31 if month is None else calendar.monthrange(year, month)[1]
    return day is None or 1 <= day <= longest
