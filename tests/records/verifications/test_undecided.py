"""A case that nobody decides ends by itself: in time, told to all, and never from under a reviewer's hands."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from verification_made import ANNA, BERT, NOW

from counterfoil.decision import Verdict
from counterfoil.errors import StateError
from counterfoil.network.reach import Reach
from counterfoil.records import leases, ledger, retention
from counterfoil.records import verifications as steps
from counterfoil.records.tables import webhook_messages
from counterfoil.records.verifications import Retention, State
from counterfoil.records.verifications.queue import Eyes, ended_undecided
from counterfoil.records.webhooks import add_endpoint, secret_of_new_endpoint

MONTH = timedelta(days=30)


@pytest.fixture
def run(desk):
    """A run of retention at the desk's clock, which somebody has looked at."""
    return lambda **otherwise: retention.run(desk.database, desk.vault, desk.now, **{"vouched": True, **otherwise})


def kept(desk, one):
    with desk.database.reading() as connection:
        return {piece.kind for piece in desk.vault.find(connection, "default", one) if not piece.erased_at}


def in_vain(desk):
    with desk.database.reading() as connection:
        found = ended_undecided(connection, "default", is_test=False, limit=9)
    return [(one.verification.id, one.eyes) for one in found]


def test_it_ends_after_its_days_and_its_biometrics_go_at_once(desk, run):
    one = desk.brought_to(State.UNDER_REVIEW)
    with desk.database.writing() as connection:
        desk.seal(connection, one, "result")
    desk.now += MONTH - timedelta(seconds=1)
    assert run() == retention.Ran()
    desk.later(seconds=1)
    assert run() == retention.Ran(undecided=1, biometrics=1)
    found = desk.get(one)
    assert (found.state, found.verdict, found.decided_by) == (State.EXPIRED, Verdict.REFER, None)
    assert found.ended_undecided
    assert kept(desk, one) == {"result"}
    desk.now += MONTH
    assert run() == retention.Ran(records=1)
    assert kept(desk, one) == set()
    assert run() == retention.Ran()


def test_one_that_was_not_handed_in_ended_otherwise(desk):
    assert not desk.get(desk.brought_to(State.EXPIRED)).ended_undecided
    assert in_vain(desk) == []


@pytest.mark.parametrize("days", [1, 365])
def test_its_days_are_those_of_the_deployment(desk, days):
    one = desk.brought_to(State.PROCESSING)
    with desk.database.writing() as connection:
        steps.conclude(
            connection,
            one,
            attempt=1,
            verdict=Verdict.REFER,
            reasons=(),
            now=desk.now,
            retention=Retention(review_days=days),
        )
    assert desk.get(one).biometrics_due_at == desk.now + timedelta(days=days)


def test_the_ledger_and_the_webhook_say_so(desk, run):
    with desk.database.writing() as connection:
        given = {"url": "https://hooks.test/", "events": [], "is_test": False, "actor": "operator"}
        secret = secret_of_new_endpoint(desk.vault, NOW)
        add_endpoint(connection, desk.vault, secret, tenant="default", reach=Reach(), now=NOW, **given)
    one = desk.brought_to(State.UNDER_REVIEW)
    desk.now += MONTH
    run()
    with desk.database.reading() as connection:
        told = ledger.entries(connection, "default", subject=one)[-2:]
        events = connection.execute(select(webhook_messages.c.event).where(webhook_messages.c.subject == one)).scalars()
        assert "verification.expired" in set(events)
    assert [(entry.kind, entry.actor, entry.body) for entry in told] == [
        ("verification.expired", "schedule", {"undecided": True}),
        ("verification.biometrics_erased", "schedule", {"pieces": 2}),
    ]
    assert in_vain(desk) == [(one, Eyes.FIRST)]


def test_a_proposal_has_the_whole_time_again_and_does_not_vanish_untold(desk, run):
    one = desk.brought_to(State.UNDER_REVIEW, needs_second_review=True)
    desk.now += MONTH - timedelta(hours=1)
    desk.review(one, ANNA, Verdict.ACCEPT)
    proposed_at = desk.now
    assert desk.get(one).biometrics_due_at == proposed_at + MONTH
    desk.later(days=29)
    assert run() == retention.Ran()
    desk.now = proposed_at + MONTH
    assert run() == retention.Ran(undecided=1, biometrics=1)
    with desk.database.reading() as connection:
        (entry,) = (
            entry
            for entry in ledger.entries(connection, "default", subject=one)
            if entry.kind == "verification.expired"
        )
    assert entry.body == {"undecided": True, "proposed": "accept"}
    assert in_vain(desk) == [(one, Eyes.SECOND)]


def test_so_has_what_was_sent_back(desk):
    one = desk.brought_to(State.UNDER_REVIEW, needs_second_review=True)
    desk.review(one, ANNA, Verdict.ACCEPT)
    desk.later(days=10)
    desk.send_back(one, BERT)
    assert desk.get(one).biometrics_due_at == desk.now + MONTH


def test_what_a_reviewer_has_open_waits_until_it_is_left(desk, run):
    one = desk.brought_to(State.UNDER_REVIEW)
    desk.now += MONTH
    with desk.database.writing() as connection:
        leases.take(connection, one, ANNA, desk.now)
    assert run() == retention.Ran(left=1)
    assert desk.get(one).state is State.UNDER_REVIEW
    desk.now += leases.LASTS
    assert run().undecided == 1


def test_nothing_ends_early_and_nothing_that_was_decided(desk):
    waits, decided = desk.brought_to(State.UNDER_REVIEW), desk.brought_to(State.UNDER_REVIEW)
    desk.review(decided, ANNA, Verdict.REJECT)
    for one in (waits, decided):
        with pytest.raises(StateError):
            desk.end_undecided(one)


def test_a_clock_that_jumped_ends_nothing(desk, run):
    one = desk.brought_to(State.UNDER_REVIEW)
    run(vouched=False)
    desk.later(days=4000)
    assert run(vouched=False).doubted
    assert desk.get(one).state is State.UNDER_REVIEW


def test_a_contested_rejection_that_nobody_looked_at_stands_no_more(desk, run):
    one = desk.brought_to(State.PROCESSING)
    desk.conclude(one, Verdict.REJECT)
    desk.later(days=20)
    desk.contest(one)
    desk.later(days=29)
    assert run() == retention.Ran()
    desk.later(days=1)
    assert run() == retention.Ran(undecided=1, biometrics=1)
    assert (desk.get(one).state, desk.get(one).decided_at) == (State.EXPIRED, None)


def test_what_is_due_is_counted_before(desk):
    waits = desk.brought_to(State.UNDER_REVIEW)
    due = desk.get(waits).biometrics_due_at
    with desk.database.reading() as connection:
        soon = retention.undecided_due(connection, due - timedelta(days=6))
        late = retention.undecided_due(connection, due + timedelta(days=2))
        assert retention.biometrics_due(connection, due + timedelta(days=2)).waiting == 0
    assert (soon.now, soon.within_week, soon.oldest) == (0, 1, None)
    assert (late.now, late.oldest, late.waiting) == (1, due, 1)
