"""Waiting for what is gone for a while: the database, the vault's store, a key service, a model file.

Nobody's verification goes to a person because a disk was full for an hour. The pauses are counted by a clock that does
not jump.
"""

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from counterfoil.errors import EvidenceAltered, ModelError, RecordsError, VaultError

_LOG: Final = logging.getLogger(__name__)
_T = TypeVar("_T")

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 15.0
"""Seconds: how long after it is back the work goes on, at most."""


class Patience:
    """Tries again until it works. May be shared between threads."""

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def wait_for(self, work: Callable[[], _T]) -> _T:
        """Do something; as long as what it needs is gone, wait and do it again.

        Raises:
            CounterfoilError: What waiting does not mend, or the last of it once this has been told to stop.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                return work()
            except (RecordsError, VaultError, ModelError) as wrong:
                if isinstance(wrong, EvidenceAltered) or self._stopping.is_set():
                    raise
                _LOG.warning("waiting for what is gone", extra={"code": wrong.code})
            self._stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def stop(self) -> None:
        """Wait no more."""
        self._stopping.set()
