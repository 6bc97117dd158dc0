"""Measure everyone, write the record and the page: ``python -m benchmarks --venvs DIR``."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import cold, contestants, items
from benchmarks.contest import hold, profile
from benchmarks.documented import RECORD, write_page
from benchmarks.machine import machine
from benchmarks.record import Record
from benchmarks.table import page
from benchmarks.tasks import Task

_ROOT: Final = Path(__file__).parents[1]

_COLD_RUNS: Final = 5
_LISTED_PAIRS: Final = 20
_LABELLED_ROUNDS: Final = 3
"""Few: these many documents are there to be read, and to be timed only by the way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command was asked for.

    Attributes:
        venvs: The peers' environments.
        specimens: The synthetic people.
        people: How many of them.
        rounds: Measured rounds.
        data: Development data with ``mrz/labels.json`` and ``lfw/pairs.csv``; None to do without.
        only: The key of the one task to do; None for all.
    """

    venvs: Path
    specimens: Path
    people: int
    rounds: int
    data: Path | None
    only: str | None


def main() -> None:
    """Measure, print the page, and write it with the record unless only one task was asked for."""
    plan = _plan()
    with tempfile.TemporaryDirectory() as folder:
        try:
            record = _measure(plan, Path(folder))
        except RuntimeError as why:
            sys.exit(f"nothing is written: {why}")
    text = page(record)
    print(text)
    if plan.only is None:
        record.save(RECORD)
        write_page()


def _plan() -> Plan:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--venvs", type=Path, required=True, help="where `python -m benchmarks.peers` made them")
    arguments.add_argument("--specimens", type=Path, default=_ROOT / "tests/specimens", help="synthetic people")
    arguments.add_argument("--people", type=int, default=6, help="how many of them (6)")
    arguments.add_argument("--rounds", type=int, default=7, help="measured rounds of each task (7)")
    arguments.add_argument("--data", type=Path, help="folder with mrz/labels.json and lfw/pairs.csv")
    arguments.add_argument("--only", help="one task by its key; prints, and writes nothing")
    chosen = arguments.parse_args()
    venvs, specimens = chosen.venvs.absolute(), chosen.specimens.absolute()
    data = chosen.data.absolute() if chosen.data else None
    return Plan(venvs, specimens, chosen.people, chosen.rounds, data, chosen.only)


def _measure(plan: Plan, folder: Path) -> Record:
    tasks = [task for task in _tasks(plan, folder) if plan.only in (None, task.key)]
    results, profiles = [], []
    for task in tasks:
        print(f"{task.key}: {len(task.items)} items, {task.rounds} rounds, {len(task.contestants)} contestants")
        results.append(hold(task, plan.venvs))
        if task.stages:
            profiles.append(profile(task, task.stages, plan.venvs))
    commands = [item for task in tasks if task.key == "verification" for item in task.items[:_COLD_RUNS]]
    return Record(
        day=datetime.now(tz=UTC).date().isoformat(),
        machine=machine(),
        remarks=tuple(_remarks(plan.venvs)),
        results=tuple(results),
        profiles=tuple(profiles),
        cold=cold.measure(tuple(commands)) if commands else None,
    )


def _tasks(plan: Plan, folder: Path) -> Iterator[Task]:
    specimens, people, rounds = plan.specimens, plan.people, plan.rounds
    for side in (250, 1080):
        pairs = items.selfie_pairs(specimens, people, side, folder)
        yield Task(f"pair-{side}", pairs, rounds, contestants.PAIR, contestants.PAIR_STAGES)
    yield Task("page-flat", items.pages(specimens, people, ("flat",)), rounds, contestants.PAGE)
    yield Task("page-photo", items.pages(specimens, people, items.PHOTOGRAPHS), rounds, contestants.PAGE)
    passed = items.verifications(specimens, people)
    yield Task("verification", passed, rounds, contestants.VERIFICATION, contestants.VERIFICATION_STAGES)
    if plan.data:
        yield Task("pair-listed", items.listed_pairs(plan.data / "lfw", _LISTED_PAIRS), rounds, contestants.PAIR)
        yield Task("page-labelled", items.labelled_pages(plan.data / "mrz"), _LABELLED_ROUNDS, contestants.PAGE)


def _remarks(venvs: Path) -> Iterator[str]:
    yield "Other work on the machine moves the milliseconds; the ratios are steadier."
    yield "deepface runs twice: as it installs itself, and held to one thread, which saves it CPU time."
    yield "deepface's weights are this project's, turned into floats once, which is the faster form for it."
    if (venvs / contestants.MRZ_STAND_IN).exists():
        yield (
            "fastmrz ran with Tesseract's English data in place of its own, which is on no package index: "
            "its time is measured, its accuracy is not judged."
        )


if __name__ == "__main__":
    main()
