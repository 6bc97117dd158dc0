"""What is due is erased: not early, not twice, each by itself, whatever the clock does."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from verification_made import CONSENT, NOW

from counterfoil.decision import Verdict
from counterfoil.errors import EvidenceGone
from counterfoil.records import ledger, retention
from counterfoil.records import verifications as steps
from counterfoil.records.tables import verifications
from counterfoil.records.trusting_clock import GAP, HOLD
from counterfoil.records.verifications import State
from tests.aftermath import wait_for_the_last_commit
from tests.at_once import at_once

PROGRAM = Path(__file__).parent / "erasing_program.py"


@pytest.fixture
def run(desk):
    """A run at the desk's clock, which somebody has looked at."""
    return lambda **otherwise: retention.run(desk.database, desk.vault, desk.now, **{"vouched": True, **otherwise})


@pytest.fixture
def decided(desk):
    """A verification that was rejected, with a result."""

    def make():
        one = desk.brought_to(State.CAPTURING)
        desk.submit(one)
        with desk.database.writing() as connection:
            desk.seal(connection, one, "result")
        desk.conclude(one, Verdict.REJECT)
        return one

    return make


def can_be_opened(desk, one):
    with desk.database.reading() as connection:
        found = {}
        for piece in desk.vault.find(connection, "default", one):
            try:
                found[piece.kind] = bool(desk.vault.open(connection, "default", piece.id))
            except EvidenceGone:
                found[piece.kind] = False
        return found


def test_biometrics_go_when_they_are_due_and_records_stay(desk, decided, run):
    one = decided()
    due = desk.get(one).biometrics_due_at
    desk.now = due - timedelta(microseconds=1)
    assert run() == retention.Ran()
    assert all(can_be_opened(desk, one).values())
    desk.now = due
    assert run() == retention.Ran(biometrics=1)
    assert can_be_opened(desk, one) == {"document_front": False, "probe": False, "result": True}
    assert desk.kinds(one)[-1] == "biometrics_erased"
    assert run() == retention.Ran()


def test_everything_goes_when_the_records_are_due(desk, decided, run):
    one = decided()
    desk.now = desk.get(one).records_due_at
    assert run() == retention.Ran(records=1)
    assert not any(can_be_opened(desk, one).values())
    assert desk.get(one).state is State.ERASED
    assert desk.kinds(one)[-1] == "erased"
    assert run() == retention.Ran()


def test_of_an_accepted_bearer_records_wait_for_the_end_of_the_relationship(desk, run):
    one = desk.brought_to(State.DECIDED)
    desk.later(days=20 * 365)
    assert run() == retention.Ran(biometrics=1)
    with desk.database.writing() as connection:
        due = steps.relationship_ended(connection, one, desk.now, actor="key:key_1", now=desk.now)
    desk.now = due
    assert run() == retention.Ran(records=1)


def test_what_expired_loses_its_biometrics_at_once_and_its_records_later(desk, run):
    one = desk.brought_to(State.CAPTURING)
    desk.later(hours=25)
    desk.expire()
    assert run() == retention.Ran(biometrics=1)
    desk.now = desk.get(one).records_due_at
    assert run() == retention.Ran(records=1)


def test_objects_go_with_the_next_sweep(desk, decided, run):
    decided()
    assert len(list(desk.vault.store.all())) == 3
    desk.now = NOW + timedelta(days=40)
    run()
    assert desk.vault.sweep(desk.database, desk.now) == 2
    assert len(list(desk.vault.store.all())) == 1


def test_a_state_that_does_not_allow_it_waits_for_the_next_run_and_keeps_nobody_else(desk, decided, run):
    stuck, free = decided(), decided()
    with desk.database.writing() as connection:
        busy = update(verifications).where(verifications.c.id == stuck).values(state="processing")
        connection.execute(busy)
    desk.now = desk.get(free).records_due_at
    assert run() == retention.Ran(records=1, left=2)
    with desk.database.writing() as connection:
        connection.execute(update(verifications).where(verifications.c.id == stuck).values(state="decided"))
    assert run() == retention.Ran(records=1)


