"""The compiled scorer gives the results of the reference."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.index import packing
from counterfoil.screening.index.birth_days import as_stored
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.names import Kind, Part
from counterfoil.screening.query import Query

pytestmark = pytest.mark.skipif(not is_compiled(), reason="there was no C compiler")

SYLLABLES = "al an ar ba bo ch da de el en fa go gh ha hr ia ir ja ka kh li ll lo ma me mm na no ou ph qa ra ri rn sa sh so ta th ts ul va we xi ya yi za zh 0 1".split()  # noqa: E501, SIM905
words = st.one_of(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map("".join),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12),
    st.text("aeimnrst", min_size=30, max_size=48),
)
kinds = st.sampled_from(
    [Kind.NONE, Kind.NONE, Kind.PARTICLE, Kind.TITLE, Kind.PATRONYMIC, Kind.TRUNCATED, Kind.LEGAL_FORM, Kind.INITIAL]
)
parts = st.builds(Part, words, kinds, st.sampled_from([0, 0, 0, 1, 2]))


@st.composite
def edited(draw, reading):
    """Change a reading as people and machines do."""
    changed = list(reading)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(changed) - 1))
        text = changed[at].text
        cut = draw(st.integers(0, len(text)))
        letter = draw(st.sampled_from("aehimnorst01"))
        what = draw(st.sampled_from(["add", "drop", "join", "split", "swap"]))
        if what == "add":
            changed[at] = Part((text[:cut] + letter + text[cut:])[:48], changed[at].kind, changed[at].group)
        elif what == "drop" and len(text) > 1:
            changed[at] = Part(text[:cut] + text[cut + 1 :] or letter, changed[at].kind, changed[at].group)
        elif what == "join" and at + 1 < len(changed):
            changed[at : at + 2] = [Part((text + changed[at + 1].text)[:48])]
        elif what == "split" and 0 < cut < len(text) and len(changed) < 24:
            changed[at : at + 1] = [Part(text[:cut]), Part(text[cut:])]
        elif what == "swap":
            changed[at], changed[0] = changed[0], changed[at]
    return tuple(changed)


readings = st.lists(parts, min_size=1, max_size=6).map(tuple)
crowded = st.lists(parts, min_size=18, max_size=24).map(tuple)
pairs = st.one_of(
    readings.flatmap(lambda reading: st.tuples(st.just(reading), edited(reading))),
    st.tuples(readings, readings),
    st.tuples(readings, crowded),
)


def compiled(query, listed):
    found = native.score_all(packing.parameters(), 0.0, packing.readings([query]), packing.readings([listed]))
    return struct.unpack("=IId", found)[2]


@settings(max_examples=250, deadline=None)
@given(pairs)
def test_names_score_the_same(pair):
    query, listed = pair
    assert compiled(query, listed) == pytest.approx(compare(query, listed).score, abs=1e-9, rel=0)


years = st.integers(1930, 1936)
dates = st.one_of(
    st.builds(BirthDate, years, st.integers(1, 12), st.integers(1, 12), is_about=st.booleans()),
    st.builds(BirthDate, years, st.integers(1, 3), is_about=st.booleans()),
    st.builds(BirthDate, years, is_about=st.booleans()),
    st.builds(lambda year, more: BirthDate(year, until=year + more), years, st.integers(0, 4)),
)


@settings(max_examples=300, deadline=None)
@given(st.floats(1e-9, 1 - 1e-9), dates, st.lists(dates, max_size=3, unique=True))
def test_birth_dates_weigh_the_same(name_score, said, listed):
    entity = Entity("x-1", Schema.PERSON, (ListedName("Valdemar Ostrovin"),), birth_dates=tuple(listed))
    expected = combine(name_score, weigh(Query(("Valdemar Ostrovin",), birth_date=said), entity))
    packed = struct.Struct("=hhbbbb")
    births = b"".join(packed.pack(*as_stored(one)) for one in listed)
    found = native.score(packing.parameters(), name_score, packed.pack(*as_stored(said)), births)
    assert found == pytest.approx(expected, abs=1e-9, rel=0)
