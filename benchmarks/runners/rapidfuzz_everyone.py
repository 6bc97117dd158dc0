"""rapidfuzz: every query against every listed name, in the form that is fastest for it (one matrix, one thread)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from rapidfuzz import process  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.batches import NAMES, Batch, Hits, Listed, Screen

PACKAGES: Final = ("RapidFuzz", "numpy")

_BEST: Final = 50
"""Names of which the owners count as candidates."""


def compared_by(scorer: Any, prepare: Callable[[str], str]) -> Callable[[Sequence[Listed]], Screen]:
    """Return what prepares the list and screens with one of the scorers; birth dates make no difference to it."""

    def build(listed: Sequence[Listed]) -> Screen:
        owned = [(line["id"], prepare(name)) for line in listed for kind in NAMES for name in line[kind]]
        owners, names = zip(*owned, strict=True)

        def screen(batch: Batch) -> list[Hits]:
            wanted = [prepare(query["name"]) for query in batch.queries]
            scores = process.cdist(wanted, names, scorer=scorer, dtype=np.float32, workers=1)
            best = np.argpartition(scores, -_BEST, axis=1)[:, -_BEST:]
            return [_owners(owners, row, among) for row, among in zip(scores, best, strict=True)]

        return screen

    return build


def _owners(owners: Sequence[str], scores: Any, among: Any) -> Hits:
    """Return the best score of each owner of the best names."""
    found: dict[str, float] = {}
    for name in among:
        found[owners[name]] = max(found.get(owners[name], 0.0), float(scores[name]))
    return list(found.items())
