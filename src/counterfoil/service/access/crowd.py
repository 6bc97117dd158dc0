"""How much heavy work goes on at once. Whoever comes when all places are taken is told so at once, and never queues."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from counterfoil.errors import BusyError

_RETRY_AFTER: Final = 2.0
"""Seconds. A look at a picture takes a fraction of one."""


_EACH: Final = 2
"""Places that one caller holds: enough for both sides of a document, or for trying again beside a broken connection."""


class Crowd:
    """The places for heavy work in one process. May be shared between threads.

    Args:
        places: How many there are.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._held: Counter[str | None] = Counter()

    @contextmanager
    def place(self, caller: str | None = None) -> Iterator[None]:
        """Hold a place.

        Args:
            caller: Who, where nobody may hold more than a few; None where it does not matter.

        Raises:
            BusyError: All are taken, or as many as the caller may hold.
        """
        with self._lock:
            if self._held.total() >= self._places or (caller is not None and self._held[caller] >= _EACH):
                raise BusyError("Too much is being worked on", retry_after=_RETRY_AFTER)
            self._held[caller] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[caller] -= 1
                self._held += Counter()  # forgets whoever holds none
