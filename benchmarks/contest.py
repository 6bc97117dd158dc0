"""Start the contestants of a task, let them work in turns, and note what each round cost."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from benchmarks.contestants import Contestant
from benchmarks.process import RunnerProcess
from benchmarks.record import Profile, Result, Series
from benchmarks.tasks import Item, Task

_ROOT: Final = Path(__file__).parents[1]


class Process(RunnerProcess):
    """A contestant's process: started once for a task, asked for one round after the other.

    Args:
        contestant: Whose runner it is.
        venvs: Where the peers' environments are.

    Raises:
        RuntimeError: It ended before it was asked to.
    """

    def __init__(self, contestant: Contestant, venvs: Path) -> None:
        self._began = time.perf_counter()
        super().__init__(
            contestant.name,
            venvs / contestant.venv if contestant.venv else None,
            (contestant.runner,),
            {name: str(venvs / folder) for name, folder in contestant.folders.items()},
        )
        self.versions: dict[str, str] = self.first_reply["versions"]

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.perf_counter() - self._began

    def round(self, items: Sequence[Item]) -> dict[str, Any]:
        """Have it do these items once; `benchmarks.runners.loop.serve` says what comes back."""
        return self.reply_to({"items": [item.paths for item in items]})

    def warm_up(self, items: Sequence[Item]) -> None:
        """Have it do these items once, unmeasured, and say where it fails."""
        failures: dict[str, str] = self.round(items)["failures"]
        for number, why in failures.items():
            print(f"{self._name} fails at {' '.join(items[int(number)].paths)}: {why}")
        if len(failures) == len(items):
            raise RuntimeError(f"{self._name} fails at everything")


def hold(task: Task, venvs: Path) -> Result:
    """Let everyone do the task, in turns, so that what disturbs the machine disturbs all alike.

    Every process does its first item alone (the start) and one whole round unmeasured (warm-up). Then each round is
    done by all before the next begins, and every other round in the opposite order.

    Args:
        task: What to do.
        venvs: Where the peers' environments are.

    Raises:
        RuntimeError: A contestant ended early, or failed at every item.
    """
    with ExitStack() as stack:
        running: list[Process] = []
        starts: list[tuple[float, float]] = []
        for contestant in task.contestants:
            running.append(stack.enter_context(Process(contestant, venvs)))
            starts.append(_start(running[-1], task))
        for process in running:
            process.warm_up(task.items)
        replies: list[list[dict[str, Any]]] = [[] for _ in running]
        for number in range(task.rounds):
            order = list(enumerate(running))
            for index, process in order if number % 2 == 0 else reversed(order):
                replies[index].append(process.round(task.items))
    return Result(
        task.key,
        tuple(
            _series(task, contestant.name, process.versions, start, done, judged=_judged(contestant, venvs))
            for contestant, process, start, done in zip(task.contestants, running, starts, replies, strict=True)
        ),
    )


def profile(task: Task, contestant: Contestant, venvs: Path) -> Profile:
    """Have a runner that answers with its stages do the task, and add them up."""
    stages: dict[str, dict[str, float]] = {}
    with Process(contestant, venvs) as process:
        process.warm_up(task.items)
        answers = [answer for _ in range(task.rounds) for answer in process.round(task.items)["answers"] if answer]
    for answer in answers:
        for stage, spent in answer.items():
            known = stages.setdefault(stage, {})
            for network, seconds in spent.items():
                known[network] = known.get(network, 0.0) + seconds
    return Profile(task.key, len(answers), stages)


def _start(process: Process, task: Task) -> tuple[float, float]:
    """Return CPU seconds and seconds by the clock from the start of the process to its first answer."""
    spent = process.round(task.items[:1])["spent"]
    return spent, process.age


def _judged(contestant: Contestant, venvs: Path) -> bool:
    return contestant.stand_in is None or not (venvs / contestant.stand_in).exists()


def _series(
    task: Task,
    name: str,
    versions: dict[str, str],
    start: tuple[float, float],
    replies: Sequence[dict[str, Any]],
    *,
    judged: bool,
) -> Series:
    count = len(task.items)
    right = sum(item.right(answer) for item, answer in zip(task.items, replies[-1]["answers"], strict=True))
    return Series(
        contestant=name,
        versions=versions,
        cpu=tuple(reply["cpu"] / count for reply in replies),
        wall=tuple(reply["wall"] / count for reply in replies),
        right=right if judged else None,
        items=count,
        peak=max(reply["peak"] for reply in replies),
        start_cpu=start[0],
        start_wall=start[1],
    )
