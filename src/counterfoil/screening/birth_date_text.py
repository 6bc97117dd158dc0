"""Birth dates in the words of lists, customers' files and people, read into `BirthDate`.

One function for all of them: ``1961-04-07``, ``1961-04``, ``1961``, ``19610407``, ``07 Apr 1961``, ``April 7, 1961``,
``07.04.1961``, ``circa 1961``, ``1961 to 1965``, ``01 Jan 1961 to 31 Dec 1965``, ``1960s``, ``1961年4月7日``, and
digits of any script. A part written as zeros, X or DD and MM is not known.

Numbers with slashes or hyphens that end in the year are taken day first, as most of the world writes them, unless only
the other order is a date of the calendar; ``month_first`` turns that round. Where both orders are possible the text
does not say which is meant; matching treats a swapped day and month as near agreement for that reason.

Only years of the Gregorian calendar are understood: a year of another calendar lies before 1800 or after 2100, and is
refused rather than misread.
"""

import re
import unicodedata
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening.birth_date import BirthDate

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_UNKNOWN: Final = frozenset(("", "-", "--", "unknown", "not known", "n/a", "na", "none", "null", "-0-", "tbc"))
_YEARS: Final = range(1800, 2101)
_LONGEST: Final = 100
_DECADE: Final = 10
_ABOUT: Final = re.compile(
    r"^\s*(?:(?:circa|approximately|approx|about|around|abt|est|estimated|ca|c)\b\.?|~|±)\s*|"
    r"\s*\(?\b(?:approximately|approx|circa|estimated)\b\.?\)?\s*$"
)
_BETWEEN: Final = re.compile(r"^\s*(?:between|from)\s+")
_RANGE: Final = re.compile(
    r"(?<=\d)\s*(?:\bto\b|\band\b|\bor\b|\buntil\b|[\u2013\u2014])\s*(?=\S)|(?<=\d{4})\s*[-/]\s*(?=\d{4}$)|(?<=\d{4})\s+-\s+(?=\S)"
)
_MONTHS_OF_A_YEAR: Final = re.compile(r"[a-z]{3,9}\.? (?:to|and) ([a-z]{3,9}\.? \d{4})")
_DECADES: Final = re.compile(r"(?:(?:early|mid|late)[\s-]*)?(\d{3})0'?s")
_SEASONS: Final = re.compile(r"^(?:early|mid|late)[\s-]+(?=\d{4}$)")
_WHOLE: Final = re.compile(r"(\d{4})-(0[1-9]|1\d)-(0[1-9]|[12]\d|3[01])", re.ASCII)
_PART: Final = r"(\d{1,2}|xx|dd|mm)"
_ISO: Final = re.compile(rf"(\d{{4}})(?:[-/.]{_PART}(?:[-/.]{_PART}(?:[t ][\d:]{{4,}}[\d:.+z-]*)?)?)?")
_EAST_ASIAN: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(rf"(?:{_PART}([-/.]))?{_PART}([-/.])(\d{{4}})")
_DAY_WORD: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?)?([a-z]{3,9})[\s.,-]+(\d{4})")
_WORD_DAY: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def parse(text: str, *, month_first: bool = False) -> BirthDate | None:
    """Read a birth date.

    Args:
        text: How it is written.
        month_first: Whether ``04/07/1961`` is the seventh of April.

    Returns:
        What is known of the date; None where the text says that nothing is.

    Raises:
        InputError: It is no birth date that can be read; the message does not repeat it.

    >>> str(parse("7 Apr 1961")), str(parse("circa 1961")), str(parse("1961 to 1965"))
    ('1961-04-07', '~1961', '1961/1965')
    """
    if whole := _WHOLE.fullmatch(text):  # as nearly all are
        year, month, day = map(int, whole.groups())
        return _checked(BirthDate(year, month, day))
    if len(text) > _LONGEST:
        raise _unreadable()
    plain = " ".join(_digits(text).lower().split()).strip(" .;,")
    if plain in _UNKNOWN:
        return None
    bare = _ABOUT.sub("", plain)
    is_about = bare != plain
    if spoken := _SEASONS.sub("", bare):
        is_about, bare = is_about or spoken != bare, spoken
    return _range(bare, is_about, month_first) or _day(bare, is_about, month_first)


