"""The readings of an index: every part and every reading kept once."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.names import Reading

Part = tuple[str, int, int]
"""The text of a part, its kind and its group."""


@dataclass(slots=True)
class Readings:
    """Readings in the order in which they first came, none twice, made of parts, none twice."""

    part_numbers: dict[Part, int] = field(default_factory=dict)
    reading_numbers: dict[bytes, int] = field(default_factory=dict)
    parts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("Q", [0]))

    def number(self, reading: Reading) -> int:
        """Return the number of a reading, a new one if it was not there."""
        parts = [self._part((part.text, int(part.kind), part.group)) for part in reading]
        return self._number(array("I", parts).tobytes())

    def taken_in(self, parts: Iterable[Part], reading_parts: Sequence[int], reading_ends: Sequence[int]) -> list[int]:
        """Return the numbers of readings that were numbered elsewhere.

        Args:
            parts: The parts in the order in which they first came there.
            reading_parts: The places of their parts among those, reading after reading.
            reading_ends: Where each reading ends in that; begins with 0.
        """
        known = np.array([self._part(part) for part in parts], np.uint32)
        written = known[np.asarray(reading_parts, np.uint32)].tobytes()
        size = known.itemsize
        return [self._number(written[size * first : size * last]) for first, last in pairwise(reading_ends)]

    def __len__(self) -> int:
        return len(self.reading_numbers)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the parts and the readings as arrays of an index."""
        parts = list(self.part_numbers)
        return {
            "part_letters": np.frombuffer("".join(text for text, _, _ in parts).encode("ascii"), np.uint8),
            "part_ends": ends([len(text) for text, _, _ in parts]),
            "part_kind": np.array([kind for _, kind, _ in parts], np.uint8),
            "part_group": np.array([group for _, _, group in parts], np.uint32),
            "reading_parts": np.frombuffer(self.parts, np.uint32),
            "reading_ends": np.frombuffer(self.ends, np.uint64),
        }

    def _number(self, parts: bytes) -> int:
        known = self.reading_numbers.setdefault(parts, len(self.reading_numbers))
        if known == len(self.ends) - 1:
            self.parts.frombytes(parts)
            self.ends.append(len(self.parts))
        return known

    def _part(self, part: Part) -> int:
        return self.part_numbers.setdefault(part, len(self.part_numbers))


def ends(lengths: Any) -> NDArray[np.uint64]:
    """Return where spans of these lengths end that lie one after the other: 0 first."""
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum(np.asarray(lengths, np.uint64), dtype=np.uint64)])
