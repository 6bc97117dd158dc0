"""Whatever is called a name ends in hits or in one line that does not repeat it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import InputError, ListError
from counterfoil.screening import index, names
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.matching import threshold
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Screener
from tests import hostile

LISTED = (
    Entity("a-1", Schema.PERSON, (ListedName("Quille Vandrey"), ListedName("عبد الونضري")), (BirthDate(1961, 4, 7),)),
    Entity("a-2", Schema.PERSON, (ListedName("Oswin Tarradale"), ListedName("霑"), ListedName("Q. 7"))),
    Entity("a-3", Schema.COMPANY, (ListedName("Vandrey Shipping Ltd"),)),
)


@pytest.fixture(scope="module", params=[True, False], ids=["compiled", "in Python"])
def screener(request, tmp_path_factory) -> Screener:
    folder = tmp_path_factory.mktemp("lists") / "index"
    index.build(LISTED, folder)
    return Screener([index.Index.open(folder)], native=request.param)


def refusal(screener: Screener, name: str, schema: Schema = Schema.PERSON) -> str:
    """Return what is said of a name that is not screened."""
    with pytest.raises(InputError) as caught:
        screener.screen(Query((name,), schema))
    said = str(caught.value)
    assert "\n" not in said
    assert len(name) < 4 or name not in said
    return said


@pytest.mark.parametrize("schema", Schema)
@pytest.mark.parametrize("name", hostile.READABLE.values(), ids=hostile.READABLE)
def test_a_strange_name_is_screened(screener, name, schema):
    hits = screener.screen(Query((name,), schema), floor=0.0)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("schema", Schema)
@pytest.mark.parametrize("name", hostile.UNREADABLE.values(), ids=hostile.UNREADABLE)
def test_a_name_that_holds_nothing_to_compare_is_refused_and_never_without_hits(screener, name, schema):
    assert "no letter or digit" in refusal(screener, name, schema)


@pytest.mark.parametrize("name", hostile.TOO_LONG.values(), ids=hostile.TOO_LONG)
def test_a_name_too_long_to_be_compared_whole_is_refused(screener, name):
    assert "1,000 characters" in refusal(screener, name)


@pytest.mark.parametrize(
    "name",
    [
        "a control character inside",
        "a NUL inside",
        "half a surrogate pair inside",
        "a byte order mark before it",
        "an override of direction",
        "three scripts in one word",
        "emoji between its letters",
        "wide letters",
        "mathematical letters",
        "line breaks",
    ],
)
def test_what_is_put_into_a_name_does_not_hide_it(screener, name):
    best = screener.screen(Query((hostile.READABLE[name],)))[0]
    assert best.entity.id == "a-1"
    assert best.name_score >= threshold(0.001)


def test_a_name_too_long_is_refused_although_others_of_the_party_are_not(screener):
    with pytest.raises(InputError, match="1,000 characters"):
        screener.screen(Query(("Quille Vandrey", " " * 1001 + "Oswin Tarradale")))


def test_one_readable_name_among_unreadable_ones_is_screened(screener):
    hits = screener.screen(Query(("...", "😀", "Quille Vandrey", "\x00")))
    assert hits[0].entity.id == "a-1"


def test_many_names_of_one_party_are_all_compared(screener):
    others = tuple(f"Nobody Nowhere{'abcdefghij'[number % 10] * (number // 10 + 1)}" for number in range(100))
    assert screener.screen(Query((*others, "Quille Vandrey")))[0].entity.id == "a-1"


@settings(max_examples=500, deadline=None)
@given(hostile.names() | hostile.long_words(), st.sampled_from(Schema))
def test_whatever_is_read_keeps_to_its_limits(name, schema):
    readings = names.read(name, schema)
    assert len(readings) <= names.MOST_READINGS
    for reading in readings:
        assert 1 <= len(reading) <= names.MOST_PARTS
        for part in reading:
            assert 1 <= len(part.text) <= names.MOST_LETTERS
            assert re.fullmatch("[a-z0-9]+", part.text)


@pytest.mark.parametrize("schema", Schema)
def test_a_compound_that_is_joined_to_more_letters_than_a_part_has_is_cut(schema):
    assert all(len(part.text) <= names.MOST_LETTERS for part in names.read(f"{'w' * 47} ullah", schema)[0])


@settings(max_examples=300, deadline=None)
@given(st.lists(hostile.names(), min_size=1, max_size=3), st.sampled_from(Schema))
def test_any_text_is_screened_or_refused(screener, called, schema):
    try:
        hits = screener.screen(Query(tuple(called), schema, BirthDate(1961)))
    except InputError:
        return
    for hit in hits:
        assert 0 <= hit.name_score <= 1
        assert hit.alignment is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(hostile.names(), min_size=1, max_size=3), min_size=1, max_size=5))
def test_a_list_of_any_texts_is_built_and_found_again_or_refused(tmp_path_factory, parties):
    entities = [
        Entity(
            f"x-{number}",
            Schema.PERSON,
            tuple(ListedName(name) for name in dict.fromkeys(names) if name) or (ListedName("Q"),),
        )
        for number, names in enumerate(parties)
    ]
    folder = tmp_path_factory.mktemp("strange") / "index"
    try:
        index.build(entities, folder)
    except ListError:
        assert not folder.exists()
        return
    opened = index.Index.open(folder)
    Screener([opened]).screen(Query(("Quille Vandrey",)))
