"""How much heavy work goes on at once. Whoever comes when all places are taken is told so at once, and never queues."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from counterfoil.errors import BusyError

_RETRY_AFTER: Final = 2.0
"""Seconds. A look at a picture takes a fraction of one."""


class Crowd:
    """The places for heavy work in one process. May be shared between threads.

    Args:
        places: How many there are.
    """

    def __init__(self, places: int) -> None:
        self._free = threading.BoundedSemaphore(places)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            BusyError: All are taken.
        """
        if not self._free.acquire(blocking=False):
            raise BusyError("Too much is being worked on", retry_after=_RETRY_AFTER)
        try:
            yield
        finally:
            self._free.release()
