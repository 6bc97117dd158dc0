"""What goes on by itself: ending, erasing, signing, tidying; and what a clock that jumps cannot do."""

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
from attempts_made import MAGIC, NOW, handed_in, known
from sqlalchemy import text

from counterfoil.errors import LedgerError
from counterfoil.jobs import tasks
from counterfoil.jobs.engine import Engine
from counterfoil.jobs.judging import judge
from counterfoil.jobs.schedule import Schedule, Task
from counterfoil.jobs.watching import Watch
from counterfoil.records import ledger, workers
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.trusting_clock import HOLD
from counterfoil.records.verifications import State
from tests.beginning import begun

DAY = timedelta(days=1)


def created(bench):
    with bench.books.database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        return begun(connection, NOW, policy="border").id


def decided(bench):
    which = handed_in(bench.books, MAGIC, magic="reject")
    judge(bench, which, 1, lambda: NOW)
    return which


def kept(bench, which):
    with bench.books.database.reading() as connection:
        found = bench.books.vault.find(connection, DEFAULT, which)
    return {piece.kind for piece in found if piece.erased_at is None}


def test_what_is_not_handed_in_by_its_time_expires_and_what_is_being_judged_does_not(bench):
    late, waiting = created(bench), handed_in(bench.books, MAGIC, magic="accept")
    assert tasks.expire(bench, NOW + 2 * DAY) == 1
    assert known(bench.books, late).state is State.EXPIRED
    assert known(bench.books, waiting).state is State.PROCESSING


def erased(bench, moment):
    """Erase what is due once the clock, which has leapt so far, is believed; return how much that was."""
    return tasks.erase_due(bench, moment) + tasks.erase_due(bench, moment + HOLD)


def test_the_two_clocks_erase_what_is_due_and_no_more(bench):
    which = decided(bench)
    assert erased(bench, NOW + 29 * DAY) == 0
    assert erased(bench, NOW + 31 * DAY) == 1
    assert kept(bench, which) == {"result"}
    assert erased(bench, NOW + 5 * 366 * DAY) == 1
    assert known(bench.books, which).state is State.ERASED
    assert kept(bench, which) == set()


def test_every_chain_is_signed_and_nothing_is_signed_twice(bench):
    decided(bench)
    assert tasks.sign_ledgers(bench, NOW) == 1
    assert tasks.sign_ledgers(bench, NOW) == 0
    with bench.books.database.reading() as connection:
        assert ledger.newest_checkpoint(connection, DEFAULT) is not None


def test_a_chain_that_is_broken_keeps_no_other_from_being_signed(bench):
    with bench.books.database.writing() as connection:
        for tenant in ("a-broken", "b-whole"):
            ledger.append(connection, tenant=tenant, kind="x", now=NOW)
        connection.execute(text("UPDATE ledger_entries SET actor = 'other' WHERE tenant = 'a-broken'"))
    with pytest.raises(LedgerError, match="a-broken"):
        tasks.sign_ledgers(bench, NOW)
    with bench.books.database.reading() as connection:
        assert ledger.newest_checkpoint(connection, "a-broken") is None
        assert ledger.newest_checkpoint(connection, "b-whole") is not None


def test_old_lists_are_said_to_be_old_and_not_fetched(bench, caplog):
    with caplog.at_level(logging.WARNING):
        tasks.say_list_ages(bench, NOW)
        assert not caplog.records
        tasks.say_list_ages(bench, NOW + 30 * DAY)
    assert [record.list for record in caplog.records] == ["invented"]


def test_a_clock_that_jumps_forward_erases_nothing_and_stops_nothing_else():
    moment = [datetime.now(UTC)]
    erased, swept = [], []
    schedule = Schedule(
        [Task("sweep", 0.0, swept.append), Task("erase", 0.0, erased.append, is_final=True)], lambda: moment[0]
    )
    schedule.start()
    wait_until(lambda: len(erased) > 1)
    moment[0] += 400 * DAY
    wait_until(lambda: any(at == moment[0] for at in swept))
    before = len(swept)
    wait_until(lambda: len(swept) > before + 1)
    schedule.stop(10)
    assert moment[0] not in erased


def test_a_task_that_fails_stops_neither_itself_nor_the_others():
    done = []

    def fail(_):
        done.append("failed")
        raise ZeroDivisionError

    schedule = Schedule([Task("bad", 0.0, fail), Task("good", 0.0, lambda _: done.append("good"))], lambda: NOW)
    schedule.start()
    wait_until(lambda: done.count("failed") > 1 and done.count("good") > 1)
    schedule.stop(10)


def test_workers_whose_clocks_differ_by_years_take_each_other_for_alive(books):
    engine = Engine(books.database, "unstarted", 1)
    watches = [
        Watch(books.database, engine, name, name, lambda years=years: NOW + years * 365 * DAY)
        for name, years in (("past", -10), ("now", 0), ("future", 10))
    ]
    for watch in watches:
        watch.arrive()
    assert [watch.look() for _ in range(30) for watch in watches] == [[]] * 90
    with books.database.reading() as connection:
        assert [one.id for one in workers.all_workers(connection)] == ["past", "now", "future"]


def wait_until(condition):
    until = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < until, "it does not come to that"
        time.sleep(0.05)
