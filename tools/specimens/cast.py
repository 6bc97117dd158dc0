"""The cast: which candidates were chosen, out of which, and how alike SFace finds them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CAST_FILE = Path(__file__).with_name("cast.json")


@dataclass(frozen=True)
class Cast:
    """The people of the specimens.

    Attributes:
        seeds: The seed of each person's likeness.
        candidates: The seeds of all the candidates that the choice was made from.
        measured: How alike SFace finds them; see `measure.measure`.
    """

    seeds: dict[str, int]
    candidates: tuple[int, ...]
    measured: dict[str, Any]


def load_cast() -> Cast:
    """Read the cast."""
    stored = json.loads(CAST_FILE.read_text(encoding="utf-8"))
    return Cast(stored["people"], tuple(stored["candidates"]), stored.get("measured", {}))
