"""What people decide: one of them, or two who must agree."""

import pytest
from verification_made import ANNA, BERT

from counterfoil.decision import Verdict
from counterfoil.errors import ReviewError, StateError
from counterfoil.records import verifications as steps
from counterfoil.records.verifications import Action, DecidedBy, State
from tests.at_once import at_once


def reviews(desk, one):
    with desk.database.reading() as connection:
        return steps.reviews_of(connection, one)


@pytest.fixture
def case(desk):
    return desk.brought_to(State.UNDER_REVIEW)


@pytest.fixture
def twice(desk):
    return desk.brought_to(State.UNDER_REVIEW, needs_second_review=True)


class TestOneReviewer:
    @pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
    def test_decides(self, desk, case, verdict):
        assert desk.review(case, ANNA, verdict) is State.DECIDED
        found = desk.get(case)
        assert (found.verdict, found.decided_by, found.decided_at) == (verdict, DecidedBy.REVIEWER, desk.now)
        assert [(one.action, one.by, one.verdict) for one in reviews(desk, case)] == [(Action.DECIDED, ANNA, verdict)]

    @pytest.mark.parametrize("verdict", [Verdict.REFER, Verdict.RETRY])
    def test_accepts_or_rejects_and_nothing_else(self, desk, case, verdict):
        with pytest.raises(ReviewError):
            desk.review(case, ANNA, verdict)

    def test_gives_a_reason(self, desk, case):
        with pytest.raises(ReviewError, match="reason"), desk.database.writing() as connection:
            steps.review(connection, case, by=ANNA, verdict=Verdict.ACCEPT, reason_evidence=None, now=desk.now)
        assert desk.get(case).state is State.UNDER_REVIEW
        assert reviews(desk, case) == []

    def test_decides_once(self, desk, case):
        desk.review(case, ANNA, Verdict.ACCEPT)
        with pytest.raises(StateError):
            desk.review(case, BERT, Verdict.REJECT)


class TestTwoReviewers:
    def test_must_agree(self, desk, twice):
        assert desk.review(twice, ANNA, Verdict.ACCEPT) is State.UNDER_REVIEW
        with desk.database.reading() as connection:
            assert steps.proposed_by(connection, twice) == ANNA
        assert desk.get(twice).verdict is Verdict.REFER
        assert desk.review(twice, BERT, Verdict.ACCEPT) is State.DECIDED
        assert [one.action for one in reviews(desk, twice)] == [Action.PROPOSED, Action.CONFIRMED]
        assert desk.kinds(twice)[-2:] == ["review_proposed", "decided"]

    def test_are_two(self, desk, twice):
        desk.review(twice, ANNA, Verdict.ACCEPT)
        for again in (lambda: desk.review(twice, ANNA, Verdict.ACCEPT), lambda: desk.send_back(twice, ANNA)):
            with pytest.raises(ReviewError, match="second reviewer"):
                again()
        assert desk.get(twice).state is State.UNDER_REVIEW

    def test_who_disagree_decide_nothing(self, desk, twice):
        desk.review(twice, ANNA, Verdict.ACCEPT)
        with pytest.raises(ReviewError, match="accept was proposed"):
            desk.review(twice, BERT, Verdict.REJECT)
        desk.send_back(twice, BERT)
        with desk.database.reading() as connection:
            assert steps.proposed_by(connection, twice) is None
        assert desk.review(twice, BERT, Verdict.REJECT) is State.UNDER_REVIEW
        assert desk.review(twice, ANNA, Verdict.REJECT) is State.DECIDED
        assert desk.get(twice).verdict is Verdict.REJECT

    def test_send_back_only_what_was_proposed(self, desk, twice):
        with pytest.raises(ReviewError, match="Nothing was proposed"):
            desk.send_back(twice, BERT)

    def test_need_no_second_reason(self, desk, twice):
        desk.review(twice, ANNA, Verdict.ACCEPT)
        with desk.database.writing() as connection:
            steps.review(connection, twice, by=BERT, verdict=Verdict.ACCEPT, reason_evidence=None, now=desk.now)
        assert [one.reason is None for one in reviews(desk, twice)] == [False, True]


class TestAtOnce:
    def test_of_two_reviewers_one_decides(self, desk, case):
        came = at_once(lambda: desk.review(case, ANNA, Verdict.ACCEPT), lambda: desk.review(case, BERT, Verdict.REJECT))
        assert sorted(isinstance(one, StateError) for one in came) == [False, True]
        assert len(reviews(desk, case)) == 1
        assert desk.kinds(case).count("decided") == 1

    def test_of_two_who_must_agree_one_proposes_and_one_confirms(self, desk, twice):
        came = at_once(
            lambda: desk.review(twice, ANNA, Verdict.ACCEPT), lambda: desk.review(twice, BERT, Verdict.ACCEPT)
        )
        assert sorted(came) == [State.DECIDED, State.UNDER_REVIEW]

    def test_one_who_clicks_twice_does_not_agree_with_themselves(self, desk, twice):
        came = at_once(*[lambda: desk.review(twice, ANNA, Verdict.ACCEPT)] * 2)
        assert sorted(isinstance(one, ReviewError) for one in came) == [False, True]
        assert desk.get(twice).state is State.UNDER_REVIEW

    def test_of_many_who_hand_in_one_does(self, desk):
        one = desk.brought_to(State.CAPTURING)
        came = at_once(*[lambda: desk.submit(one)] * 4)
        assert came.count(1) == 1
        assert desk.get(one).attempt == 1

    def test_of_two_workers_that_judge_the_same_attempt_one_concludes(self, desk):
        one = desk.brought_to(State.PROCESSING)
        came = at_once(lambda: desk.conclude(one, Verdict.ACCEPT), lambda: desk.conclude(one, Verdict.REJECT))
        assert sorted(came) == [False, True]
        assert desk.kinds(one).count("decided") == 1

    def test_erasing_while_a_capture_arrives_leaves_nothing_to_be_opened(self, desk):
        one = desk.brought_to(State.CAPTURING)
        at_once(lambda: desk.erase(one), lambda: desk.capture(one, "probe"))
        assert desk.get(one).state is State.ERASED
        with desk.database.reading() as connection:
            assert all(piece.erased_at for piece in desk.vault.find(connection, "default", one))
