"""Which identifiers a list has used, in eight bytes each, so that a list of millions fits in memory."""

from collections import Counter
from typing import Final

_FIRST_SIZE: Final = 1 << 16


class Identifiers:
    """A set of identifiers that knows them by a 64-bit hash.

    The hash is Python's own of a text, which is keyed anew in each process: two identifiers of a million meet by
    chance in one list of forty million, and nobody can make them meet.
    """

    def __init__(self) -> None:
        self._slots = memoryview(bytearray(8 * _FIRST_SIZE)).cast("q")
        self._count = 0
        self._again: Counter[str] = Counter()

    def add(self, identifier: str) -> int:
        """Add an identifier and return which occurrence of it this is, counted from 1."""
        if self._put(hash(identifier) or 1):
            return 1
        self._again[identifier] += 1
        return self._again[identifier] + 1

    def _put(self, value: int) -> bool:
        slots = self._slots
        mask = len(slots) - 1
        at = value & mask
        while found := slots[at]:
            if found == value:
                return False
            at = (at + 1) & mask
        slots[at] = value
        self._count += 1
        if 2 * self._count > len(slots):
            self._grow()
        return True

    def _grow(self) -> None:
        before = self._slots
        self._slots = memoryview(bytearray(16 * len(before))).cast("q")
        self._count = 0
        for value in before:
            if value:
                self._put(value)
