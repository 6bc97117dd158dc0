"""A process that has loaded everything, and forks children that work or hand in: so a hundred of them cost little.

It reads a line a child from standard input, ``worker``, ``hasty``, ``deadly`` or ``hand_in``, and writes the child's
process id.
Each child opens books, engine and threads of its own; nothing of them is shared but code.
"""

import itertools
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import dbos  # noqa: F401 - loaded before the fork
from attempts_made import MAGIC, handed_in

from counterfoil.decision import Policy
from counterfoil.decision.choosing import policies
from counterfoil.jobs import engine
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.handing_over import Handover
from counterfoil.jobs.worker import Manner, run_worker
from counterfoil.models import ModelStore, Networks
from counterfoil.records import verifications
from counterfoil.records.books import Books, open_books
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention
from tests.dying import die_with_parent

ENDS = ("accept", "refer", "reject")

ROOM = 24
"""How many attempts wait at most: a writer that never pauses keeps others from SQLite."""


class DeadlyPolicies(dict[str, Policy]):
    """Policies that end the process which judges by one, as a defect in native code does."""

    def get(self, _name: str, _default: object = None) -> NoReturn:
        """End."""
        os._exit(9)


def work(kind: type[dict[str, Policy]] = dict, look_seconds: float = 0.1) -> None:
    """Be a worker until killed or told to stop."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    own = os.environ.get("OWN_POLICIES")
    judged_by = kind(policies(Path(own) if own else None))
    bench = Bench(open_books(), Networks(ModelStore()), judged_by, Shelf(), Retention())
    run_worker(bench, Manner(name="child", look_seconds=look_seconds), stopping)


def work_hastily() -> None:
    """Be a worker that hardly waits before it tries again."""
    engine.FIRST_WAIT_SECONDS = 0.05
    work()


def work_and_die() -> None:
    """Be a worker that dies of whatever it judges, and soon finds out that the one before it has died."""
    work(DeadlyPolicies, look_seconds=0.02)


def hand_in() -> None:
    """Hand in one verification after another until killed, as processes of the API do."""
    books = open_books()
    handover = Handover(books.database)
    for magic in itertools.cycle(ENDS):
        while not has_room(books):
            time.sleep(0.02)
        handover.hand_over(handed_in(books, MAGIC, magic=magic, now=datetime.now(UTC)), 1)


def has_room(books: Books) -> bool:
    """Return whether another one may wait."""
    with books.database.reading() as connection:
        return verifications.being_judged(connection) < ROOM


def main() -> None:
    """Fork a child for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            die_with_parent()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.set_blocking(0, True)
            try:
                {"worker": work, "hasty": work_hastily, "deadly": work_and_die, "hand_in": hand_in}[line.strip()]()
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
