"""The way of a verification: each step from the states that allow it, and from no other."""

from datetime import timedelta

import pytest
from verification_made import ANNA, BERT, CONSENT, Desk

from counterfoil.decision import Verdict
from counterfoil.errors import CaptureError, ConsentError, InputError, StateError
from counterfoil.records.verifications import DecidedBy, Route, State

ALL = set(State)
BEFORE = {State.CREATED, State.CONSENTED, State.CAPTURING}
STEPS = {
    "consent": (Desk.consent, {State.CREATED}),
    "manual": (Desk.manual, BEFORE),
    "capture": (Desk.capture, {State.CONSENTED, State.CAPTURING}),
    "submit": (Desk.submit, {State.CAPTURING}),
    "review": (lambda desk, id: desk.review(id, ANNA, Verdict.ACCEPT), {State.UNDER_REVIEW}),
    "erase": (Desk.erase, ALL - {State.PROCESSING}),
    "erase_biometrics": (Desk.erase_biometrics, {State.DECIDED, State.EXPIRED, State.ERASED}),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_from_the_states_that_allow_it_and_from_no_other(desk, state, step):
    take, allowed = STEPS[step]
    id = desk.brought_to(state)
    before, entries = desk.get(id), desk.kinds(id)
    if state in allowed:
        take(desk, id)
        return
    with pytest.raises((StateError, InputError, Exception)) as refused:
        take(desk, id)
    assert getattr(refused.value, "code", None) in ("state_conflict", "evidence_gone")
    assert desk.get(id) == before
    assert desk.kinds(id) == entries


def test_the_whole_way(desk):
    id = desk.create(reference="order 7")
    desk.later(minutes=1)
    desk.consent(id)
    consented_at = desk.now
    desk.capture(id)
    desk.later(minutes=1)
    assert desk.submit(id) == 1
    assert desk.get(id).processing_at == desk.now
    desk.later(seconds=9)
    assert desk.conclude(id, Verdict.ACCEPT, reasons=("face.match",))
    found = desk.get(id)
    assert (found.state, found.verdict, found.decided_by) == (State.DECIDED, Verdict.ACCEPT, DecidedBy.POLICY)
    assert (found.reasons, found.reference, found.attempt) == (("face.match",), "order 7", 1)
    assert (found.consented_at, found.decided_at, found.language) == (consented_at, desk.now, "en")
    assert desk.kinds(id) == ["created", "consented", "capturing", "captured", "captured", "submitted", "decided"]


class TestConsent:
    def test_to_another_text_is_refused(self, desk):
        id = desk.create()
        with pytest.raises(ConsentError):
            desk.consent(id, "2025-01")
        assert desk.get(id).state is State.CREATED

    def test_says_which_text_in_which_language_and_when(self, desk):
        id = desk.brought_to(State.CONSENTED)
        found = desk.get(id)
        assert (found.consent_version, found.language, found.consented_at) == (CONSENT, "en", desk.now)

    def test_comes_before_any_capture(self, desk):
        id = desk.create()
        with pytest.raises(StateError):
            desk.capture(id, "probe")
        assert desk.kinds(id) == ["created"]


class TestHandingIn:
    @pytest.mark.parametrize("kind", ["document_front", "probe", "challenge"])
    def test_needs_the_document_and_the_probe(self, desk, kind):
        id = desk.brought_to(State.CONSENTED)
        desk.capture(id, kind)
        with pytest.raises(CaptureError):
            desk.submit(id)
        assert (desk.get(id).state, desk.get(id).attempt) == (State.CAPTURING, 0)

    def test_needs_something_new_after_a_retry(self, desk):
        id = desk.brought_to(State.PROCESSING)
        desk.conclude(id, Verdict.RETRY)
        with pytest.raises(CaptureError, match="since the last attempt"):
            desk.submit(id)
        desk.capture(id, "probe")
        assert desk.submit(id) == 2

    def test_takes_no_piece_of_another_verification_and_no_kind_that_is_none(self, desk):
        mine, other = desk.brought_to(State.CONSENTED), desk.brought_to(State.CONSENTED)
        from counterfoil.records import verifications as steps

        for kind, subject in (("probe", other), ("result", mine)):
            with pytest.raises(CaptureError), desk.database.writing() as connection:  # noqa: PT012
                piece = desk.seal(connection, subject, kind)
                steps.capture(connection, mine, kind=kind, evidence=piece, now=desk.now)
        assert desk.get(mine).state is State.CONSENTED


class TestConcluding:
    def test_a_referral_waits_for_people(self, desk):
        id = desk.brought_to(State.UNDER_REVIEW)
        found = desk.get(id)
        assert (found.state, found.verdict, found.decided_by) == (State.UNDER_REVIEW, Verdict.REFER, None)
        assert found.biometrics_due_at is None

    def test_a_bad_capture_may_be_repeated_until_a_person_looks(self, desk):
        id = desk.brought_to(State.CAPTURING, attempts_allowed=2)
        desk.submit(id)
        desk.conclude(id, Verdict.RETRY, reasons=("face.blurred",))
        assert (desk.get(id).state, desk.get(id).reasons) == (State.CAPTURING, ("face.blurred",))
        desk.capture(id, "probe")
        desk.submit(id)
        assert desk.get(id).verdict is None
        desk.conclude(id, Verdict.RETRY)
        assert desk.get(id).state is State.UNDER_REVIEW

    def test_leaves_time_for_another_attempt_however_long_it_took(self, desk):
        id = desk.brought_to(State.PROCESSING)
        desk.later(hours=25)
        desk.conclude(id, Verdict.RETRY)
        assert desk.expire() == 0
        desk.later(minutes=16)
        assert desk.expire() == 1

    def test_happens_once(self, desk):
        id = desk.brought_to(State.PROCESSING)
        assert not desk.conclude(id, Verdict.REJECT, attempt=2)
        assert desk.conclude(id, Verdict.ACCEPT, attempt=1)
        assert not desk.conclude(id, Verdict.REJECT, attempt=1)
        assert desk.get(id).verdict is Verdict.ACCEPT
        assert desk.kinds(id).count("decided") == 1

    def test_of_an_earlier_attempt_changes_nothing(self, desk):
        id = desk.brought_to(State.PROCESSING)
        desk.conclude(id, Verdict.RETRY)
        desk.capture(id, "probe")
        desk.submit(id)
        assert not desk.conclude(id, Verdict.ACCEPT, attempt=1)
        assert desk.get(id).state is State.PROCESSING


class TestTheWayWithoutBiometrics:
    @pytest.mark.parametrize("state", sorted(BEFORE))
    def test_leads_to_a_person_and_to_a_decision(self, desk, state):
        id = desk.brought_to(state)
        desk.manual(id)
        found = desk.get(id)
        assert (found.state, found.route, found.verdict) == (State.UNDER_REVIEW, Route.MANUAL, None)
        assert desk.review(id, ANNA, Verdict.ACCEPT) is State.DECIDED
        assert desk.get(id).decided_by is DecidedBy.REVIEWER

    def test_does_not_expire(self, desk):
        id = desk.create()
        desk.manual(id)
        desk.later(days=30)
        assert desk.expire() == 0


class TestContesting:
    def test_a_rejection_by_the_policy_alone_is_looked_at_by_a_person(self, desk):
        id = desk.brought_to(State.PROCESSING)
        desk.conclude(id, Verdict.REJECT)
        desk.contest(id)
        found = desk.get(id)
        assert (found.state, found.decided_by, found.records_due_at) == (State.UNDER_REVIEW, None, None)
        assert desk.review(id, ANNA, Verdict.ACCEPT) is State.DECIDED
        assert desk.get(id).verdict is Verdict.ACCEPT

    def test_is_for_nobody_who_was_accepted_or_whom_a_person_has_seen(self, desk):
        accepted, seen = desk.brought_to(State.DECIDED), desk.brought_to(State.UNDER_REVIEW)
        desk.review(seen, BERT, Verdict.REJECT)
        for id in (accepted, seen):
            with pytest.raises(StateError):
                desk.contest(id)


class TestExpiring:
    @pytest.mark.parametrize("state", sorted(ALL - {State.EXPIRED, State.ERASED}))
    def test_happens_only_before_anything_is_processed(self, desk, state):
        id = desk.brought_to(state)
        desk.later(hours=25)
        assert desk.expire() == (1 if state in BEFORE else 0)
        assert (desk.get(id).state is State.EXPIRED) == (state in BEFORE)

    def test_waits_for_its_time(self, desk):
        id = desk.create(expires_at=desk.now + timedelta(minutes=10))
        desk.later(minutes=9)
        assert desk.expire() == 0
        desk.later(minutes=1)
        assert desk.expire() == 1
        assert desk.kinds(id) == ["created", "expired"]


def test_what_makes_no_sense_is_not_begun(desk):
    for wrong in ({"expires_at": desk.now}, {"attempts_allowed": 0}, {"magic": "accept"}):
        with pytest.raises(InputError):
            desk.create(**wrong)
