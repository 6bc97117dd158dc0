"""Measure screening on a list, queries that must find someone on it, and names that must find nobody.

    python -m tools.measure_screening figures --data DIR
    python -m tools.measure_screening calibrate --data DIR

``figures`` prints the tables of docs/explanation/matching.md: recall at 10 and at 1 false positives per 1,000 clean
names, for names alone, with birth dates, and with nationalities too; how many names put together from parts of listed
ones are found wrongly; for everything and for either half. Intervals are of 95 % (Wilson).

``calibrate`` writes the table from which a score has its false positive rate into the package. It is due whenever
anything that moves a score changes.
"""

import argparse
from pathlib import Path

from tools.measure_screening import calibrating
from tools.measure_screening.answers import Measured, Told
from tools.measure_screening.figures import lines
from tools.measure_screening.sets import Sets, read


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(prog="python -m tools.measure_screening", description="Measure screening.")
    parser.add_argument("what", choices=["figures", "calibrate"])
    parser.add_argument("--data", type=Path, required=True, help="a folder as tools/measure_screening/sets.py reads it")
    arguments = parser.parse_args()
    sets = read(arguments.data)
    if arguments.what == "figures":
        print_figures(sets)
    else:
        calibrating.PLACE.write_text(calibrating.calibrate(sets), encoding="utf-8")
        print(f"Wrote {calibrating.PLACE.name}.")


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
