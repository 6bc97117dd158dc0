"""Measure the reading of machine-readable zones on pictures whose text is known.

    python -m tools.measure_mrz --data DIR [--turned] [--without DIR]

DIR holds ``labels.json`` (``{"picture.jpg": {"lines": [...] or null}}``) or, like tests/specimens, folders with a
``truth.json``. Prints a line for each picture that was not read exactly, then a table: how many were read exactly in
every line as the recogniser wrote them (raw), after the format's edits, and after the check digits' repairs; how many
wrong texts passed their check digits all the same; and the CPU seconds a picture took on one thread, models warm.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Outcome
from counterfoil.document import Reading, read
from counterfoil.images import Picture, load
from counterfoil.models import ModelStore, Networks

TODAY = date(2026, 1, 1)
PICTURES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Known:
    """A picture and the lines that are printed in it; None where it shows no zone."""

    path: Path
    lines: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Result:
    """How one picture was read."""

    known: Known
    turns: int
    raw: bool
    formed: bool
    exact: bool
    passed: bool
    seconds: float


def known_pictures(folder: Path) -> Iterator[Known]:
    """Yield the pictures of a folder with what is known of them."""
    labels = folder / "labels.json"
    if labels.exists():
        for name, label in sorted(json.loads(labels.read_text(encoding="utf-8")).items()):
            yield Known(folder / name, tuple(label["lines"]) if label["lines"] else None)
    for truth in sorted(folder.glob("*/truth.json")):
        told = json.loads(truth.read_text(encoding="utf-8"))
        for name in sorted(told["pictures"]):
            yield Known(truth.parent / name, tuple(told["mrz"]))


def without_zone(folder: Path, most: int) -> Iterator[Known]:
    """Yield pictures that show no zone, evenly spread over the folder."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)
    for path in found[:: max(1, len(found) // most)][:most]:
        yield Known(path, None)


def measure(known: Known, turns: int, networks: Networks) -> Result:
    """Read one picture, turned by quarters, and hold it against what is known."""
    picture = load(known.path)
    pixels: NDArray[np.uint8] = np.ascontiguousarray(np.rot90(picture.pixels, turns))
    turned = Picture(pixels, picture.name, picture.sha256, picture.format)
    start = time.process_time()
    reading = read(turned, networks, TODAY)
    seconds = time.process_time() - start
    zone = reading.mrz
    return Result(
        known=known,
        turns=turns,
        raw=(zone.raw if zone else None) == known.lines,
        formed=(zone.formed.lines if zone else None) == known.lines,
        exact=(zone.mrz.lines if zone else None) == known.lines,
        passed=_passed(reading),
        seconds=seconds,
    )


def _passed(reading: Reading) -> bool:
    return any(check.id == "document.check_digits" and check.outcome is Outcome.PASSED for check in reading.checks)


def table(results: list[Result]) -> str:
    """Return the table as Markdown."""
    count, seconds = len(results), [result.seconds for result in results]

    def share(hits: int) -> str:
        return f"{hits} ({100 * hits / count:.1f} %)"

    rows = {
        "pictures": str(count),
        "exact as the recogniser wrote it": share(sum(result.raw for result in results)),
        "exact after the format's edits": share(sum(result.formed for result in results)),
        "exact after the check digits' repairs": share(sum(result.exact for result in results)),
        "wrong, yet its check digits passed": share(sum(result.passed and not result.exact for result in results)),
        "CPU s a picture, median": f"{median(seconds):.2f}",
        "CPU s a picture, mean": f"{sum(seconds) / count:.2f}",
        "CPU s a picture, most": f"{max(seconds):.2f}",
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with labels.json or */truth.json")
    parser.add_argument("--turned", action="store_true", help="read each picture in all four orientations")
    parser.add_argument("--without", type=Path, help="folder of pictures that show no zone")
    parser.add_argument("--most", type=int, default=200, help="how many of those")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    networks = Networks(ModelStore())
    pictures = list(known_pictures(options.data))
    if options.without:
        pictures += without_zone(options.without, options.most)
    if not pictures:
        parser.error("no pictures there")
    measure(pictures[0], 0, networks)
    results = []
    for known in pictures:
        for turns in range(4 if options.turned else 1):
            result = measure(known, turns, networks)
            results.append(result)
            if not result.exact:
                print(f"{known.path.parent.name}/{known.path.name}, turned {90 * turns}: not exact")
    print(table(results))


if __name__ == "__main__":
    main()
