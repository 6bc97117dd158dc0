"""What goes on by itself, and how often. Every worker does it; each piece is safe to do twice, and at once.

When it is next is counted by a clock that does not jump. What is due is told by the records' clock. One that is set
forward would erase early what cannot be brought back: after a jump of more than a day, erasing waits for a day, and the
log says so.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counterfoil.errors import CounterfoilError

_LOG: Final = logging.getLogger(__name__)

Clock = Callable[[], datetime]

TICK_SECONDS: Final = 0.5

FARTHEST_JUMP: Final = timedelta(days=1)
HELD_SECONDS: Final = 24 * 60 * 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of scheduled work.

    Attributes:
        name: What it is called in the log.
        every: Seconds between the end of one time and the next.
        work: Does it, given the time.
        is_final: Whether it does what cannot be undone, and waits when the clock has jumped.
    """

    name: str
    every: float
    work: Callable[[datetime], object]
    is_final: bool = False


class Schedule:
    """Does tasks, one after another, until it is told to stop.

    Args:
        tasks: What to do; each is first done at once.
        clock: Gives the time.
    """

    def __init__(self, tasks: Sequence[Task], clock: Clock) -> None:
        self._tasks = tasks
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="schedule", daemon=True)
        self._origin = clock(), time.monotonic()
        self._held_until = 0.0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Begin nothing else, and wait for what is under way."""
        self._stopping.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        due = dict.fromkeys(range(len(self._tasks)), time.monotonic())
        while not self._stopping.wait(TICK_SECONDS):
            for number, task in enumerate(self._tasks):
                if due[number] <= time.monotonic() and not self._stopping.is_set():
                    self._do(task)
                    due[number] = time.monotonic() + task.every

    def _do(self, task: Task) -> None:
        now = self._clock()
        if task.is_final and self._is_held(now):
            return
        try:
            task.work(now)
        except CounterfoilError as wrong:
            _LOG.warning("scheduled work failed", extra={"task": task.name, "code": wrong.code})
        except Exception as wrong:  # noqa: BLE001 - the next task and the next time must come
            _LOG.error("scheduled work failed", extra={"task": task.name, "error": type(wrong).__name__})

    def _is_held(self, now: datetime) -> bool:
        """Return whether the clock has jumped forward, now or within a day of running."""
        began, ticks = self._origin
        ran = time.monotonic()
        self._origin = now, ran
        if now - began - timedelta(seconds=ran - ticks) > FARTHEST_JUMP:
            _LOG.error("the clock has jumped forward: nothing is erased for a day", extra={"now": now.isoformat()})
            self._held_until = ran + HELD_SECONDS
        return ran < self._held_until
