"""The sets of pictures that are measured. None of them is part of the project; each must be obtained by the reader."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
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
        groups: What each picture's owner said of themselves, by question; empty where nobody was asked.
    """

    name: str
    kind: str
    terms: str
    pictures: tuple[Path, ...]
    people: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def london(folder: Path) -> PictureSet:
    """Return the Face Research Lab London Set: `neutral-001.jpg`, `smiling-001.jpg` and so on, and `people.csv`."""
    pictures = tuple(sorted(folder.glob("*-[0-9]*.jpg")))
    people = tuple(picture.stem.partition("-")[2] for picture in pictures)
    with (folder / "people.csv").open(newline="", encoding="utf-8") as lines:
        said = {row.pop("face_id"): row for row in csv.DictReader(lines)}
    asked = [column for column in next(iter(said.values())) if column != "face_age"]  # a number makes no group
    return PictureSet(
        name="Face Research Lab London Set",
        kind="studio portraits, neutral and smiling",
        terms="CC BY 4.0, DeBruine & Jones 2017, figshare 5047666",
        pictures=pictures,
        people=people,
        groups={column.removeprefix("face_"): tuple(said[person][column] for person in people) for column in asked},
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
