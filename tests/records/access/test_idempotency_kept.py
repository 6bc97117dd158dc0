"""A request that is sent again gets the same answer, and nothing happens twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pairs_made import NOW
from sqlalchemy import func, insert, select

from counterfoil.errors import IdempotencyError
from counterfoil.records.access.idempotency import Answer, Caller, begin, erase_answers, finish, forget
from counterfoil.records.tables import settings
from tests.at_once import at_once

MINE = Caller("default", "key_1", "order 7")
ANSWER = Answer(201, b"sealed")
REQUEST, OTHER = "a" * 64, "b" * 64


def answer(database, caller=MINE, request=REQUEST, now=NOW):
    with database.writing() as connection:
        before = begin(connection, caller, request, now)
        if before is None:
            finish(connection, caller, ANSWER)
    return before


def test_the_second_time_the_answer_is_there(database):
    assert answer(database) is None
    assert answer(database) == ANSWER


def test_another_request_under_the_same_key_is_refused(database):
    answer(database)
    with pytest.raises(IdempotencyError):
        answer(database, request=OTHER)


@pytest.mark.parametrize("other", [Caller("other", "key_1", "order 7"), Caller("default", "key_2", "order 7")])
def test_keys_of_others_are_other_keys(database, other):
    answer(database)
    assert answer(database, other, OTHER) is None


def test_after_a_day_a_key_is_new_whether_or_not_its_answer_was_removed(database):
    answer(database)
    for again in (None, ANSWER):
        assert answer(database, request=OTHER, now=NOW + timedelta(days=1)) == again
    with database.writing() as connection:
        assert forget(connection, NOW + timedelta(days=1)) == 0


def test_what_was_answered_about_something_erased_is_gone_and_its_key_is_still_taken(database):
    with database.writing() as connection:
        for key, subject in (("1", "ver_1"), ("2", "ver_2"), ("3", None)):
            mine = replace(MINE, key=key)
            assert begin(connection, mine, REQUEST, NOW) is None
            finish(connection, mine, ANSWER, subject)
        erase_answers(connection, "ver_1")
    kept = [answer(database, replace(MINE, key=key)) for key in "123"]
    assert kept == [Answer(201, b""), ANSWER, ANSWER]


def test_work_that_fails_leaves_the_key_free(database):
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        begin(connection, MINE, REQUEST, NOW)
        1 / 0  # noqa: B018
    assert answer(database) is None


def test_of_many_at_once_one_does_the_work_and_all_get_its_answer(database):
    def request():
        with database.writing() as connection:
            before = begin(connection, MINE, REQUEST, NOW)
            if before is None:
                number = connection.execute(select(func.count()).select_from(settings)).scalar()
                connection.execute(insert(settings).values(name=f"work {number}", value=""))
                finish(connection, MINE, ANSWER)
            return before or ANSWER

    assert at_once(*[request] * 6) == [ANSWER] * 6
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(settings)).scalar() == 1


def test_answers_are_forgotten_after_a_day(database):
    answer(database)
    with database.writing() as connection:
        assert forget(connection, NOW + timedelta(hours=23)) == 0
        assert forget(connection, NOW + timedelta(hours=24)) == 1
    assert answer(database, request=OTHER) is None
