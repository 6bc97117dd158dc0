"""What one run measured: written as JSON, and read again to make the page in the documentation."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Rate:
    """So many verifications in so long.

    Attributes:
        verifications: How many were judged.
        seconds: Within how many seconds by the clock.
        cpu: For how many CPU seconds, of all processes that belong to it.

    Raises:
        RuntimeError: None was judged: there is no rate.
    """

    verifications: int
    seconds: float
    cpu: float

    def __post_init__(self) -> None:
        """See that there is a rate."""
        if not self.verifications:
            raise RuntimeError(
                f"nothing was judged in {self.seconds:.0f} s: measure for longer, or when nobody else is at work"
            )

    @property
    def a_second(self) -> float:
        """Verifications a second."""
        return self.verifications / self.seconds

    @property
    def cpu_each(self) -> float:
        """CPU seconds a verification."""
        return self.cpu / self.verifications


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited.

    Attributes:
        arrivals: People a second; 0 where one came after the other.
        decision: Seconds from handing in to the decision, one number a person.
        requests: Seconds of each request, by what was asked.
    """

    arrivals: float
    decision: tuple[float, ...]
    requests: dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Sessions:
    """Capture sessions that are open at the same time.

    Attributes:
        count: How many, each with its socket.
        frames: Frames that were answered.
        left_out: How many of the answers were that there was no time to look.
        dropped: Sockets that the service closed.
        processes: How many processes the service has.
        resident: Resident memory of all of them in bytes, what they share counted once for each.
        proportional: The same, what they share counted once.
        before: Resident memory before the first session.
    """

    count: int
    frames: int
    left_out: int
    dropped: int
    processes: int
    resident: int
    proportional: int
    before: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """More people than there is room for.

    Attributes:
        arrivals: People a second.
        came: How many came.
        accepted: How many could hand in.
        refused: Refusals with 429, by what was asked for.
        without_retry_after: Those that did not say when to come back.
        others: Answers that were neither an acceptance nor a refusal, by status.
        room: How many may wait to be judged, by the setting.
        longest_queue: How many waited at most.
        decision: Seconds from handing in to the decision, one number an accepted person.
        judged: How many of the accepted were judged in the end.
        ledger: Whether the ledger is whole.
    """

    arrivals: float
    came: int
    accepted: int
    refused: dict[str, int]
    without_retry_after: int
    others: dict[str, int]
    room: int
    longest_queue: int
    decision: tuple[float, ...]
    judged: int
    ledger: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One run.

    Attributes:
        day: ISO date.
        machine: Processor, cores and Python, in words.
        database: What the records were kept in.
        workers: How many processes judged.
        bare: The pipeline alone, one rate a round.
        served: The service, likewise; round i of both belongs together.
        unloaded: One person after the other.
        loaded: At 70 % of what the service can do.
        sessions: Many sessions at once.
        crowd: Three times what the service can do.
    """

    day: str
    machine: str
    database: str
    workers: int
    bare: tuple[Rate, ...]
    served: tuple[Rate, ...]
    unloaded: Waits
    loaded: Waits
    sessions: Sessions
    crowd: Crowd

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a record that `save` wrote."""
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            **{name: stored[name] for name in ("day", "machine", "database", "workers")},
            bare=tuple(Rate(**one) for one in stored["bare"]),
            served=tuple(Rate(**one) for one in stored["served"]),
            unloaded=_waits(stored["unloaded"]),
            loaded=_waits(stored["loaded"]),
            sessions=Sessions(**stored["sessions"]),
            crowd=Crowd(**stored["crowd"] | {"decision": tuple(stored["crowd"]["decision"])}),
        )

    def save(self, path: Path) -> None:
        """Write the record."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def _waits(stored: dict[str, Any]) -> Waits:
    requests = {what: tuple(seconds) for what, seconds in stored["requests"].items()}
    return Waits(stored["arrivals"], tuple(stored["decision"]), requests)
