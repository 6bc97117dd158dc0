"""The lists to screen against, opened once and anew when a list has a new version."""

import threading

from counterfoil.records.library import Library
from counterfoil.records.opening import open_lists
from counterfoil.screening.open_lists import OpenLists


class Shelf:
    """Gives the current version of each list of a library. May be shared between threads.

    Args:
        library: Where the lists are; by default the user's.
    """

    def __init__(self, library: Library | None = None) -> None:
        self._library = library or Library()
        self._lock = threading.Lock()
        self._versions: tuple[tuple[str, str], ...] = ()
        self._open: OpenLists | None = None

    def lists(self) -> OpenLists | None:
        """Return the lists as they are now; None when there is none.

        Raises:
            ListError: One is damaged.
        """
        current = tuple((name, self._library.current(name).id) for name in self._library.names())
        with self._lock:
            if current != self._versions:
                self._open = open_lists(self._library) if current else None
                self._versions = current
            return self._open
