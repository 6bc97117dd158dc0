"""What one run measured: written as JSON, and read again to make the page in the documentation."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Series:
    """One contestant at one task.

    Attributes:
        contestant: Its name.
        versions: Versions of the packages that did the work.
        cpu: CPU seconds an item, one number a round; round i of every contestant of a task belongs together.
        wall: Seconds an item by the clock, likewise.
        right: Items for which it gave the right answer; None when its answers are not judged.
        items: Items in a round.
        peak: Peak of resident memory in bytes, children not counted.
        start_cpu: CPU seconds from an unstarted process to its first answer.
        start_wall: The same by the clock.
    """

    contestant: str
    versions: dict[str, str]
    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    right: int | None
    items: int
    peak: int
    start_cpu: float
    start_wall: float


@dataclass(frozen=True, slots=True)
class Result:
    """One task with everyone who took part, this project first.

    Attributes:
        task: Its key, such as ``pair-250``.
        series: The contestants.
    """

    task: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the stages of one task cost in this project.

    Attributes:
        task: The task's key.
        items: Over how many items, all rounds together.
        stages: CPU seconds by stage and network, summed over the items; ``""`` is what no network spent.
    """

    task: str
    items: int
    stages: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Cold:
    """The whole command, each time as a new process.

    Attributes:
        cpu: CPU seconds, one number a run.
        wall: Seconds by the clock.
        peak: The highest peak of resident memory in bytes.
    """

    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    peak: int


@dataclass(frozen=True, slots=True)
class Record:
    """One run.

    Attributes:
        day: ISO date.
        machine: Processor, cores and Python, in words.
        remarks: What a reader must know of this run.
        results: The tasks.
        profiles: Where this project's time went.
        cold: The command; None when it was not measured.
    """

    day: str
    machine: str
    remarks: tuple[str, ...]
    results: tuple[Result, ...]
    profiles: tuple[Profile, ...]
    cold: Cold | None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a record that `save` wrote."""
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            day=stored["day"],
            machine=stored["machine"],
            remarks=tuple(stored["remarks"]),
            results=tuple(
                Result(result["task"], tuple(Series(**_tupled(series)) for series in result["series"]))
                for result in stored["results"]
            ),
            profiles=tuple(Profile(**profile) for profile in stored["profiles"]),
            cold=Cold(**_tupled(stored["cold"])) if stored["cold"] else None,
        )

    def save(self, path: Path) -> None:
        """Write the record."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def _tupled(stored: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}
