"""A worker: one process that judges what was handed in, and does the deployment's scheduled work.

It may be killed at any moment: nothing is half done, and what it had begun is taken up by the next one. Told to stop,
it finishes what it is judging and gives back the rest.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counterfoil.clock import utc_now
from counterfoil.errors import RecordsError
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.engine import Engine
from counterfoil.jobs.judging import give_up, judge
from counterfoil.jobs.patience import Patience
from counterfoil.jobs.schedule import Schedule
from counterfoil.jobs.tasks import tasks
from counterfoil.jobs.watching import LOOK_SECONDS, Watch, new_id

_LOG: Final = logging.getLogger(__name__)

SECONDS_TO_FINISH: Final = 30.0
"""What is being judged when it is time to go takes a second or two; a database that is gone may take for ever."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a worker works.

    Attributes:
        name: What the operator calls it.
        at_once: How many attempts it judges at a time.
        look_seconds: Seconds between two looks at the other workers; one that has not counted for ten of them is dead.
        clock: Gives the time in UTC.
    """

    name: str = "worker"
    at_once: int = 1
    look_seconds: float = LOOK_SECONDS
    clock: Callable[[], datetime] = utc_now


def run_worker(bench: Bench, manner: Manner, stopping: threading.Event) -> None:
    """Work until told to stop.

    Threads of the engine may still wait for their turn when this returns; the process should end.

    Args:
        bench: What it works with. The models have been looked at.
        manner: How it works.
        stopping: Set when it is time to go.

    Raises:
        RecordsError: The database cannot be used when it begins.
        MissingExtraError: The engine is not installed.
    """
    database, clock = bench.books.database, manner.clock
    which, patience = new_id(manner.name), Patience()
    engine = Engine(database, which, manner.at_once)
    watch = Watch(database, engine, which, manner.name, clock)
    watch.arrive()
    engine.start(
        lambda one, attempt: judge(bench, one, attempt, clock),
        lambda one, attempt: give_up(bench, one, attempt, clock()),
        patience,
    )
    schedule = Schedule(tasks(bench, engine), clock)
    schedule.start()
    _LOG.info("the worker is ready", extra={"worker": which})
    while not stopping.wait(manner.look_seconds):
        _look(watch)
    _LOG.info("the worker finishes what it has begun", extra={"worker": which})
    schedule.stop(SECONDS_TO_FINISH)
    patience.stop()
    is_finished = engine.finish(SECONDS_TO_FINISH)
    _leave(watch)
    _LOG.info("the worker has stopped", extra={"worker": which, "finished": is_finished})


def stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def stop_at_end(descriptor: int, stopping: threading.Event) -> None:
    """Set an event when an input ends: so a worker ends with the process that holds the other end."""

    def wait() -> None:
        while os.read(descriptor, 1024):
            pass
        stopping.set()

    threading.Thread(target=wait, daemon=True).start()


def _look(watch: Watch) -> None:
    try:
        taken_up = watch.look()
    except RecordsError as wrong:
        _LOG.warning("the records cannot be reached", extra={"code": wrong.code})
    except Exception as wrong:  # noqa: BLE001 - the engine's tables may be gone as well; the next look may find them
        _LOG.warning("others cannot be watched", extra={"error": type(wrong).__name__})
    else:
        if taken_up:
            _LOG.warning("took up what dead workers left", extra={"workers": ",".join(taken_up)})


def _leave(watch: Watch) -> None:
    try:
        watch.leave()
    except RecordsError:
        _LOG.warning("the records cannot be reached: others will find out")
