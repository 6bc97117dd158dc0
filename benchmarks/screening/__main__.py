"""Measure everyone who screens, write the record and the page: ``python -m benchmarks.screening``."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.documented import SCREENING_RECORD, write_page
from benchmarks.machine import machine
from benchmarks.runners.batches import NAMES
from benchmarks.screening.contest import Plan, hold
from benchmarks.screening.queries import read
from benchmarks.screening.record import Record
from benchmarks.screening.table import section


def main() -> None:
    """Measure, print the section, and write it with the record."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.screening", description=__doc__)
    arguments.add_argument("--venvs", type=Path, required=True, help="where `python -m benchmarks.peers` made them")
    arguments.add_argument("--lists", type=Path, required=True, help="folder with the list and the queries")
    arguments.add_argument("--rounds", type=int, default=5, help="how often the time is taken (5)")
    arguments.add_argument("--slow-share", type=float, default=0.33, help="share of the queries for the slow (0.33)")
    arguments.add_argument(
        "--keep-peers", action="store_true", help="keep what the record says that peers find; time everyone anew"
    )
    chosen = arguments.parse_args()
    listed = chosen.lists.absolute() / "index-persons.jsonl"
    persons, names = _counted(listed)
    try:
        known = Record.load(SCREENING_RECORD).accuracies if chosen.keep_peers else ()
        accuracies, costs = hold(
            Plan(read(chosen.lists), listed, chosen.venvs.absolute(), chosen.rounds, chosen.slow_share, known)
        )
    except RuntimeError as why:
        sys.exit(f"nothing is written: {why}")
    day = datetime.now(tz=UTC).date().isoformat()
    record = Record(day, machine(), persons, names, tuple(accuracies), tuple(costs))
    print(section(record))
    record.save(SCREENING_RECORD)
    write_page()


def _counted(listed: Path) -> tuple[int, int]:
    """Return how many people and how many names are on the list."""
    with listed.open(encoding="utf-8") as lines:
        people = [json.loads(line) for line in lines]
    return len(people), sum(len(person[kind]) for person in people for kind in NAMES)


if __name__ == "__main__":
    main()