def between(first: BirthDate, last: BirthDate) -> BirthDate:
    """Return what is known of a birth that lies between two dates, neither of them a range.

    A range within a month is that month, one within a year is that year, and any other is a range of years.

    Raises:
        InputError: The second lies in an earlier year.

    >>> str(between(BirthDate(1961, 1, 1), BirthDate(1961, 12, 31)))
    '1961'
    """
    is_about = first.is_about or last.is_about
    if first.year == last.year:
        month = first.month if first.month == last.month else None
        return BirthDate(first.year, month, first.day if first.day == last.day and month else None, is_about=is_about)
    if last.year < first.year:
        raise _unreadable()
    return BirthDate(first.year, until=last.year, is_about=is_about)


def _range(text: str, is_about: bool, month_first: bool) -> BirthDate | None:
    """Read ``A to B`` and ``1960s``; None when the text is neither."""
    if decade := _DECADES.fullmatch(text):
        year = int(decade[1]) * _DECADE
        return _checked(BirthDate(year, until=year + _DECADE - 1, is_about=is_about))
    bare = _BETWEEN.sub("", text)
    if months := _MONTHS_OF_A_YEAR.fullmatch(bare):
        return BirthDate(_day(months[1], is_about, month_first).year, is_about=is_about)
    ends = _RANGE.split(bare)
    if len(ends) != 2:  # noqa: PLR2004 - a range has two ends
        return None
    first, last = (_day(_ABOUT.sub("", end), is_about, month_first) for end in ends)
    return between(first, last)


def _day(text: str, is_about: bool, month_first: bool) -> BirthDate:
    if found := _COMPACT.fullmatch(text) or _EAST_ASIAN.fullmatch(text) or _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif (found := _YEAR_LAST.fullmatch(text)) and found[2] in (None, found[4]):
        day, _, month, separator, year = found.groups()
        if separator != "." and day is not None and _is_month_first(day, month, month_first):
            day, month = month, day
    elif found := _DAY_WORD.fullmatch(text):
        day, month, year = found[1], _month(found[2]), found[3]
    elif found := _WORD_DAY.fullmatch(text):
        day, month, year = found[2], _month(found[1]), found[3]
    else:
        raise _unreadable()
    known_month = _part(month)
    return _checked(BirthDate(int(year), known_month, _part(day) if known_month else None, is_about=is_about))


def _is_month_first(first: str, second: str, wanted: bool) -> bool:
    """In ``first/second/year``, is the first the month? Where only one order is possible, it is that one."""
    a, b = _part(first) or 0, _part(second) or 0
    if wanted:
        return a <= len(_MONTHS)
    return b > len(_MONTHS) >= a


def _month(word: str) -> str:
    whole = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word) or word == "sept" == name[:4]]
    if len(whole) != 1:
        raise _unreadable()
    return str(whole[0])


def _part(written: str | None) -> int | None:
    """The number of a day or month; None when it is not known, which lists also write as zeros or letters."""
    return (int(written) or None) if written and written.isdecimal() else None


def _checked(date: BirthDate) -> BirthDate:
    if date.year not in _YEARS or (date.until or date.year) not in _YEARS:
        raise InputError(
            "This birth date has a year that is not of our calendar or cannot be right",
            remedy="Years run from 1800 to 2100; dates of other calendars are not converted.",
        )
    return date


def _digits(text: str) -> str:
    """Write the digits of any script, and full-width letters, as ASCII has them."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def _unreadable() -> InputError:
    return InputError("This is no birth date that can be read", remedy="Write it as YYYY-MM-DD, YYYY-MM or YYYY.")
