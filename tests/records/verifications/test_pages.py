"""Looking at verifications: a page at a time, filtered, and one's own only."""

from datetime import timedelta

import pytest
from verification_made import NOW

from counterfoil.errors import InputError
from counterfoil.records import verifications as steps
from counterfoil.records.verifications import State


def page(desk, tenant="default", **asked):
    with desk.database.reading() as connection:
        return steps.page(connection, tenant, **asked)


def ids(found):
    return [one.id for one in found.verifications]


@pytest.fixture
def many(desk):
    made = []
    for at in range(7):
        made.append(desk.create(is_test=at % 2 == 1))
        desk.later(minutes=10)
    desk.create(tenant="other")
    return made


def test_the_newest_come_first_and_every_one_once(desk, many):
    seen, after = [], None
    while True:
        found = page(desk, after=after, limit=3)
        seen += ids(found)
        after = found.next
        if after is None:
            break
    assert seen == many[::-1]


def test_what_comes_meanwhile_neither_repeats_nor_hides_a_row(desk, many):
    first = page(desk, limit=3)
    new = desk.create()
    second = page(desk, limit=10, after=first.next)
    assert ids(first) + ids(second) == many[::-1]
    assert ids(page(desk, limit=1)) == [new]


def test_a_queue_begins_with_the_oldest(desk, many):
    first = page(desk, oldest_first=True, limit=4)
    assert ids(first) + ids(page(desk, oldest_first=True, after=first.next)) == many


def test_filters_by_state_mode_and_age(desk, many):
    desk.consent(many[2])
    assert ids(page(desk, states=[State.CONSENTED])) == [many[2]]
    assert ids(page(desk, states=[State.CONSENTED, State.CREATED])) == many[::-1]
    assert ids(page(desk, is_test=True)) == [many[5], many[3], many[1]]
    assert ids(page(desk, is_test=False)) == [many[6], many[4], many[2], many[0]]
    assert ids(page(desk, created_before=NOW + timedelta(minutes=20))) == [many[1], many[0]]
    assert ids(page(desk, created_from=NOW + timedelta(minutes=50))) == [many[6], many[5]]


def test_the_last_page_says_so(desk, many):
    assert page(desk, limit=7).next is None
    assert page(desk, limit=6).next == many[1]


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 201}, {"after": "x"}, {"after": "ver_' OR 1=1"}])
def test_a_wrong_question_is_refused(desk, asked):
    with pytest.raises(InputError):
        page(desk, **asked)


def test_nobody_finds_those_of_another_tenant(desk, many):
    with desk.database.reading() as connection:
        assert steps.get(connection, "other", many[0]) is None
        assert steps.get(connection, "default", many[0]) is not None
        assert steps.get(connection, "default", "ver_nothing") is None
    assert not set(ids(page(desk, "other"))) & set(many)
    assert ids(page(desk, "nobody")) == []


def test_what_waits_for_a_judgement_can_be_found_the_longest_first(desk):
    waiting = []
    for _ in range(2):
        waiting.append((desk.brought_to(State.PROCESSING), 1))
        desk.later(minutes=5)
    desk.brought_to(State.DECIDED)
    with desk.database.reading() as connection:
        assert steps.unfinished(connection) == waiting
        assert steps.unfinished(connection, 1) == waiting[:1]
