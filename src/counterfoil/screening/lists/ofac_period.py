"""Date periods of OFAC's advanced XML as birth dates.

A period has a ``Start`` and an ``End``, each of them ``From`` one day ``To`` another. A day that is known is all four;
a year runs from its first day to its last; ``Approximate`` says "circa".
"""

from typing import Final
from xml.etree.ElementTree import Element

from counterfoil.screening import birth_date_text
from counterfoil.screening.birth_date import BirthDate

_EARLIEST: Final = ("Start/From", "Start/To", "End/From", "End/To")
_PARTS: Final = ("Year", "Month", "Day")


def birth_date(period: Element) -> BirthDate | None:
    """Return the birth date that a period stands for; None when it has no year.

    Raises:
        InputError: It is no date of the calendar, or ends before it starts.
    """
    days = [day for path in _EARLIEST if (day := _day(period.find(path))) is not None]
    if not days:
        return None
    born = birth_date_text.between(days[0], days[-1])
    is_about = any(period.find(f"{end}[@Approximate='true']") is not None for end in ("Start", "End"))
    return BirthDate(born.year, born.month, born.day, born.until, is_about)


def _day(node: Element | None) -> BirthDate | None:
    if node is None:
        return None
    year, month, day = (node.findtext(part, "").strip() for part in _PARTS)
    return birth_date_text.parse("-".join((year, month or "0", day or "0"))) if year else None
