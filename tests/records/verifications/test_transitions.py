"""The way of a verification: each step from the states that allow it, and from no other."""

from datetime import timedelta

import pytest
from verification_made import ANNA, BERT, CONSENT, Desk

from counterfoil.decision import Verdict
from counterfoil.errors import CaptureError, ConsentError, EvidenceGone, InputError, StateError
from counterfoil.records import verifications as steps
from counterfoil.records.verifications import DecidedBy, Route, State

ALL = set(State)
BEFORE = {State.CREATED, State.CONSENTED, State.CAPTURING}
STEPS = {
    "consent": (Desk.consent, {State.CREATED}),
    "manual": (Desk.manual, BEFORE),
    "capture": (Desk.capture, {State.CONSENTED, State.CAPTURING}),
    "submit": (Desk.submit, {State.CAPTURING}),
    "review": (lambda desk, one: desk.review(one, ANNA, Verdict.ACCEPT), {State.UNDER_REVIEW}),
    "erase": (Desk.erase, ALL - {State.PROCESSING}),
    "erase_biometrics": (Desk.erase_biometrics, {State.DECIDED, State.EXPIRED, State.ERASED}),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_from_the_states_that_allow_it_and_from_no_other(desk, state, step):
    take, allowed = STEPS[step]
    one = desk.brought_to(state)
    before, entries = desk.get(one), desk.kinds(one)
    if state in allowed:
        take(desk, one)
        return
    with pytest.raises((StateError, EvidenceGone)) as refused:
        take(desk, one)
    assert refused.value.code in ("state_conflict", "evidence_gone")
    assert desk.get(one) == before
    assert desk.kinds(one) == entries


def test_the_whole_way(desk):
    one = desk.create(reference="order 7")
    desk.later(minutes=1)
    desk.consent(one)
    consented_at = desk.now
    desk.capture(one)
    desk.later(minutes=1)
    assert desk.submit(one) == 1
    assert desk.get(one).processing_at == desk.now
    desk.later(seconds=9)
    assert desk.conclude(one, Verdict.ACCEPT, reasons=("face.match",))
    found = desk.get(one)
    assert (found.state, found.verdict, found.decided_by) == (State.DECIDED, Verdict.ACCEPT, DecidedBy.POLICY)
    assert (found.reasons, found.reference, found.attempt) == (("face.match",), "order 7", 1)
    assert (found.consented_at, found.decided_at, found.language) == (consented_at, desk.now, "en")
    assert desk.kinds(one) == ["created", "consented", "capturing", "captured", "captured", "submitted", "decided"]


class TestConsent:
    def test_to_another_text_is_refused(self, desk):
        one = desk.create()
        with pytest.raises(ConsentError):
            desk.consent(one, "2025-01")
        assert desk.get(one).state is State.CREATED

    def test_says_which_text_in_which_language_and_when(self, desk):
        one = desk.brought_to(State.CONSENTED)
        found = desk.get(one)
        assert (found.consent_version, found.language, found.consented_at) == (CONSENT, "en", desk.now)

    def test_comes_before_any_capture(self, desk):
        one = desk.create()
        with pytest.raises(StateError):
            desk.capture(one, "probe")
        assert desk.kinds(one) == ["created"]


class TestHandingIn:
    @pytest.mark.parametrize("kind", ["document_front", "probe", "challenge"])
    def test_needs_the_document_and_the_probe(self, desk, kind):
        one = desk.brought_to(State.CONSENTED)
        desk.capture(one, kind)
        with pytest.raises(CaptureError):
            desk.submit(one)
        assert (desk.get(one).state, desk.get(one).attempt) == (State.CAPTURING, 0)

    def test_needs_something_new_after_a_retry(self, desk):
        one = desk.brought_to(State.PROCESSING)
        desk.conclude(one, Verdict.RETRY)
        with pytest.raises(CaptureError, match="since the last attempt"):
            desk.submit(one)
        desk.capture(one, "probe")
        assert desk.submit(one) == 2

    def test_takes_no_piece_of_another_verification_and_no_kind_that_is_none(self, desk):
        mine, other = desk.brought_to(State.CONSENTED), desk.brought_to(State.CONSENTED)
        for kind, subject in (("probe", other), ("result", mine)):
            with pytest.raises(CaptureError), desk.database.writing() as connection:  # noqa: PT012
                piece = desk.seal(connection, subject, kind)
                steps.capture(connection, mine, kind=kind, evidence=piece, now=desk.now)
        assert desk.get(mine).state is State.CONSENTED


class TestConcluding:
    def test_a_referral_waits_for_people(self, desk):
        one = desk.brought_to(State.UNDER_REVIEW)
        found = desk.get(one)
        assert (found.state, found.verdict, found.decided_by) == (State.UNDER_REVIEW, Verdict.REFER, None)
        assert (found.under_review_at, found.biometrics_due_at) == (desk.now, desk.now + timedelta(days=30))

    def test_a_bad_capture_may_be_repeated_until_a_person_looks(self, desk):
        one = desk.brought_to(State.CAPTURING, attempts_allowed=2)
        desk.submit(one)
        desk.conclude(one, Verdict.RETRY, reasons=("face.blurred",))
        assert (desk.get(one).state, desk.get(one).reasons) == (State.CAPTURING, ("face.blurred",))
        desk.capture(one, "probe")
        desk.submit(one)
        assert desk.get(one).verdict is None
        desk.conclude(one, Verdict.RETRY)
        assert desk.get(one).state is State.UNDER_REVIEW

    def test_leaves_time_for_another_attempt_however_long_it_took(self, desk):
        one = desk.brought_to(State.PROCESSING)
        desk.later(hours=25)
        desk.conclude(one, Verdict.RETRY)
        assert desk.expire() == 0
        desk.later(minutes=16)
        assert desk.expire() == 1

    def test_happens_once(self, desk):
        one = desk.brought_to(State.PROCESSING)
        assert not desk.conclude(one, Verdict.REJECT, attempt=2)
        assert desk.conclude(one, Verdict.ACCEPT, attempt=1)
        assert not desk.conclude(one, Verdict.REJECT, attempt=1)
        assert desk.get(one).verdict is Verdict.ACCEPT
        assert desk.kinds(one).count("decided") == 1

    def test_of_an_earlier_attempt_changes_nothing(self, desk):
        one = desk.brought_to(State.PROCESSING)
        desk.conclude(one, Verdict.RETRY)
        desk.capture(one, "probe")
        desk.submit(one)
        assert not desk.conclude(one, Verdict.ACCEPT, attempt=1)
        assert desk.get(one).state is State.PROCESSING


class TestTheWayWithoutBiometrics:
    @pytest.mark.parametrize("state", sorted(BEFORE))
    def test_leads_to_a_person_and_to_a_decision(self, desk, state):
        one = desk.brought_to(state)
        desk.manual(one)
        found = desk.get(one)
        assert (found.state, found.route, found.verdict) == (State.UNDER_REVIEW, Route.MANUAL, None)
        assert desk.review(one, ANNA, Verdict.ACCEPT) is State.DECIDED
        assert desk.get(one).decided_by is DecidedBy.REVIEWER

    def test_has_as_long_as_any_other_case(self, desk):
        one = desk.create()
        desk.manual(one)
        desk.later(days=29)
        assert desk.expire() == 0
        assert desk.get(one).biometrics_due_at == desk.now + timedelta(days=1)


class TestContesting:
    def test_a_rejection_by_the_policy_alone_is_looked_at_by_a_person(self, desk):
        one = desk.brought_to(State.PROCESSING)
        desk.conclude(one, Verdict.REJECT)
        desk.contest(one)
        found = desk.get(one)
        assert (found.state, found.decided_by, found.records_due_at) == (State.UNDER_REVIEW, None, None)
        assert (found.under_review_at, found.biometrics_due_at) == (desk.now, desk.now + timedelta(days=30))
        assert desk.review(one, ANNA, Verdict.ACCEPT) is State.DECIDED
        assert desk.get(one).verdict is Verdict.ACCEPT

    def test_is_for_nobody_who_was_accepted_or_whom_a_person_has_seen(self, desk):
        accepted, seen = desk.brought_to(State.DECIDED), desk.brought_to(State.UNDER_REVIEW)
        desk.review(seen, BERT, Verdict.REJECT)
        for one in (accepted, seen):
            with pytest.raises(StateError):
                desk.contest(one)


class TestExpiring:
    @pytest.mark.parametrize("state", sorted(ALL - {State.EXPIRED, State.ERASED}))
    def test_happens_only_before_anything_is_processed(self, desk, state):
        one = desk.brought_to(state)
        desk.later(hours=25)
        assert desk.expire() == (1 if state in BEFORE else 0)
        assert (desk.get(one).state is State.EXPIRED) == (state in BEFORE)

    def test_waits_for_its_time(self, desk):
        one = desk.create(expires_at=desk.now + timedelta(minutes=10))
        desk.later(minutes=9)
        assert desk.expire() == 0
        desk.later(minutes=1)
        assert desk.expire() == 1
        assert desk.kinds(one) == ["created", "expired"]


def test_what_makes_no_sense_is_not_begun(desk):
    for wrong in ({"expires_at": desk.now}, {"attempts_allowed": 0}, {"magic": "accept"}):
        with pytest.raises(InputError):
            desk.create(**wrong)
