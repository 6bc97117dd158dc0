"""How long and how large: a list of millions of rows read, and a million made-up similarities measured.

    python -m benchmarks.assess_lists rows [10000000]     writes a list, reads it, deletes it
    python -m benchmarks.assess_lists pairs [1000000]     measures made-up similarities of 13,000 pictures

Prints CPU time and the largest resident set of the process.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from counterfoil.assurance import read_pairs
from counterfoil.assurance.assessment import Compared, measure
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.running import sold_thresholds

_PICTURES = 13_000
_AT_ONCE = 100_000


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.assess_lists", description="Time an assessment's parts."
    )
    parser.add_argument("what", choices=["rows", "pairs"])
    parser.add_argument("number", type=int, nargs="?")
    arguments = parser.parse_args()
    if arguments.what == "rows":
        _rows(arguments.number or 10_000_000)
    else:
        _pairs(arguments.number or 1_000_000)


def _rows(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(_lines(number))
        size, before = path.stat().st_size, time.process_time()
        listed = read_pairs(path)
        print(f"{listed.rows:,} rows, {size / 1e6:,.0f} MB, {listed.duplicates:,} duplicates")
        _told(before)


def _lines(number: int) -> Iterator[str]:
    """Return a header and rows of two pictures of two people, each with a label for either side."""
    yield "a,b,same,site_a,site_b\n"
    random = np.random.default_rng(1)
    for start in range(0, number, _AT_ONCE):
        first = random.integers(0, _PICTURES, min(_AT_ONCE, number - start))
        second = (first + random.integers(1, _PICTURES, len(first))) % _PICTURES
        for a, b in zip(first.tolist(), second.tolist(), strict=True):
            yield f"images/person-{a:05d}.jpg,images/person-{b:05d}.jpg,0,{'nswe'[a % 4]},{'nswe'[b % 4]}\n"


def _pairs(number: int) -> None:
    random = np.random.default_rng(1)
    pictures = random.integers(0, _PICTURES, (number, 2)).astype(np.int32)
    genuine = number // 50
    owner = np.arange(_PICTURES, dtype=np.int32) // 3
    people = owner[pictures]
    people[:genuine, 1] = people[:genuine, 0]
    same = people[:, 0] == people[:, 1]
    similarities = np.where(same, random.normal(0.65, 0.12, number), random.normal(0.05, 0.09, number))
    sides = Group("site", ("", "n", "s", "w", "e"), (1 + people % 4).astype(np.uint8))
    whole = Group("device", ("", "p", "q"), random.integers(0, 3, number).astype(np.uint8))
    compared = Compared(
        np.clip(similarities, -1, 1).astype(np.float32),
        same,
        people,
        (sides, whole),
        {"quality": random.integers(0, 101, (number, 2)).astype(np.float32)},
    )
    before = time.process_time()
    measured = measure(compared, sold_thresholds())
    print(f"{number:,} pairs of {measured.people:,} people, two group columns, a thousand resamplings")
    print(f"EER {measured.equal_error.rate}, {sum(len(one.values) for one in measured.groups)} groups")
    _told(before)


def _told(before: float) -> None:
    spent = time.process_time() - before
    print(f"CPU time {spent:.1f} s, resident {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB at most")


if __name__ == "__main__":
    main()
