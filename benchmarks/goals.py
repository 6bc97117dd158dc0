"""What speed and memory were to be reached, and whether a record reaches it."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.record import Profile, Record, Result

SHARE_OF_DEEPFACE: Final = 0.5
"""Highest share of deepface's CPU time for a pair."""

WARM_CPU_SECONDS: Final = 2.0
"""Most CPU seconds of a whole verification, networks warm."""

COLD_SECONDS: Final = 5.0
"""Most seconds by the clock of the command as a new process."""

RESIDENT_BYTES: Final = 700e6
"""Highest peak of resident memory."""

OVERHEAD: Final = 0.15
"""Most CPU time of our own code, as a share of the networks'."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, in words.

    Attributes:
        what: What is measured.
        reach: What it was to be.
        measured: What it is.
        met: Whether that is enough.
    """

    what: str
    reach: str
    measured: str
    met: bool


def goals(record: Record) -> Iterator[Goal]:
    """Yield the goals that this record says something about."""
    for result in record.results:
        if result.task.startswith("pair"):
            yield from _pair(result)
        if result.task == "verification":
            yield _at_most("verification, warm, CPU s", WARM_CPU_SECONDS, median(result.series[0].cpu))
            yield _memory("verification, warm", result.series[0].peak)
    if record.cold:
        yield _at_most("`counterfoil verify`, cold, s", COLD_SECONDS, max(record.cold.wall))
        yield _memory("`counterfoil verify`", record.cold.peak)
    for profile in record.profiles:
        yield _overhead(profile)


def _pair(result: Result) -> Iterator[Goal]:
    ours = result.series[0]
    for series in result.series[1:]:
        if series.contestant.startswith("deepface"):
            share = median(own / theirs for own, theirs in zip(ours.cpu, series.cpu, strict=True))
            name = f"{result.task}: CPU time as a share of {series.contestant}'s"
            yield Goal(name, f"at most {SHARE_OF_DEEPFACE:.2f}", f"{share:.2f}", share <= SHARE_OF_DEEPFACE)


def _at_most(what: str, limit: float, measured: float) -> Goal:
    return Goal(what, f"at most {limit:.0f}", f"{measured:.2f}", measured <= limit)


def _memory(what: str, peak: int) -> Goal:
    return Goal(
        f"{what}, peak of resident memory, MB",
        f"at most {RESIDENT_BYTES / 1e6:.0f}",
        f"{peak / 1e6:.0f}",
        peak <= RESIDENT_BYTES,
    )


def _overhead(profile: Profile) -> Goal:
    own = sum(spent.get("", 0.0) for spent in profile.stages.values())
    bare = sum(seconds for spent in profile.stages.values() for network, seconds in spent.items() if network)
    share = own / bare
    what = f"{profile.task}: our code's CPU time over the networks'"
    return Goal(what, f"at most {OVERHEAD:.0%}", f"{share:.0%}", share <= OVERHEAD)
