"""The calibration that comes with the matcher: the false positive rate at each score."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from counterfoil.screening import matching
from counterfoil.screening.matching import MATCHER
from tools.measure_screening.answers import Measured, Scores, Told
from tools.measure_screening.rates import above
from tools.measure_screening.sets import Sets

PLACE: Final = Path(matching.__file__).with_name("calibration.json")

_FEWEST: Final = 10
"""Below so many false positives a rate says nothing any more."""
_STEPS: Final = 100
_DIGITS: Final = 6


def calibrate(sets: Sets) -> str:
    """Return the calibration as the package holds it."""
    measured = Measured(sets.entities)
    names_only, with_birth_date = (measured.answers(sets.clean, told).best for told in (Told.NAMES, Told.BIRTH_DATE))
    table = {
        "matcher": MATCHER,
        "measured": {
            "entities": len(sets.entities),
            "listed_names": sum(len(entity.names) for entity in sets.entities),
            "clean_names": len(sets.clean),
        },
        "names_only": list(_points(names_only)),
        "with_birth_date": list(_points(with_birth_date)),
    }
    return json.dumps(table, indent=1) + "\n"


def _points(best: Scores) -> Iterator[list[float]]:
    """Yield scores with their rates and intervals, the rates evenly spread by their logarithms."""
    yield [0.0, 1.0, 1.0, 1.0]
    falling = np.sort(best)[::-1]
    counts = np.unique(np.geomspace(_FEWEST, len(falling) / 2, _STEPS).astype(int))[::-1]
    before = 0.0
    for count in counts:
        score = float(np.ceil(falling[count] * 10**_DIGITS + 1)) / 10**_DIGITS
        if score > before:
            found = above(best, score)
            yield [score, *(round(share, _DIGITS) for share in (found.share, found.low, found.high))]
            before = score
