"""Whether the models are there and right, looked at once a minute at most: it reads every byte of them."""

import threading
import time
from typing import Final

from counterfoil.errors import ModelError
from counterfoil.models import ModelStore
from counterfoil.verification import MODELS

_SECONDS: Final = 60.0


class ModelCheck:
    """Remembers how the model files were found. May be shared between threads.

    Args:
        store: Where the model files are.
    """

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._until = 0.0
        self._missing: tuple[str, ...] = ()

    def require(self) -> None:
        """See that every model that a verification needs is there and right.

        Raises:
            ModelError: One is missing or altered.
        """
        with self._lock:
            if time.monotonic() >= self._until:
                self._missing = tuple(self._store.missing(MODELS))
                self._until = time.monotonic() + _SECONDS
        if self._missing:
            raise ModelError(f"models are missing or altered: {', '.join(self._missing)}")
