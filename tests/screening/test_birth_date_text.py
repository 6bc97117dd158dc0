"""Birth dates are read as they are written, and never more exactly than that."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import InputError
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.birth_date_text import parse

WRITTEN = {
    "1961-04-07": "1961-04-07",
    "1961-04-07T00:00:00Z": "1961-04-07",
    "1961-04-07 00:00:00": "1961-04-07",
    "1961/4/7": "1961-04-07",
    "19610407": "1961-04-07",
    "1961年4月7日": "1961-04-07",
    "1961年4月": "1961-04",
    "7 Apr 1961": "1961-04-07",
    "07-APR-1961": "1961-04-07",
    "7th of April 1961": "1961-04-07",
    "April 7, 1961": "1961-04-07",
    "Apr. 7 1961": "1961-04-07",
    " 07.04.1961. ": "1961-04-07",
    "\u0660\u0667/\u0660\u0664/\u0661\u0669\u0666\u0661": "1961-04-07",  # Arabic-Indic digits
    "۱۹۶۱": "1961",
    "\uff11\uff19\uff16\uff11-04": "1961-04",  # full-width digits
    "1961-04": "1961-04",
    "04/1961": "1961-04",
    "Sept. 1961": "1961-09",
    "1961": "1961",
    "1961-04-00": "1961-04",
    "00/04/1961": "1961-04",
    "00/00/1961": "1961",
    "1961-XX-XX": "1961",
    "circa 1961": "~1961",
    "c. 1961": "~1961",
    "~1961": "~1961",
    "Approximately 1961": "~1961",
    "1961 (approx.)": "~1961",
    "early 1961": "~1961",
    "circa 7 Apr 1961": "~1961-04-07",
    "1961 to 1965": "1961/1965",
    "1961-1965": "1961/1965",
    "1961/1965": "1961/1965",
    "1961 \u2013 1965": "1961/1965",
    "between 1961 and 1965": "1961/1965",
    "circa 1961 to circa 1965": "~1961/1965",
    "01 Jan 1961 to 31 Dec 1965": "1961/1965",
    "01 Jan 1961 to 31 Dec 1961": "1961",
    "04 Apr 1961 to 07 Apr 1961": "1961-04",
    "1957 or 1960": "1957/1960",
    "1960s": "1960/1969",
    "13/02/1961": "1961-02-13",
    "02/13/1961": "1961-02-13",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_every_way_of_writing_a_birth_date_is_read(written):
    assert str(parse(written)) == WRITTEN[written]


@pytest.mark.parametrize("written", ["", "  ", "-", "unknown", "N/A", "-0-"])
def test_a_text_that_says_nothing_of_the_date_gives_none(written):
    assert parse(written) is None


def test_slashes_are_day_first_unless_the_caller_knows_better():
    assert parse("04/07/1961") == BirthDate(1961, 7, 4)
    assert parse("04/07/1961", month_first=True) == BirthDate(1961, 4, 7)
    assert parse("13/02/1961", month_first=True) == BirthDate(1961, 2, 13)
    assert parse("04.07.1961", month_first=True) == BirthDate(1961, 7, 4), "dots are always day first"


@pytest.mark.parametrize(
    "nonsense",
    [
        "nonsense",
        "31/02/1961",
        "1961-13-01",
        "61",
        "7 Foo 1961",
        "1965 to 1961",
        "1340",
        "\u06f1\u06f3\u06f4\u06f0",
        "9999",
        "1961²",
        "x" * 101,
    ],
)
def test_nonsense_is_refused_without_being_repeated(nonsense):
    with pytest.raises(InputError) as refused:
        parse(nonsense)
    assert nonsense not in str(refused.value)


@given(st.text(max_size=120) | st.from_regex(r"[0-9a-z/ .~-]{1,24}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text):
    with contextlib.suppress(InputError):
        parse(text)


@given(st.dates(), st.booleans(), st.booleans())
def test_what_a_birth_date_writes_is_read_as_the_same(day, about, whole):
    if 1800 <= day.year <= 2100:
        born = BirthDate(day.year, day.month, day.day if whole else None, is_about=about)
        assert parse(str(born)) == born


@given(st.integers(1800, 2090), st.integers(1, 10), st.booleans())
def test_a_range_that_a_birth_date_writes_is_read_as_the_same(year, more, about):
    born = BirthDate(year, until=year + more, is_about=about)
    assert parse(str(born)) == born
