"""Birth dates as lists and documents give them: exact, year and month, year only, a range of years, or "about".

Nothing is invented: a date of which only the year is known never becomes the first of January.
"""

import calendar
from dataclasses import dataclass

from counterfoil.errors import InputError

_YEARS = range(1, 10_000)


@dataclass(frozen=True, slots=True, order=True)
class BirthDate:
    """What is known of a birth date.

    Attributes:
        year: The year, or the first of a range of years; 1 to 9999.
        month: 1 to 12; None when it is not known.
        day: 1 to 31; None when it is not known, and always when the month is not.
        until: The last year of a range; None when it is no range. A range has neither month nor day.
        is_about: Whether the list says "circa" or "approximately".

    Raises:
        InputError: It is no date of the calendar; the message does not repeat it.
    """

    year: int
    month: int | None = None
    day: int | None = None
    until: int | None = None
    is_about: bool = False

    def __post_init__(self) -> None:
        if not self._is_possible():
            raise InputError("This is no birth date of the calendar", remedy="Write it as YYYY-MM-DD, YYYY-MM or YYYY.")

    def __str__(self) -> str:
        """Return it as ISO 8601 writes it: ``1961-04-07``, ``1961-04``, ``1961``, ``1961/1965``, ``~1961``."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        span = f"/{self.until:04d}" if self.until else ""
        return f"{'~' if self.is_about else ''}{'-'.join(parts)}{span}"

    def _is_possible(self) -> bool:
        if self.year not in _YEARS:
            return False
        if self.until is not None:
            return self.until in _YEARS and self.until >= self.year and self.month is None and self.day is None
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            return False
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]
