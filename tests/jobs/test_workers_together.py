"""Several workers, and what they need going away and coming back."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from attempts_made import MAGIC, environment, handed_in, known
from families import Family
from sqlalchemy import select

import counterfoil
from counterfoil.jobs.engine import RECOVERIES
from counterfoil.jobs.handing_over import Handover
from counterfoil.records import workers
from counterfoil.records.books import open_books
from counterfoil.records.tables import ledger_entries
from counterfoil.records.verifications import State
from tests.postgres_server import PostgresServer

SECONDS = 600
IN_TROUBLE = ("waiting for what is gone", "the records cannot be reached")
"""What a worker logs that cannot write its evidence, or the records."""


def wait_for(condition):
    """Wait until something is so; a test that waits for ever has failed."""
    until = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < until, "it does not come to that"
        time.sleep(0.05)


def is_over(books, *ids):
    return all(known(books, which).state is not State.PROCESSING for which in ids)


def decided(books):
    """Count the decisions of each verification in the ledger."""
    with books.database.reading() as connection:
        kinds = select(ledger_entries.c.subject).where(ledger_entries.c.kind == "verification.decided")
        return Counter(connection.execute(kinds).scalars())


def all_of(books):
    with books.database.reading() as connection:
        return workers.all_workers(connection)


def test_three_workers_on_one_database_decide_each_of_thirty_once(postgres_url, tmp_path):
    surroundings = environment(postgres_url, tmp_path)
    books = open_books(surroundings)
    handover = Handover(books.database)
    with Family(surroundings) as family, closing(handover), closing(books):
        for _ in range(3):
            family.bear("worker")
        wait_for(lambda: len(all_of(books)) == 3)
        ids = [handed_in(books, MAGIC, magic="accept") for _ in range(30)]
        assert all(handover.hand_over(which, 1) for which in ids * 2)
        wait_for(lambda: is_over(books, *ids))
        assert decided(books) == Counter(ids)


def test_what_nobody_handed_over_is_found(books, family):
    which = handed_in(books, MAGIC, magic="accept")
    family.bear("worker")
    wait_for(lambda: is_over(books, which))


def test_handing_over_before_there_was_a_worker_waits_for_one(books, family):
    handover = Handover(books.database)
    which = handed_in(books, MAGIC, magic="reject")
    assert handover.hand_over(which, 1)
    handover.close()
    family.bear("worker")
    wait_for(lambda: is_over(books, which))
    assert decided(books) == {which: 1}


def test_a_worker_that_is_told_to_stop_leaves_what_it_had_not_begun_to_the_next(books, family):
    first = family.bear("worker")
    wait_for(lambda: len(all_of(books)) == 1)
    ids = [handed_in(books, MAGIC, magic="accept") for _ in range(5)]
    os.kill(first, signal.SIGTERM)
    wait_for(lambda: not Path(f"/proc/{first}").exists())
    family.children.remove(first)
    assert [one.is_gone for one in all_of(books)] == [True]
    family.bear("worker")
    wait_for(lambda: is_over(books, *ids))
    assert decided(books) == Counter(ids)


def test_the_database_may_go_and_come_back(tmp_path):
    with closing(PostgresServer()) as server:
        surroundings = environment(server.url("postgres"), tmp_path)
        with Family(surroundings) as family, closing(open_books(surroundings)) as books:
            family.bear("worker")
            first = handed_in(books, MAGIC, magic="accept")
            wait_for(lambda: is_over(books, first))
            second = handed_in(books, MAGIC, magic="accept")
            server.stop()
            time.sleep(1)
            server.start()
            third = handed_in(books, MAGIC, magic="accept")
            wait_for(lambda: is_over(books, second, third))
            assert decided(books) == Counter([first, second, third])


def test_a_full_disk_loses_nothing_and_the_work_goes_on_when_there_is_room(books, family):
    worker = family.bear("worker")
    first = handed_in(books, MAGIC, magic="accept")
    wait_for(lambda: is_over(books, first))
    # Linux lets a file of this process not grow: writes fail as on a full disk.
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    before = len(family.said)
    second = handed_in(books, MAGIC, magic="accept")
    wait_for(lambda: any(line.startswith(IN_TROUBLE) for line in family.said[before:]))
    assert known(books, second).state is State.PROCESSING
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    wait_for(lambda: is_over(books, second))
    assert decided(books) == Counter([first, second])


def test_what_fails_again_and_again_goes_to_a_person(database_url, tmp_path):
    own = tmp_path / "policies"
    own.mkdir()
    built_in = (Path(counterfoil.__file__).parent / "decision" / "policies" / "border.toml").read_text(encoding="utf-8")
    impossible = own / "impossible.toml"
    impossible.write_text(built_in.replace('"1e-3"', '"1e-30"').replace('"border"', '"impossible"'), encoding="utf-8")
    surroundings = environment(database_url, tmp_path)
    specimen = Path(__file__).parents[1] / "specimens" / "p01"
    captures = {"document_front": specimen / "document-flat.jpg", "probe": specimen / "selfie-1.jpg"}
    with Family(surroundings | {"OWN_POLICIES": str(own)}) as family, closing(open_books(surroundings)) as books:
        which = handed_in(books, captures, policy=str(impossible))
        family.bear("hasty")
        wait_for(lambda: is_over(books, which))
        ended = known(books, which)
    assert (ended.state, ended.reasons) == (State.UNDER_REVIEW, ("processing_failed",))


def test_what_kills_every_worker_goes_to_a_person_in_the_end(books, family):
    poison = handed_in(books, MAGIC, magic="accept")
    for _ in range(RECOVERIES + 1):
        child = family.bear("deadly")
        wait_for(lambda child=child: not Path(f"/proc/{child}").exists())
        family.children.remove(child)
        assert known(books, poison).state is State.PROCESSING
    family.bear("deadly")
    wait_for(lambda: is_over(books, poison))
    ended = known(books, poison)
    assert (ended.state, ended.reasons) == (State.UNDER_REVIEW, ("processing_failed",))


def test_without_its_models_a_worker_does_not_start_and_says_so_in_one_line(tmp_path):
    surroundings = environment(str(tmp_path / "records.sqlite"), tmp_path) | {"COUNTERFOIL_MODELS": str(tmp_path)}
    code = str(Path(counterfoil.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, "-c", "import sys; from counterfoil.cli import main; sys.exit(main())", "worker"],
        env=os.environ | surroundings | {"PYTHONPATH": code},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert "models are missing" in run.stderr


def test_the_command_judges_finishes_and_says_nothing_of_whom_it_judged(tmp_path):
    surroundings = environment(str(tmp_path / "records.sqlite"), tmp_path)
    books = open_books(surroundings)
    specimen = Path(__file__).parents[1] / "specimens" / "p01"
    captures = {"document_front": specimen / "document-flat.jpg", "probe": specimen / "selfie-1.jpg"}
    accepted = handed_in(books, captures, expected={"name": "Mira Arden"})
    unreadable = handed_in(books, captures | {"probe": b"Mira Arden"})
    del surroundings["XDG_DATA_HOME"]  # the models lie in the user's
    code = str(Path(counterfoil.__file__).parents[1])
    worker = subprocess.Popen(
        [sys.executable, "-c", "import sys; from counterfoil.cli import main; sys.exit(main())", "worker"],
        env=os.environ | surroundings | {"PYTHONPATH": code, "COUNTERFOIL_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: is_over(books, accepted, unreadable))
        worker.send_signal(signal.SIGTERM)
        said, logged = worker.communicate(timeout=SECONDS)
    finally:
        worker.kill()
    assert (worker.returncode, said) == (0, "")
    assert known(books, accepted).verdict == "accept"
    assert known(books, unreadable).reasons == ("capture_unreadable",)
    assert "the worker has stopped" in logged
    assert not any(word in logged.lower() for word in ("arden", "mira", "u7204518k"))
    books.close()
