"""Measure what the service bears, write the record and the page: ``python -m benchmarks.load``."""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.documented import LOAD_RECORD, write_page
from benchmarks.load import bare, crowding, serving, sessions
from benchmarks.load.people import frame, people
from benchmarks.load.person import Pictures
from benchmarks.load.postgres import new_database, version
from benchmarks.load.record import Crowd, Rate, Record, Sessions, Waits
from benchmarks.load.service import RunningService
from benchmarks.load.table import section
from benchmarks.machine import machine

_ROOT: Final = Path(__file__).parents[2]
_WARM: Final = 20.0
"""Seconds after its start that are not measured: networks are loaded, and the queue fills."""

_LOAD: Final = 0.7
_TIMES_TOO_MANY: Final = 3.0
_ROOM: Final = 20
"""How many may wait while too many come; the usual number would take minutes to fill."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command was asked for.

    Attributes:
        people: Who comes.
        postgres: The URL of a server in which databases may be made; None for SQLite.
        workers: How many processes judge.
        rounds: How often throughput is measured.
        seconds: How long each measurement takes.
        sessions: How many capture sessions are held open.
    """

    people: list[Pictures]
    postgres: str | None
    workers: int
    rounds: int
    seconds: float
    sessions: int

    @contextmanager
    def service(self, settings: Mapping[str, str] | None = None) -> Iterator[RunningService]:
        """Start the service with records of its own."""
        with tempfile.TemporaryDirectory() as folder:
            database = new_database(self.postgres) if self.postgres else None
            with RunningService(Path(folder), database, self.workers, settings) as service:
                yield service


def main() -> None:
    """Measure, print the section, and write it with the record."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    arguments.add_argument("--postgres", metavar="URL", help="a server in which databases may be made (SQLite)")
    arguments.add_argument("--workers", type=int, default=os.cpu_count(), help="processes that judge (one a core)")
    arguments.add_argument("--rounds", type=int, default=3, help="how often throughput is measured (3)")
    arguments.add_argument("--seconds", type=float, default=60, help="how long each measurement takes (60)")
    arguments.add_argument("--sessions", type=int, default=500, help="capture sessions held open (500)")
    arguments.add_argument("--people", type=int, default=6, help="synthetic people (6)")
    arguments.add_argument("--specimens", type=Path, default=_ROOT / "tests/specimens", help="where they are")
    arguments.add_argument("--print", action="store_true", help="write nothing")
    chosen = arguments.parse_args()
    plan = Plan(
        people(chosen.specimens, chosen.people),
        chosen.postgres,
        chosen.workers,
        chosen.rounds,
        chosen.seconds,
        chosen.sessions,
    )
    try:
        record = _measure(plan)
    except RuntimeError as why:
        sys.exit(f"nothing is written: {why}")
    print(section(record))
    if not chosen.print:
        record.save(LOAD_RECORD)
        write_page()


def _measure(plan: Plan) -> Record:
    alone, served = _throughput(plan)
    capacity = median(rate.a_second for rate in served)
    unloaded, loaded = _latency(plan, capacity * _LOAD)
    return Record(
        day=datetime.now(tz=UTC).date().isoformat(),
        machine=machine(),
        database=version(plan.postgres) if plan.postgres else "SQLite",
        workers=plan.workers,
        bare=alone,
        served=served,
        unloaded=unloaded,
        loaded=loaded,
        sessions=_sessions(plan),
        crowd=_crowd(plan, capacity * _TIMES_TOO_MANY),
    )


def _throughput(plan: Plan) -> tuple[tuple[Rate, ...], tuple[Rate, ...]]:
    alone, served = [], []
    for number in range(plan.rounds):
        alone.append(bare.measure(plan.people, plan.workers, plan.seconds))
        with plan.service() as service:
            served.append(asyncio.run(serving.saturated(service, plan.people, _WARM, plan.seconds)))
        print(f"round {number + 1}: {alone[-1]}, {served[-1]}", file=sys.stderr)
    return tuple(alone), tuple(served)


def _latency(plan: Plan, arrivals: float) -> tuple[Waits, Waits]:
    with plan.service() as service:
        asyncio.run(serving.one_by_one(service, plan.people, 2 * plan.workers))  # networks are loaded
        unloaded = asyncio.run(serving.one_by_one(service, plan.people, round(plan.seconds / 3)))
        loaded = asyncio.run(serving.at_rate(service, plan.people, arrivals, 2 * plan.seconds))
    print(f"waits: {unloaded.decision}, {loaded.decision}", file=sys.stderr)
    return unloaded, loaded


def _sessions(plan: Plan) -> Sessions:
    frames = [frame(one) for one in plan.people]
    with plan.service() as service:
        asyncio.run(serving.one_by_one(service, plan.people, 2 * plan.workers))
        held = asyncio.run(sessions.hold(service, frames, plan.sessions, plan.seconds))
    print(held, file=sys.stderr)
    return held


def _crowd(plan: Plan, arrivals: float) -> Crowd:
    with plan.service({"COUNTERFOIL_WAITING_AT_MOST": str(_ROOM)}) as service:
        asyncio.run(serving.one_by_one(service, plan.people, 2 * plan.workers))
        return asyncio.run(crowding.crowd(service, plan.people, arrivals, plan.seconds, _ROOM))


if __name__ == "__main__":
    main()
