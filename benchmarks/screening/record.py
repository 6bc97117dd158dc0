"""What one run measured: written as JSON, and read again to make the page in the documentation."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from counterfoil.assurance.intervals import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    total: int

    @property
    def rate(self) -> float:
        """Their quotient."""
        return self.count / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 %."""
        return wilson(self.count, self.total)


@dataclass(frozen=True, slots=True)
class AtRate:
    """What is found at one rate of false positives.

    Attributes:
        per_thousand: How many clean names in a thousand may have a hit.
        threshold: What a score must exceed; None when no clean name has any hit at this rate.
        everyone: Positives that find one of their people.
        real: The same of those that a publisher lists.
        hard: Names put together from listed names that have a hit.
    """

    per_thousand: int
    threshold: float | None
    everyone: Share
    real: Share
    hard: Share


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One contestant, with birth dates or without.

    Attributes:
        contestant: Its name.
        is_dated: Whether the queries had their birth dates.
        asked: How many queries of each kind.
        rates: At each rate of false positives.
        candidates: Positives with one of their people among the candidates that were scored.
    """

    contestant: str
    is_dated: bool
    asked: dict[str, int]
    rates: tuple[AtRate, ...]
    candidates: Share


@dataclass(frozen=True, slots=True)
class Cost:
    """What one contestant takes.

    Attributes:
        contestant: Its name.
        versions: Versions of the packages that did the work.
        build_cpu: CPU seconds from the lines of the list to an index that answers.
        build_wall: The same by the clock.
        cpu: CPU seconds a query, one number a round; round i of all contestants belongs together.
        queries: Queries in a round.
        peak: Peak of resident memory in bytes, building included.
    """

    contestant: str
    versions: dict[str, str]
    build_cpu: float
    build_wall: float
    cpu: tuple[float, ...]
    queries: int
    peak: int


@dataclass(frozen=True, slots=True)
class Record:
    """One run.

    Attributes:
        day: ISO date.
        machine: Processor, cores and Python, in words.
        persons: People on the list.
        names: Names on the list.
        accuracies: What was found.
        costs: What it took, this project first.
    """

    day: str
    machine: str
    persons: int
    names: int
    accuracies: tuple[Accuracy, ...]
    costs: tuple[Cost, ...]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a record that `save` wrote."""
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        accuracies = tuple(_accuracy(one) for one in stored.pop("accuracies"))
        costs = tuple(Cost(**one | {"cpu": tuple(one["cpu"])}) for one in stored.pop("costs"))
        return cls(**stored, accuracies=accuracies, costs=costs)

    def save(self, path: Path) -> None:
        """Write the record."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def _accuracy(stored: dict[str, Any]) -> Accuracy:
    rates = tuple(
        AtRate(
            one["per_thousand"],
            one["threshold"],
            *(Share(**one[name]) for name in ("everyone", "real", "hard")),
        )
        for one in stored["rates"]
    )
    return Accuracy(**stored | {"rates": rates, "candidates": Share(**stored["candidates"])})
