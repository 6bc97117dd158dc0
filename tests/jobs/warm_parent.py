"""A process that has loaded everything, and forks children that work or hand in: so a hundred of them cost little.

It reads a line a child from standard input, ``worker``, ``deadly`` or ``hand_in``, and writes the child's process id.
Each child opens books, engine and threads of its own; nothing of them is shared but code.
"""

import itertools
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import dbos  # noqa: F401 - loaded before the fork
from attempts_made import MAGIC, handed_in

from counterfoil.decision import Policy
from counterfoil.decision.choosing import policies
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.handing_over import Handover
from counterfoil.jobs.worker import Manner, run_worker
from counterfoil.models import ModelStore, Networks
from counterfoil.records.books import open_books
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention
from tests.dying import die_with_parent

ENDS = ("accept", "refer", "reject")


class DeadlyPolicies(dict[str, Policy]):
    """Policies that end the process which judges by one, as a defect in native code does."""

    def get(self, _name: str, _default: object = None) -> NoReturn:
        """End."""
        os._exit(9)


def work(kind: type[dict[str, Policy]] = dict) -> None:
    """Be a worker until killed or told to stop."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    own = os.environ.get("OWN_POLICIES")
    judged_by = kind(policies(Path(own) if own else None))
    bench = Bench(open_books(), Networks(ModelStore()), judged_by, Shelf(), Retention())
    run_worker(bench, Manner(name="child", look_seconds=0.1), stopping)


def work_and_die() -> None:
    """Be a worker that dies of whatever it judges."""
    work(DeadlyPolicies)


def hand_in() -> None:
    """Hand in one verification after another until killed, as processes of the API do."""
    books = open_books()
    handover = Handover(books.database)
    for magic in itertools.cycle(ENDS):
        handover.hand_over(handed_in(books, MAGIC, magic=magic, now=datetime.now(UTC)), 1)


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
                {"worker": work, "deadly": work_and_die, "hand_in": hand_in}[line.strip()]()
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
