"""Measure screening on a list, queries that must find someone on it, and names that must find nobody.

    python -m tools.measure_screening figures --data DIR
    python -m tools.measure_screening calibrate --data DIR
    python -m tools.measure_screening lengths --data DIR
    python -m tools.measure_screening tune --data DIR [--half first] [--rounds N]

``figures`` prints the tables of docs/explanation/matching.md: recall at 10 and at 1 false positives per 1,000 clean
names, for names alone, with birth dates, and with nationalities too; how many names put together from parts of listed
ones are found wrongly; for everything and for either half. Intervals are of 95 % (Wilson).

``calibrate`` writes the table from which a score has its false positive rate into the package. It is due whenever
anything that moves a score changes.

``lengths`` prints how many false positives one score has on parts of the list and on longer, invented lists.

``tune`` searches for better parameters of the matcher, on all queries or on one half of them, and prints them. Nothing
is written: they go into src/counterfoil/screening/matching/parameters.py by hand, and a calibration follows.
"""

import argparse
from pathlib import Path

from counterfoil.screening.matching import PARAMETERS
from tools.measure_screening import calibrating
from tools.measure_screening.answers import Measured, Told
from tools.measure_screening.figures import lines
from tools.measure_screening.lengths import lengths
from tools.measure_screening.sets import Half, Sets, read
from tools.measure_screening.tuning import Tuning, changed


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(prog="python -m tools.measure_screening", description="Measure screening.")
    parser.add_argument("what", choices=["figures", "calibrate", "lengths", "tune"])
    parser.add_argument("--data", type=Path, required=True, help="a folder as tools/measure_screening/sets.py reads it")
    parser.add_argument("--half", choices=["first", "second"], help="tune on this half of the queries; default: all")
    parser.add_argument("--rounds", type=int, default=20, help="tune: how often every parameter is tried (20)")
    arguments = parser.parse_args()
    sets = read(arguments.data)
    if arguments.what == "figures":
        print_figures(sets)
    elif arguments.what == "lengths":
        for line in lengths(sets):
            print(line, flush=True)
    elif arguments.what == "tune":
        print_search(Tuning(sets, Half[arguments.half.upper()] if arguments.half else None), arguments.rounds)
    else:
        calibrating.PLACE.write_text(calibrating.calibrate(sets), encoding="utf-8")
        print(f"Wrote {calibrating.PLACE.name}.")


def print_search(tuning: Tuning, rounds: int) -> None:
    """Print what the parameters are worth after each round, and at the end those that changed."""
    found = PARAMETERS
    for number, (worth, costs) in enumerate(tuning.search(rounds)):
        print(f"round {number}: {worth:.4f}", flush=True)
        found = costs
    for line in changed(found):
        print(line)


def print_figures(sets: Sets) -> None:
    """Print the tables."""
    measured = Measured(sets.entities)
    kinds = {"positives": sets.positives, "clean": sets.clean, "hard": sets.hard}
    answers = {(kind, told): measured.answers(asked, told) for told in Told for kind, asked in kinds.items()}
    names = sum(len(entity.names) for entity in sets.entities)
    print(f"{len(sets.entities)} persons with {names} names")
    print(f"{len(sets.positives)} queries, {len(sets.clean)} clean names, {len(sets.hard)} recombined ones")
    for line in lines(sets, answers):
        print(line)


if __name__ == "__main__":
    main()
