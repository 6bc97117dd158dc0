"""Name scores of every pair of readings: nothing is left out, so nothing is missed. In C where it is compiled."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.index import packing
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.matching import compare
from counterfoil.screening.names import Part, Reading

PAIR: Final = np.dtype([("known", "<u4"), ("listed", "<u4"), ("score", "<f8")])
"""A pair: the places of the two readings, and how well they agree."""


class EveryPair:
    """Readings that are compared with whatever is listed.

    Args:
        readings: The readings; each once, however many bear it.
        use_native: True for the compiled scorer, False for the reference in Python, None for the compiled one where
            there is one.

    Attributes:
        is_native: Whether the scorer is the compiled one. The reference takes thousands of times as long.
    """

    def __init__(self, readings: Sequence[Reading], *, use_native: bool | None = None) -> None:
        self.is_native = is_compiled() if use_native is None else use_native
        self._readings = readings
        if self.is_native:
            self._known = native.population(packing.parameters(), *_in_parts(readings))

    def scores(self, listed: Sequence[Reading], floor: float) -> NDArray[np.void]:
        """Return the pairs that agree at least so well, as an array of `PAIR`, in no particular order.

        Args:
            listed: Readings of listed names.
            floor: The least name score; above 0 and below 1.
        """
        if not self.is_native:
            return self._by_reference(range(len(self._readings)), listed, floor)
        pairs = native.every_pair(self._known, floor, packing.readings(listed))
        return np.frombuffer(pairs, PAIR)

    def scores_of(self, places: NDArray[np.int32], listed: Sequence[Reading], floor: float) -> NDArray[np.void]:
        """Return the same for some of the readings alone.

        Args:
            places: Which.
            listed: Readings of listed names.
            floor: The least name score.
        """
        if not self.is_native:
            return self._by_reference(places.tolist(), listed, floor)
        some = packing.readings(self._readings[place] for place in places.tolist())
        found = np.frombuffer(
            native.score_all(packing.parameters(), floor, some, packing.readings(listed)), PAIR
        ).copy()
        found["known"] = places[found["known"]]
        return found

    def _by_reference(self, places: Iterable[int], listed: Sequence[Reading], floor: float) -> NDArray[np.void]:
        scored = (
            (place, other, compare(self._readings[place], name).score)
            for place in places
            for other, name in enumerate(listed)
        )
        return np.array([pair for pair in scored if pair[2] >= floor], PAIR)


def _in_parts(readings: Sequence[Reading]) -> tuple[packing.Packed, bytes, bytes]:
    """Return readings as numbers of parts, and every different part as a reading of its own."""
    numbers: dict[Part, int] = {}
    parts, counts = array("I"), bytearray()
    for reading in readings:
        counts.append(len(reading))
        parts.extend([numbers.setdefault(part, len(numbers)) for part in reading])
    return packing.readings((part,) for part in numbers), parts.tobytes(), bytes(counts)
