"""Keys that a distant service has unwrapped, remembered for a minute.

A verification is judged from half a dozen pieces under the same key; asking the service for each would be most of the
time. What is remembered is found only by whoever holds the wrapped key: once that is destroyed, so is the way here.
Overwriting a key that is forgotten is the best Python can do: copies of OpenSSL and of the allocator are out of reach.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from counterfoil.records.vault.sealing import bound
from counterfoil.records.vault.wrapping import KeyWrapping

SECONDS: Final = 60
MOST: Final = 256


@dataclass(frozen=True)
class _Remembered:
    key: bytearray
    until: float


class Remembering:
    """A key-encryption key that is asked for the same key once a minute at most.

    Args:
        distant: The key-encryption key.
        clock: Seconds that never run backward.
    """

    def __init__(self, distant: KeyWrapping, clock: Callable[[], float] = time.monotonic) -> None:
        self._distant = distant
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: OrderedDict[bytes, _Remembered] = OrderedDict()

    @property
    def id(self) -> str:
        """Its name."""
        return self._distant.id

    def wrap(self, key: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key wrapped."""
        wrapped = self._distant.wrap(key, context)
        self._remember(_place(wrapped, context), key)
        return wrapped

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped."""
        place = _place(wrapped, context)
        with self._lock:
            self._forget()
            if found := self._keys.get(place):
                return bytes(found.key)
        key = self._distant.unwrap(wrapped, context)
        self._remember(place, key)
        return key

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._keys)

    def _remember(self, place: bytes, key: bytes) -> None:
        with self._lock:
            self._keys[place] = _Remembered(bytearray(key), self._clock() + SECONDS)
            self._keys.move_to_end(place)
            self._forget()

    def _forget(self) -> None:
        """Overwrite and drop what is too old, and the oldest of too many; the oldest stand first."""
        while self._keys:
            oldest = next(iter(self._keys.values()))
            if oldest.until > self._clock() and len(self._keys) <= MOST:
                return
            self._keys.popitem(last=False)
            oldest.key[:] = bytes(len(oldest.key))


def _place(wrapped: bytes, context: Mapping[str, str]) -> bytes:
    whose = bound(*(part for pair in sorted(context.items()) for part in pair))
    return hashlib.sha256(whose + wrapped).digest()
