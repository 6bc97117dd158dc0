"""Name scores of every pair of readings: nothing is left out, so nothing is missed. In C where it is compiled."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.index import packing
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.matching import compare
from counterfoil.screening.names import Reading

PAIR: Final = np.dtype([("query", "<u4"), ("listed", "<u4"), ("score", "<f8")])
"""A pair: the places of the two readings, and how well they agree."""


class EveryPair:
    """Readings that are compared with whatever is listed.

    Args:
        readings: The readings; each once, however many bear it.
        use_native: True for the compiled scorer, False for the reference in Python, None for the compiled one where there
            is one.

    Attributes:
        is_native: Whether the scorer is the compiled one. The reference takes a thousand times as long.
    """

    def __init__(self, readings: Sequence[Reading], *, use_native: bool | None = None) -> None:
        self.is_native = is_compiled() if use_native is None else use_native
        self._readings = readings
        self._packed = packing.readings(readings) if self.is_native else ()

    def scores(self, listed: Sequence[Reading], floor: float) -> NDArray[np.void]:
        """Return the pairs that agree at least so well, as an array of `PAIR`, in no particular order.

        Args:
            listed: Readings of listed names.
            floor: The least name score.
        """
        if not self.is_native:
            return self._by_reference(listed, floor)
        pairs = native.score_all(packing.parameters(), floor, self._packed, packing.readings(listed))
        return np.frombuffer(pairs, PAIR)

    def _by_reference(self, listed: Sequence[Reading], floor: float) -> NDArray[np.void]:
        scored = (
            (place, other, compare(reading, name).score)
            for place, reading in enumerate(self._readings)
            for other, name in enumerate(listed)
        )
        return np.array([pair for pair in scored if pair[2] >= floor], PAIR)
