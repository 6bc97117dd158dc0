from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mrz_examples import WORKED_EXAMPLES

from counterfoil import document
from counterfoil.checks import Outcome
from counterfoil.document.mrz import PartialDate
from counterfoil.reasons import Reason

HOLDER = WORKED_EXAMPLES[0].document


def aged(year: int | None, month: int | None, day: int | None, today: date):
    return document.age(replace(HOLDER, birth=PartialDate(year, month, day)), 18, today)


def test_a_format_that_is_not_accepted_fails():
    assert document.kind(HOLDER, ("TD1", "TD3")).outcome is Outcome.PASSED
    refused = document.kind(HOLDER, ("TD1", "TD2"))
    assert (refused.outcome, refused.reasons) == (Outcome.FAILED, (Reason.DOCUMENT_KIND,))


@pytest.mark.parametrize(
    ("born", "today", "outcome"),
    [
        ((2008, 11, 23), date(2026, 11, 22), Outcome.FAILED),
        ((2008, 11, 23), date(2026, 11, 23), Outcome.PASSED),
        ((2008, 2, 29), date(2026, 2, 28), Outcome.FAILED),
        ((2008, 2, 29), date(2026, 3, 1), Outcome.PASSED),
        ((2008, None, None), date(2026, 11, 23), Outcome.INCONCLUSIVE),
        ((2007, None, None), date(2026, 11, 23), Outcome.PASSED),
        ((2009, None, None), date(2026, 11, 23), Outcome.FAILED),
        ((2008, 11, None), date(2026, 11, 23), Outcome.INCONCLUSIVE),
        ((2008, 10, None), date(2026, 11, 23), Outcome.PASSED),
        ((None, 11, 23), date(2026, 11, 23), Outcome.INCONCLUSIVE),
    ],
)
def test_the_age_is_answered_when_every_day_it_can_mean_agrees(born, today, outcome):
    assert aged(*born, today).outcome is outcome


def test_a_birth_date_that_was_not_read_answers_nothing():
    check = document.age(replace(HOLDER, birth=None), 18, date(2026, 11, 23))
    assert (check.outcome, check.reasons) == (Outcome.INCONCLUSIVE, (Reason.AGE_UNKNOWN,))


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(1, 100))
def test_whoever_is_old_enough_stays_so(born, minimum):
    holder = replace(HOLDER, birth=PartialDate(born.year, born.month, born.day))
    days = [born + timedelta(days=round(365.25 * minimum) + offset) for offset in range(-3, 4)]
    answers = [document.age(holder, minimum, day).outcome is Outcome.PASSED for day in days]
    assert answers == sorted(answers)
    assert (answers[0], answers[-1]) == (False, True)


def test_the_age_itself_is_not_said():
    assert aged(1974, 8, 12, date(2026, 11, 23)).score is None
