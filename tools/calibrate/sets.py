"""The sets of pictures that are measured. None of them is part of the project; each must be obtained by the reader."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PictureSet:
    """Pictures of known people.

    Attributes:
        name: As published.
        kind: What the pictures are like.
        terms: Under which terms the set may be used.
        pictures: One file a picture.
        people: Who is on each, as a label of the set.
    """

    name: str
    kind: str
    terms: str
    pictures: tuple[Path, ...]
    people: tuple[str, ...]


def london(folder: Path) -> PictureSet:
    """Return the Face Research Lab London Set: `neutral-001.jpg`, `smiling-001.jpg` and so on."""
    pictures = tuple(sorted(folder.glob("*-[0-9]*.jpg")))
    return PictureSet(
        name="Face Research Lab London Set",
        kind="studio portraits, neutral and smiling",
        terms="CC BY 4.0, DeBruine & Jones 2017, figshare 5047666",
        pictures=pictures,
        people=tuple(picture.stem.partition("-")[2] for picture in pictures),
    )


def lfw(folder: Path) -> PictureSet:
    """Return those people of LFW that `pairs.csv` (columns a, b, same) names, deep-funneled."""
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as lines:
        named = {name for row in csv.DictReader(lines) for name in (row["a"], row["b"])}
    pictures = tuple(folder / name for name in sorted(named))
    return PictureSet(
        name="Labeled Faces in the Wild (half of the people of its pairs)",
        kind="press photographs of public people",
        terms="research data without a licence: measured, never trained on, never shipped",
        pictures=pictures,
        people=tuple(picture.stem.rpartition("_")[0] for picture in pictures),
    )
