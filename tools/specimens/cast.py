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
        candidates: The seeds of all the candidates that were looked at.
        first_candidates: Those among which the first choice was made.
        measured: How alike Counterfoil finds the people; see `measure.measure`.
    """

    seeds: dict[str, int]
    candidates: tuple[int, ...]
    first_candidates: tuple[int, ...]
    measured: dict[str, Any]


def _seeds(spans: list[list[int]]) -> tuple[int, ...]:
    return tuple(seed for first, last in spans for seed in range(first, last + 1))


def load_cast() -> Cast:
    """Read the cast."""
    stored = json.loads(CAST_FILE.read_text(encoding="utf-8"))
    return Cast(
        seeds=stored["people"],
        candidates=_seeds(stored["candidates"]),
        first_candidates=_seeds(stored["first_choice"]["candidates"]),
        measured=stored.get("measured", {}),
    )
