"""Two names side by side: what meets, by which rule, and what that does to the score."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening.matching import Rule, compare
from counterfoil.screening.names import Kind, Part, read


def aligned(query, listed):
    return compare(read(query)[0], read(listed)[0])


def score(query, listed):
    return aligned(query, listed).score


@pytest.mark.parametrize(
    ("query", "listed", "rule"),
    [
        ("Valdemar Ostrovin", "Valdemar Ostrovin", Rule.EXACT),
        ("Valdemar Ostrovin", "Waldemar Ostrovin", Rule.SOUND),
        ("Qadira Ostrovin", "Kadira Ostrovin", Rule.SOUND),
        ("Valdemra Ostrovin", "Valdemar Ostrovin", Rule.SPELLING),
        ("Kornal Ostrovin", "Komal Ostrovin", Rule.LOOK_ALIKE),
        ("Bob Ostrovin", "Robert Ostrovin", Rule.NICKNAME),
        ("V Ostrovin", "Valdemar Ostrovin", Rule.INITIAL),
        ("Val Demar Ostrovin", "Valdemar Ostrovin", Rule.JOINED),
        ("Valdemar Ostrovin", "Val Demar Ostrovin", Rule.SPLIT),
    ],
)
def test_each_rule_makes_parts_meet_and_says_so(query, listed, rule):
    meetings = aligned(query, listed).meetings
    assert meetings[0].rule is rule
    assert len(meetings) == 2
    assert (meetings[0].cost == 0) is (rule is Rule.EXACT)


def test_a_part_that_was_cut_meets_what_it_begins():
    cut = (Part("valdem", Kind.TRUNCATED), Part("ostrovin"))
    assert compare(cut, read("Valdemar Ostrovin")[0]).meetings[0].rule is Rule.TRUNCATED


def test_neighbours_that_met_as_one_are_named():
    meeting = aligned("Ana Val Demar Ostrovin", "Ana Valdemar Ostrovin").meetings[1]
    assert (meeting.query, meeting.listed) == ((1, 2), (1,))


def test_names_that_share_nothing_score_next_to_nothing():
    found = aligned("Valdemar Ostrovin", "Chidi Kupuku")
    assert found.score < 0.01
    assert not found.meetings


def test_one_part_alone_makes_no_hit():
    assert score("Mohammed", "Mohammed Karowe Tulumba") < 0.5
    assert score("Valdemar Kupuku", "Valdemar Ostrovin") < 0.1


def test_the_same_name_scores_high_and_never_one():
    assert 0.85 < score("Valdemar Ostrovin", "Valdemar Ostrovin") < 0.99


def test_a_longer_name_that_is_the_same_says_more():
    assert score("Valdemar Jonas Ostrovin", "Valdemar Jonas Ostrovin") > score("Valdemar Ostrovin", "Valdemar Ostrovin")


def test_a_missing_middle_name_costs_less_than_another_one():
    missing = score("Valdemar Ostrovin", "Valdemar Jonas Ostrovin")
    other = score("Valdemar Chidi Ostrovin", "Valdemar Jonas Ostrovin")
    assert 0.3 < missing < score("Valdemar Jonas Ostrovin", "Valdemar Jonas Ostrovin")
    assert other < missing


def test_what_both_names_have_that_the_other_has_not_contradicts():
    assert aligned("Valdemar Chidi", "Valdemar Ostrovin").contradiction_cost > 0
    assert aligned("Valdemar", "Valdemar Ostrovin").contradiction_cost == 0


def test_the_surname_first_costs_a_little_and_a_jumble_more():
    straight = aligned("Valdemar Jonas Ostrovin", "Valdemar Jonas Ostrovin")
    turned = aligned("Ostrovin Valdemar Jonas", "Valdemar Jonas Ostrovin")
    jumbled = aligned("Ostrovin Jonas Valdemar", "Valdemar Jonas Ostrovin")
    assert straight.order_cost == 0 < turned.order_cost < jumbled.order_cost


def test_what_is_left_over_is_named_with_its_cost():
    found = aligned("Valdemar Chidi Ostrovin", "Valdemar Ostrovin")
    assert [left.index for left in found.left_in_query] == [1]
    assert found.left_in_query[0].cost > 0
    assert not found.left_in_listed


def test_a_title_is_missed_less_than_a_name():
    title = aligned("Dr Valdemar Ostrovin", "Valdemar Ostrovin")
    name = aligned("Chidi Valdemar Ostrovin", "Valdemar Ostrovin")
    assert title.score > name.score


def test_names_made_to_keep_it_busy_come_to_an_end():
    busy = tuple(Part("a" * (2 + at % 3)) for at in range(24))
    assert 0 < compare(busy, tuple(reversed(busy))).score < 1


parts = st.builds(
    Part,
    st.text("abcdehikmnorstuvyz0189", min_size=1, max_size=48),
    st.sampled_from([Kind.NONE, Kind.PARTICLE, Kind.TITLE, Kind.PATRONYMIC, Kind.TRUNCATED, Kind.LEGAL_FORM]),
    st.sampled_from([0, 0, 1, 2]),
)
readings = st.lists(parts, min_size=1, max_size=24).map(tuple)


@settings(max_examples=25, deadline=None)
@given(readings, readings)
def test_whatever_is_compared_every_part_is_met_or_left_over_once(query, listed):
    found = compare(query, listed)
    assert 0 < found.score < 1
    for side, left in (("query", found.left_in_query), ("listed", found.left_in_listed)):
        met = [index for meeting in found.meetings for index in getattr(meeting, side)]
        whole = query if side == "query" else listed
        assert sorted([*met, *(one.index for one in left)]) == list(range(len(whole)))
