"""The queue: who waits for a person, in which order, and for which pair of eyes."""

from datetime import timedelta

import pytest
from verification_made import ANNA, BERT

from counterfoil.decision import Verdict
from counterfoil.records.verifications import State, being_judged
from counterfoil.records.verifications.queue import Eyes, Filters, Mode, choices, count, neighbours, waiting

ALL = Filters()


@pytest.fixture
def three(desk):
    """Three that wait, the longest first; the second is proposed. One more is decided, one of another tenant."""
    found = []
    for _ in range(3):
        found.append(desk.brought_to(State.UNDER_REVIEW, needs_second_review=True))
        desk.later(hours=2)
    desk.review(found[1], ANNA, Verdict.ACCEPT)
    desk.brought_to(State.DECIDED)
    desk.brought_to(State.UNDER_REVIEW, tenant="other")
    return found


def ids(desk, chosen=ALL, **more):
    with desk.database.reading() as connection:
        found = waiting(connection, "default", chosen, desk.now, **{"limit": 10, "offset": 0, **more})
        assert more or len(found) == count(connection, "default", chosen, desk.now)
    return [one.verification.id for one in found]


def test_the_longest_waiting_comes_first_a_page_at_a_time(desk, three):
    assert ids(desk) == three
    assert ids(desk, limit=2, offset=1) == three[1:]


@pytest.mark.usefixtures("three")
def test_it_says_since_when_and_for_whose_eyes(desk):
    with desk.database.reading() as connection:
        found = waiting(connection, "default", ALL, desk.now, limit=10, offset=0)
    assert [one.eyes for one in found] == [Eyes.FIRST, Eyes.SECOND, Eyes.FIRST]
    assert [desk.now - one.since for one in found] == [timedelta(hours=hours) for hours in (6, 4, 2)]


@pytest.mark.parametrize(
    ("chosen", "which"),
    [
        (Filters(policy="remote"), [0, 1, 2]),
        (Filters(policy="bank"), []),
        (Filters(older_than=4), [0, 1]),
        (Filters(eyes=Eyes.FIRST), [0, 2]),
        (Filters(eyes=Eyes.SECOND), [1]),
        (Filters(mode=Mode.TEST), []),
        (Filters(reason="face_different"), []),
    ],
)
def test_what_is_chosen_of_it(desk, three, chosen, which):
    assert ids(desk, chosen) == [three[at] for at in which]


def test_a_case_knows_those_beside_it(desk, three):
    with desk.database.reading() as connection:
        beside = [neighbours(connection, "default", one, desk.now, is_test=False) for one in three]
    assert beside == [("", three[1]), (three[0], three[2]), (three[1], "")]


@pytest.mark.usefixtures("three")
def test_only_what_is_there_is_offered_to_choose_from(desk):
    two = desk.brought_to(State.PROCESSING)
    desk.conclude(two, Verdict.REFER, reasons=("face_different",))
    with desk.database.reading() as connection:
        assert choices(connection, "default") == (["remote"], ["face_different"])
        assert choices(connection, "nobody") == ([], [])


def test_a_case_that_was_confirmed_waits_no_more(desk, three):
    desk.review(three[1], BERT, Verdict.ACCEPT)
    assert ids(desk) == [three[0], three[2]]


def test_those_that_are_judged_are_counted_over_all_tenants(desk):
    for tenant in ("default", "other"):
        desk.brought_to(State.PROCESSING, tenant=tenant)
    with desk.database.reading() as connection:
        assert being_judged(connection) == 2
