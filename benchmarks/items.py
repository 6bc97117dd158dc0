"""The pictures of each task, made from the specimens or from a folder of development data."""

import csv
import json
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from PIL import Image

from benchmarks.tasks import Item

PHOTOGRAPHS: Final = ("perspective", "shadow", "glare", "blur")
"""What the specimens' photographs suffer from."""

_ACCEPTED: Final = ("TD1", "TD2", "TD3")
"""Formats that the policy `bank` accepts: a visa is rejected early, and would flatter the time."""

_QUALITY: Final = 92
"""JPEG quality of scaled pictures: a phone's."""


def selfie_pairs(specimens: Path, people: int, side: int, folder: Path) -> tuple[Item, ...]:
    """Return one pair of selfies for each of the first people.

    Args:
        specimens: The folder with one folder a person.
        people: How many.
        side: Pixels of the longer side, to which every picture is scaled.
        folder: Where scaled pictures are put.
    """
    return tuple(
        Item(tuple(_scaled(path, side, folder) for path in sorted(person.glob("selfie-*.jpg"))[:2]))
        for person in _everyone(specimens)[:people]
    )


def pages(specimens: Path, people: int, kinds: Sequence[str]) -> tuple[Item, ...]:
    """Return one picture of a document, with the lines of its zone, for each of the first people.

    Args:
        specimens: The folder with one folder a person.
        people: How many.
        kinds: What pictures to take, such as `PHOTOGRAPHS`: the first of the first person, and so on in turn.
    """
    return tuple(
        Item((str(person / f"document-{kind}.jpg"),), _truth(person)["mrz"])
        for person, kind in zip(_everyone(specimens)[:people], cycle(kinds), strict=False)
    )


def verifications(specimens: Path, people: int) -> tuple[Item, ...]:
    """Return a photographed document and its holder's first selfie, of the first people with a document for `bank`."""
    holders = [person for person in _everyone(specimens) if _truth(person)["format"] in _ACCEPTED][:people]
    return tuple(
        Item((str(person / f"document-{kind}.jpg"), str(person / "selfie-1.jpg")), "accept")
        for person, kind in zip(holders, cycle(PHOTOGRAPHS), strict=False)
    )


def labelled_pages(folder: Path) -> tuple[Item, ...]:
    """Return every picture of ``labels.json``, which maps a file to its ``lines``."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return tuple(
        Item((str(folder / file),), label["lines"]) for file, label in sorted(labels.items()) if label["lines"]
    )


def listed_pairs(folder: Path, count: int) -> tuple[Item, ...]:
    """Return the first pairs of the same person from ``pairs.csv`` (columns a, b, same)."""
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        same = (row for row in csv.DictReader(file) if row["same"] == "1")
        return tuple(Item((str(folder / row["a"]), str(folder / row["b"]))) for row in islice(same, count))


def _everyone(specimens: Path) -> list[Path]:
    return sorted(path.parent for path in specimens.glob("*/truth.json"))


def _truth(person: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((person / "truth.json").read_text(encoding="utf-8"))
    return truth


def _scaled(path: Path, side: int, folder: Path) -> str:
    target = folder / f"{path.parent.name}-{path.stem}-{side}.jpg"
    with Image.open(path) as picture:
        factor = side / max(picture.size)
        size = (round(picture.width * factor), round(picture.height * factor))
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(target, quality=_QUALITY)
    return str(target)
