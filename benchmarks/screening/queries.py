"""The queries: whom each of them must find, or that it must find nobody."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

_SEED: Final = 4


class Kind(StrEnum):
    """What a query is asked for."""

    POSITIVE = "positive"
    """Its person is listed, under another spelling."""
    CLEAN = "clean"
    """A name that nobody made to resemble the list."""
    HARD = "hard"
    """A name put together from parts of listed names."""


_NEGATIVE: Final = {"negatives_global": Kind.CLEAN, "negatives_us": Kind.CLEAN, "hard_recombined": Kind.HARD}
"""What the file of clean names calls them. Namesakes of listed people, which it has too, are left out: on names alone
they must be found, and they are too few to measure with birth dates."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query.

    Attributes:
        id: Its number in the files.
        name: The name.
        born: The birth date as ISO 8601, in whole or in part; None where there is none.
        kind: What it is asked for.
        accept: Ids of the listed people that it must find one of; empty unless it is a positive.
        is_real: Whether a publisher listed this name, and nobody made it for the test.
    """

    id: str
    name: str
    born: str | None
    kind: Kind
    accept: frozenset[str] = frozenset()
    is_real: bool = False

    def as_json(self, *, is_dated: bool) -> dict[str, str | None]:
        """Return what a runner is told of it."""
        return {"id": self.id, "name": self.name, "born": self.born if is_dated else None}


def read(folder: Path) -> list[Asked]:
    """Return every query of a folder, the positives first."""
    positives = [
        Asked(row["qid"], row["name"], row["birthDate"], Kind.POSITIVE, frozenset(row["accept"]), row["real"])
        for row in _rows(folder / "positives-dev.jsonl")
    ]
    negatives = [
        Asked(row["qid"], row["name"], row["birthDate"], _NEGATIVE[row["category"]])
        for row in _rows(folder / "clean-dev.jsonl")
        if row["category"] in _NEGATIVE
    ]
    return positives + negatives


def sample(queries: Sequence[Asked], share: float) -> list[Asked]:
    """Return a share of each kind, always the same one, in random order; all of them for a share of 1."""
    drawn: list[Asked] = []
    for kind in Kind:
        these = sorted((query for query in queries if query.kind is kind), key=lambda query: query.id)
        drawn += random.Random(_SEED).sample(these, round(share * len(these)))  # noqa: S311  a sample, no secret
    random.Random(_SEED).shuffle(drawn)  # noqa: S311  the same
    return drawn


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
