"""The engine of one worker: DBOS runs the work that was handed over, some at a time, and knows what is unfinished.

The work on an attempt is one workflow: judge it, and when that failed again and again, hand it to a person. Each step
may run more than once, by this worker or another, and changes nothing the second time.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from counterfoil.errors import CounterfoilError
from counterfoil.jobs import engine_place as place
from counterfoil.jobs.patience import Patience
from counterfoil.records.database import Database

_LOG = logging.getLogger(__name__)

Work = Callable[[str, int], object]
"""Does something with an attempt, by the verification's id and the attempt's number."""

POLLING_SECONDS: Final = 0.25
"""How often the queue is looked at: at 0.1, that took 4 % of a core for each worker, all day long. One more attempt
than is judged at a time is taken, and judging takes longer than this, so that no worker waits for the next one."""

TRIES: Final = 4
"""How often an attempt is judged before a person is to look at it."""

FIRST_WAIT_SECONDS: Final = 1.0
"""From the first try to the second; then twice as long, and twice as long again."""

RECOVERIES: Final = 5
"""How often what a killed worker left is taken up; what kills its worker each time is for a person to look at."""

OVER: Final = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
"""States of work that nobody will go on with."""

_AT_ONCE: Final = 200


class JudgingFailedError(Exception):
    """Judging failed. It names the kind of error only: whatever the error says may be about the bearer."""


class Engine:
    """Runs the work of this process. There can be one in a process.

    Args:
        database: The records.
        executor: The worker's id, of this process only.
        at_once: How many attempts are judged at a time.
    """

    def __init__(self, database: Database, executor: str, at_once: int) -> None:
        self._database = database
        self._executor = executor
        self._at_once = at_once
        self._places = threading.BoundedSemaphore(at_once)
        self._dbos: Any = None

    def start(self, judge: Work, give_up: Work, patience: Patience) -> None:
        """Begin to work.

        Args:
            judge: Judges an attempt.
            give_up: Hands one to a person.
            patience: Waits for a database or store that is gone.
        """
        module = place.engine_module()
        self._dbos = module.DBOS
        address = place.address_of(self._database)
        self._dbos(
            config={
                "name": place.APPLICATION,
                "system_database_url": address,
                "dbos_system_schema": place.SCHEMA,
                "application_version": place.SHAPE,
                "executor_id": self._executor,
                "serializer": module.DBOSPortableJSONSerializer(),
                "use_listen_notify": False,
                "enable_otlp": False,
                "log_level": "WARNING",
            }
        )
        _say_as_we_do()
        self._register(judge, give_up, patience)
        self._dbos.listen_queues([place.QUEUE])
        self._dbos.launch()
        self._dbos.register_queue(
            place.QUEUE, worker_concurrency=self._at_once + 1, polling_interval_sec=POLLING_SECONDS
        )

    def take_up(self, executors: Iterable[str]) -> None:
        """Put what workers left unfinished back into the queue; what somebody else has taken up meanwhile stays."""
        self._dbos._recover_pending_workflows(list(executors))  # noqa: SLF001 - what its own conductor calls

    def hand_over(self, which: str, attempt: int) -> None:
        """Put an attempt into the queue, unless it was before."""
        dbos = place.engine_module()
        with dbos.SetWorkflowID(place.name_of(which, attempt)):
            self._dbos.retrieve_queue(place.QUEUE).enqueue(self._judged, which, attempt)

    def states(self, attempts: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
        """Return how the work on attempts stands; one that was never handed over is missing."""
        wanted = {place.name_of(*one): one for one in attempts}
        if not wanted:
            return {}
        found = self._dbos.list_workflows(workflow_ids=list(wanted), load_input=False, load_output=False)
        return {wanted[one.workflow_id]: str(one.status) for one in found}

    def forget_finished(self, before: datetime) -> int:
        """Remove what the engine remembers of work that was over by a moment, some at a time; return how much."""
        found = self._dbos.list_workflows(
            status=sorted(OVER),
            completed_before=before.isoformat(),
            limit=_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        self._dbos.delete_workflows([one.workflow_id for one in found])
        return len(found)

    def finish(self, seconds: float) -> bool:
        """Wait until nothing is being judged, and begin nothing else; return whether it came to that in time."""
        return all(self._places.acquire(timeout=seconds) for _ in range(self._at_once))

    def _register(self, judge: Work, give_up: Work, patience: Patience) -> None:
        places = self._places

        def judged(which: str, attempt: int) -> None:
            with places:
                _safely(lambda: patience.wait_for(lambda: judge(which, attempt)))

        def given_up(which: str, attempt: int) -> None:
            _safely(lambda: patience.wait_for(lambda: give_up(which, attempt)))

        again = {
            "retries_allowed": True,
            "max_attempts": TRIES,
            "interval_seconds": FIRST_WAIT_SECONDS,
            "backoff_rate": 2.0,
        }
        judge_step = self._dbos.step(name="judge", **again)(judged)
        give_up_step = self._dbos.step(name="give_up", **again)(given_up)

        def work(which: str, attempt: int) -> None:
            try:
                judge_step(which, attempt)
            except Exception:  # noqa: BLE001 - of any kind: the engine wraps what the last try raised
                give_up_step(which, attempt)

        self._judged = self._dbos.workflow(name=place.JUDGE, max_recovery_attempts=RECOVERIES)(work)


def _safely(work: Callable[[], object]) -> None:
    """Do something; of what goes wrong keep the kind only, since the engine writes errors down."""
    try:
        work()
    except Exception as wrong:  # noqa: BLE001 - its kind is raised anew
        kind = wrong.code if isinstance(wrong, CounterfoilError) else type(wrong).__name__
        _LOG.warning("an attempt could not be judged", extra={"error": kind, "at": _place(wrong)})
        raise JudgingFailedError(kind) from None


def _place(wrong: BaseException) -> str:
    """Return where an error was raised: a file's name and a line, nothing of what was there."""
    last = wrong.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""


def _say_as_we_do() -> None:
    """Let the engine's log lines go where ours go; its own format would print what errors quote."""
    said = logging.getLogger("dbos")
    said.handlers.clear()
    said.propagate = True
    said.setLevel(logging.WARNING)
