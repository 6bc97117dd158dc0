"""How the false positives of one score change with the length of the list."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from counterfoil.screening.entity import Entity
from counterfoil.screening.matching import threshold as calibrated
from tools.large_lists.people import entities
from tools.measure_screening.answers import Measured, Told
from tools.measure_screening.rates import above, threshold
from tools.measure_screening.sets import Sets

RATES: Final = (0.05, 0.01, 0.003)
PARTS: Final = (1, 2, 4, 8)
INVENTED: Final = (25_000, 50_000, 100_000, 200_000)
_SEED: Final = 7


def lengths(sets: Sets, invented: Sequence[int] = INVENTED) -> Iterator[str]:
    """Yield a line for each list, each way of asking and each rate.

    Args:
        sets: What is measured on.
        invented: How many names invented lists have.
    """
    order = np.random.default_rng(_SEED).permutation(len(sets.entities)).tolist()
    parts = {f"1/{part}": [sets.entities[at] for at in order[: len(order) // part]] for part in PARTS}
    lines: dict[tuple[Told, float], float] = {}
    for name, of_part in parts.items():
        yield from _rates(name, of_part, sets, lines)
    allowed = {(told, rate): calibrated(rate, with_birth_date=told is Told.BIRTH_DATE) for told, rate in _asked()}
    for names in invented:
        yield from _rates("invented", list(entities(names)), sets, allowed)


def _asked() -> Iterator[tuple[Told, float]]:
    return ((told, rate) for told in (Told.NAMES, Told.BIRTH_DATE) for rate in RATES)


def _rates(name: str, listed: Sequence[Entity], sets: Sets, lines: dict[tuple[Told, float], float]) -> Iterator[str]:
    """Yield the rates of one list, at scores that the first list sets where none are set yet."""
    measured = Measured(listed)
    best = {told: measured.answers(sets.clean, told).best for told in (Told.NAMES, Told.BIRTH_DATE)}
    for told, rate in _asked():
        score = lines.setdefault((told, rate), threshold(best[told], rate))
        found = above(best[told], score)
        yield f"{name:10}{len(listed):8} persons  {told:18} at {rate:5g}: {1000 * found.share:7.2f} per 1,000"
