"""Many that append at once, on both databases, and processes that are killed while they do: one chain without a gap."""

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from chains import KEY, KEYS, NOW, verify

from counterfoil.records.database import Database
from counterfoil.records.ledger import Verified, append, checkpoint, entries
from tests.aftermath import wait_for_the_last_commit

APPEND = """
import sys
from datetime import UTC, datetime
from counterfoil.records.database import Database
from counterfoil.records.ledger import append
url, name, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
database = Database(url)
print("ready", flush=True)
for at in range(many):
    with database.writing() as connection:
        for part in range(2):
            append(connection, tenant="a", kind="x", subject=name, body={"at": at, "part": part}, now=datetime.now(UTC))
    print(at, flush=True)
"""


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


def appending(url, name, many):
    command = [sys.executable, "-c", APPEND, url, name, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own code


def of_writer(database, name):
    """What one writer's entries say, in the order of the chain."""
    with database.reading() as connection:
        found = entries(connection, "a", subject=name, limit=10_000)
    return [(entry.body["at"], entry.body["part"]) for entry in found]


def test_threads_that_begin_a_chain_together_leave_one_without_a_gap(database_url):
    database = Database(database_url)

    def run(writer):
        for at in range(10):
            with database.writing() as connection:
                append(connection, tenant="a", kind="x", subject=f"w{writer}", body={"at": at, "part": 0}, now=NOW)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(run, range(6)))
    outcome = verify(database)
    assert isinstance(outcome, Verified)
    assert outcome.entries == 60
    assert all(of_writer(database, f"w{writer}") == [(at, 0) for at in range(10)] for writer in range(6))
    database.close()


def test_processes_that_append_together_leave_one_chain_while_it_is_signed(database_url, stack):
    database = Database(database_url)
    processes = [stack.enter_context(appending(database_url, f"w{writer}", 30)) for writer in range(3)]
    signed = 0
    while any(process.poll() is None for process in processes):
        signed += checkpoint(database, "a", KEY, NOW) is not None
        assert isinstance(verify(database), Verified), "at any moment"
        time.sleep(0.02)
    assert [process.wait() for process in processes] == [0, 0, 0]
    signed += checkpoint(database, "a", KEY, NOW) is not None
    outcome = verify(database)
    assert (outcome.entries, outcome.checkpoints, outcome.signed_to) == (180, signed, 180)
    expected = [(at, part) for at in range(30) for part in range(2)]
    assert all(of_writer(database, f"w{writer}") == expected for writer in range(3))
    database.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_process_that_is_killed_leaves_a_chain_that_verifies_and_only_whole_transactions(database_url, stack, seed):
    chance = random.Random(seed)  # noqa: S311 - when to kill
    database = Database(database_url)
    processes = [stack.enter_context(appending(database_url, f"w{writer}", 100_000)) for writer in range(2)]
    told = {}
    for name, process in zip(("w0", "w1"), processes, strict=True):
        assert process.stdout.readline() == "ready\n"
        for _ in range(chance.randrange(1, 8)):
            told[name] = int(process.stdout.readline())
    time.sleep(chance.uniform(0, 0.05))
    for process in processes:
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_for_the_last_commit(database)
    outcome = verify(database)
    assert isinstance(outcome, Verified)
    for name, last in told.items():
        found = of_writer(database, name)
        assert found == [(at, part) for at in range(len(found) // 2) for part in range(2)]
        assert len(found) // 2 > last, "what was told to be there is there"
    with database.writing() as connection:
        assert append(connection, tenant="a", kind="x", now=NOW).number == outcome.entries + 1
    assert checkpoint(database, "a", KEY, NOW).number == outcome.entries + 1
    assert isinstance(verify(database, keys=KEYS), Verified)
    database.close()
