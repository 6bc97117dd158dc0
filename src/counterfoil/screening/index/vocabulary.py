"""The readings of an index: every part and every reading kept once."""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.names import Reading


@dataclass(slots=True)
class Readings:
    """Readings in the order in which they first came, none twice, made of parts, none twice."""

    part_numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    reading_numbers: dict[bytes, int] = field(default_factory=dict)
    parts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("Q", [0]))

    def number(self, reading: Reading) -> int:
        """Return the number of a reading, a new one if it was not there."""
        parts = array("I", [self._part(part.text, int(part.kind), part.group) for part in reading])
        known = self.reading_numbers.setdefault(parts.tobytes(), len(self.reading_numbers))
        if known == len(self.ends) - 1:
            self.parts.extend(parts)
            self.ends.append(len(self.parts))
        return known

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

    def _part(self, text: str, kind: int, group: int) -> int:
        return self.part_numbers.setdefault((text, kind, group), len(self.part_numbers))


def ends(lengths: Any) -> NDArray[np.uint64]:
    """Return where spans of these lengths end that lie one after the other: 0 first."""
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum(np.asarray(lengths, np.uint64), dtype=np.uint64)])