def test_a_clock_that_jumps_back_erases_neither_early_nor_twice(desk, decided):
    one = decided()
    desk.now = desk.get(one).biometrics_due_at
    assert retention.run(desk.database, desk.vault, desk.now, vouched=True).biometrics == 1
    other = decided()
    desk.now = NOW - timedelta(days=365)
    assert retention.run(desk.database, desk.vault, desk.now) == retention.Ran()
    assert all(can_be_opened(desk, other).values())
    desk.now = desk.get(one).biometrics_due_at + timedelta(days=1)
    retention.run(desk.database, desk.vault, desk.now, vouched=True)
    assert desk.kinds(one).count("biometrics_erased") == 1


def test_a_clock_that_jumps_ahead_is_doubted_for_an_hour(desk, decided, run):
    one = decided()
    usual = desk.later(hours=1)
    assert run(vouched=False) == retention.Ran()
    desk.later(days=3650)
    assert run(vouched=False).doubted
    desk.later(minutes=59)
    assert run(vouched=False).doubted
    desk.now = usual + timedelta(hours=1)  # somebody has put it right
    assert run(vouched=False) == retention.Ran()
    assert all(can_be_opened(desk, one).values())
    desk.later(days=3650)
    assert run(vouched=False).doubted
    desk.later(seconds=HOLD.total_seconds())
    assert run(vouched=False).records == 1


def test_a_pause_of_a_week_is_no_reason_to_doubt(desk, decided, run):
    decided()
    run()
    for _ in range(5):
        desk.later(seconds=GAP.total_seconds())
        assert not run(vouched=False).doubted
    assert desk.get(decided()).biometrics_erased_at is None


def test_what_is_put_off_while_a_run_is_under_way_is_not_erased(desk, decided, monkeypatch):
    one = decided()
    later = desk.get(one).records_due_at + timedelta(days=900)

    def put_off(connection, now, limit):
        found = steps.due_records(connection, now, limit)
        with desk.database.writing() as other:
            other.execute(update(verifications).values(records_due_at=later))
        return found

    monkeypatch.setattr(retention, "due_records", put_off)
    desk.now = desk.get(one).records_due_at
    ran = retention.run(desk.database, desk.vault, desk.now, vouched=True)
    assert ran.records == 0
    assert can_be_opened(desk, one)["result"]
    assert "erased" not in desk.kinds(one)


def test_two_runs_at_once_erase_everything_once(desk, decided):
    several = [decided() for _ in range(8)]
    desk.later(days=31)
    ran = at_once(*[lambda: retention.run(desk.database, desk.vault, desk.now, vouched=True).biometrics] * 2)
    assert sum(ran) == len(several)
    assert all(desk.kinds(one).count("biometrics_erased") == 1 for one in several)


def test_killed_in_the_middle_each_is_erased_whole_or_not_at_all(desk, decided, tmp_path):
    several = [decided() for _ in range(25)]
    desk.later(days=31)
    where = desk.database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, PROGRAM, where, tmp_path / "vault", desk.now.isoformat()]
    for wait in (0.0, 0.03, 0.06):
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("\n")
        child.stdin.flush()
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        wait_for_the_last_commit(desk.database)
        for one in several:
            gone = desk.get(one).biometrics_erased_at is not None
            opened = can_be_opened(desk, one)
            assert (opened["probe"], opened["document_front"]) == (not gone, not gone)
            assert desk.kinds(one).count("biometrics_erased") == gone
    retention.run(desk.database, desk.vault, desk.now, vouched=True)
    assert all(desk.kinds(one).count("biometrics_erased") == 1 for one in several)


def test_what_is_due_is_counted(desk, decided):
    one = decided()
    desk.brought_to(State.CREATED, consent_version=CONSENT)
    due = desk.get(one).biometrics_due_at
    with desk.database.reading() as connection:
        ahead = retention.biometrics_due(connection, due - timedelta(days=8))
        soon = retention.biometrics_due(connection, due - timedelta(days=6))
        now = retention.biometrics_due(connection, due + timedelta(days=2))
    assert (ahead.now, ahead.within_week, ahead.within_month, ahead.waiting) == (0, 0, 1, 1)
    assert (soon.now, soon.within_week, soon.oldest) == (0, 1, None)
    assert (now.now, now.within_week, now.oldest) == (1, 0, due)


def test_the_ledger_says_who_erased_and_how_much(desk, decided, run):
    one = decided()
    desk.later(days=31)
    run()
    with desk.database.reading() as connection:
        entry = ledger.entries(connection, "default", subject=one)[-1]
    assert (entry.actor, entry.body) == ("schedule", {"pieces": 2})
