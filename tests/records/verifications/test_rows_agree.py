"""Whoever edits a verification's row and not the ledger is found, and the verification is named."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from verification_made import ANNA, NOW, Desk

from counterfoil.decision import Verdict
from counterfoil.records import ledger
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import State

EDITS = {
    "state": {"state": "decided"},
    "verdict": {"verdict": "accept"},
    "who decided": {"decided_by": "policy"},
    "when": {"decided_at": NOW + timedelta(hours=1)},
    "another policy": {"policy": "counter"},
    "other rules": {"policy_sha256": "0" * 64},
    "test mode": {"is_test": True},
    "attempts": {"attempt": 0},
    "route": {"route": "manual"},
    "consent": {"consented_at": None},
    "erased": {"erased_at": NOW},
    "whose": {"tenant": "other"},
}


def found(desk, tenant="default"):
    with desk.database.reading() as connection:
        assert isinstance(ledger.verify_ledger(connection, tenant, {"keys": []}), ledger.Verified)
        return first_disagreement(connection, tenant)


@pytest.fixture
def cases(desk: Desk):
    """Verifications in every state, some of them by ways that are seldom gone."""
    undecided = desk.brought_to(State.UNDER_REVIEW)  # the first two, since time passes for all of them
    desk.later(days=31)
    desk.end_undecided(undecided)
    expired = desk.brought_to(State.EXPIRED)
    made = [desk.brought_to(state) for state in State if state is not State.EXPIRED]
    reviewed = desk.brought_to(State.UNDER_REVIEW)
    desk.review(reviewed, ANNA, Verdict.REJECT)
    retried = desk.brought_to(State.PROCESSING)
    desk.conclude(retried, Verdict.RETRY, reasons=("face_small",))
    desk.manual(retried)
    contested = desk.brought_to(State.PROCESSING)
    desk.conclude(contested, Verdict.REJECT)
    desk.contest(contested)
    erased = desk.brought_to(State.DECIDED)
    desk.erase(erased)
    return [undecided, expired, *made, reviewed, retried, contested, erased]


def test_in_every_state_the_row_says_what_the_ledger_says(desk, cases):
    assert {desk.get(one).state for one in cases} == set(State)
    assert found(desk) is None
    assert found(desk, "other") is None


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_row_is_named(desk, cases, edit):
    which = desk.brought_to(State.UNDER_REVIEW)
    del cases
    with desk.database.writing() as connection:
        connection.execute(update(verifications).where(verifications.c.id == which).values(**edit))
    named = found(desk)
    assert named is not None
    assert (named.tenant, named.verification) == ("default", which)
    assert named.said


def test_a_row_that_went_and_one_that_was_put_in_are_named(desk):
    gone, moved = desk.brought_to(State.CAPTURING), desk.brought_to(State.CREATED, tenant="other")
    with desk.database.writing() as connection:
        connection.execute(update(verifications).where(verifications.c.id == moved).values(tenant="default"))
    put_in = found(desk)
    assert (put_in.verification, put_in.number) == (moved, 0)
    with desk.database.writing() as connection:
        connection.execute(update(verifications).where(verifications.c.id == moved).values(tenant="other"))
        connection.execute(text("DELETE FROM evidence"))
        connection.execute(delete(verifications).where(verifications.c.id == gone))
    assert found(desk).verification == gone
    assert found(desk, "other") is None


def test_the_one_behind_many_is_found(desk):
    made = [desk.create() for _ in range(1100)]
    assert found(desk) is None
    with desk.database.writing() as connection:
        connection.execute(update(verifications).where(verifications.c.id == made[-1]).values(state="expired"))
    assert found(desk).verification == made[-1]
