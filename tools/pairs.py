"""Write lists of pairs for `counterfoil assess` from sets of pictures that are not ours to ship.

    python -m tools.pairs london DIR PAIRS.csv    all pairs of the London set, with what its people said of themselves
    python -m tools.pairs lfw DIR PAIRS.csv       the pairs of DIR/pairs.csv

Names of pictures are written as absolute paths, so that the list may lie anywhere but in the set.
"""

import argparse
import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

_BAND = 10  # years


def main() -> None:
    """Write one list."""
    parser = argparse.ArgumentParser(prog="python -m tools.pairs", description="Write a list of pairs.")
    parser.add_argument("set", choices=["london", "lfw"])
    parser.add_argument("folder", type=Path, help="the set of pictures")
    parser.add_argument("pairs", type=Path, help="the list to write")
    arguments = parser.parse_args()
    rows = {"london": london, "lfw": lfw}[arguments.set](arguments.folder.resolve())
    with arguments.pairs.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def london(folder: Path) -> Iterator[tuple[str, ...]]:
    """Return every pair of `neutral-NNN.jpg` and `smiling-NNN.jpg`, with the columns of `people.csv` for both sides.

    Ages become bands of ten years. A person who is not in `people.csv` has empty labels.
    """
    with (folder / "people.csv").open(newline="", encoding="utf-8") as file:
        said = {row["face_id"]: row for row in csv.DictReader(file)}
    labels = [name for name in next(iter(said.values())) if name != "face_id"]
    yield ("a", "b", "same", *(f"{name.removeprefix('face_')}_{side}" for name in labels for side in "ab"))
    pictures = [(path.stem.partition("-")[2], str(path)) for path in sorted(folder.glob("*-[0-9]*.jpg"))]
    for (first, a), (second, b) in itertools.combinations(pictures, 2):
        sides = [said.get(person, {}) for person in (first, second)]
        yield (
            a,
            b,
            str(int(first == second)),
            *(_label(name, side.get(name, "")) for name in labels for side in sides),
        )


def lfw(folder: Path) -> Iterator[tuple[str, ...]]:
    """Return the pairs of `pairs.csv` (columns a, b, same)."""
    yield ("a", "b", "same")
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield str(folder / row["a"]), str(folder / row["b"]), row["same"]


def _label(name: str, value: str) -> str:
    """Return a label as it is, nothing for what was not said, and an age as a band."""
    if value == "NA":
        return ""
    if not name.endswith("age") or not value.replace(".", "", 1).isdigit():
        return value
    start = int(float(value)) // _BAND * _BAND
    return f"{start}-{start + _BAND - 1}"


if __name__ == "__main__":
    main()
