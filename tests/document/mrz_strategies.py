"""Hypothesis strategies for machine-readable zones, shared by the tests of this folder."""

from datetime import date

from hypothesis import strategies as st

from counterfoil.document.mrz import Document, Format, PartialDate
from counterfoil.document.mrz.alphabet import ALPHABET, DIGITS, LETTERS
from counterfoil.document.mrz.formats import LAYOUTS
from counterfoil.document.mrz.states import CODES

TODAY = date(2026, 11, 23)
CODES_OF = {Format.TD1: ("I", "ID", "AC", "C1"), Format.TD2: ("I", "A"), Format.TD3: ("P", "PD")}
VISA_CODES = ("V", "VC")
OPTIONAL_ROOM = {
    Format.TD1: (15, 11),
    Format.TD2: (7,),
    Format.TD3: (14,),
    Format.MRV_A: (16,),
    Format.MRV_B: (8,),
}


def _words(longest: int) -> st.SearchStrategy[str]:
    """Up to three words of letters, parted by single spaces, of this length at most together."""
    word = st.text(LETTERS, min_size=1, max_size=max(1, (longest - 2) // 3))
    return st.lists(word, min_size=1, max_size=3).map(" ".join)


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Births in the hundred years before today, each part of which may be unknown."""
    return st.builds(
        lambda born, year, month, day: PartialDate(
            born.year if year else None, born.month if month else None, born.day if day else None
        ),
        st.dates(date(1927, 1, 1), TODAY),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose zone holds all they say: nothing cut, every field as the standard allows."""
    kind = draw(st.sampled_from(list(Format)))
    span = LAYOUTS[kind].fields["names"]
    room = span.stop - span.start
    surname = draw(_words(room // 2))
    given_names = draw(st.just("") | _words(room - len(surname) - 3))
    longest_number = {Format.TD1: 16, Format.TD2: 12}.get(kind, 9)
    number = draw(st.text(DIGITS + LETTERS, min_size=1, max_size=longest_number))
    rooms = list(OPTIONAL_ROOM[kind])
    if len(number) > 9:
        rooms[0] -= len(number) - 9 + 2
    return Document(
        format=kind,
        code=draw(st.sampled_from(CODES_OF.get(kind, VISA_CODES))),
        issuer=draw(st.sampled_from(sorted(CODES))),
        number=number,
        surname=surname,
        given_names=given_names,
        names_truncated=False,
        nationality=draw(st.sampled_from(sorted(CODES))),
        birth=draw(partial_dates()),
        sex=draw(st.sampled_from(("M", "F", "X", None))),
        expiry=draw(st.dates(date(1977, 1, 1), date(2075, 12, 31))),
        optional=tuple(draw(st.text(DIGITS + LETTERS, max_size=max(0, room))) for room in rooms),
    )


def characters() -> st.SearchStrategy[str]:
    """One character of a zone."""
    return st.sampled_from(ALPHABET)
