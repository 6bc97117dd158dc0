"""The networks by name: compiled when first needed, then kept."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ModelError
from counterfoil.models.store import ModelStore

if TYPE_CHECKING:
    from counterfoil.models.engine import Engine, Network

_DIGITS_IN_VERSION: Final = 12

_COMPILED_FOR_ONE_SHAPE: Final = frozenset({"ppocr-det"})
"""Networks compiled anew when the shape of their input changes; the others take any shape that the registry allows.

Text detection fills 240 MB at 736 x 960 when compiled for any shape, 105 MB when compiled for that one, and runs 8 %
faster; a new shape costs 0.2 s. Its callers should keep to few shapes. (tools/measure_runtime.py)
"""


class Networks:
    """Runs the networks of a store. May be shared between threads; one network runs one input at a time.

    The same input gives the same bytes on the same machine.

    Args:
        store: Where the model files are.
        threads: How many threads one inference may use.
    """

    def __init__(self, store: ModelStore, *, threads: int = 1) -> None:
        self._store = store
        self._threads = threads
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._networks: dict[str, Network] = {}

    def run(self, name: str, *inputs: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        """Run a network once.

        Args:
            name: Its name in the registry.
            inputs: float32 arrays, shaped as the registry's ``input`` says.

        Returns:
            The outputs, float32, in the order and layout of the registry's ``outputs``.

        Raises:
            ModelError: Its file is missing or has another digest.
            ValueError: The input has another shape than the registry says.
        """
        model = self._store.model(name)
        arrays = tuple(np.ascontiguousarray(array, np.float32) for array in inputs)
        if len(arrays) != 1 or not _fits(arrays[0].shape, model.shape):
            raise ValueError(f"{name} takes {model.input}, not {[array.shape for array in arrays]}")
        shape = arrays[0].shape if name in _COMPILED_FOR_ONE_SHAPE else model.shape
        return self._network(name, shape).run(arrays)

    def annotation(self, name: str, key: str) -> str:
        """Return a text that the publisher wrote into the model file, such as the characters that it reads.

        Raises:
            ModelError: The file is missing or has another digest.
            KeyError: The file has no such text.
        """
        return self._network(name, self._store.model(name).shape).annotation(key)

    def version(self, name: str) -> str:
        """Return name, version and the beginning of the digest, as a check's ``judged_by`` wants it."""
        model = self._store.model(name)
        return f"{name} {model.version} {model.sha256[:_DIGITS_IN_VERSION]}"

    def require(self, names: Iterable[str]) -> None:
        """See that all these models are there and right, before any work begins.

        Raises:
            ModelError: One or more are missing or have another digest; the message names them.
        """
        missing = self._store.missing(names)
        if len(missing) == 1:
            self._store.path(missing[0])
        if missing:
            listed = ", ".join(missing)
            raise ModelError(f"models are missing or altered: {listed}", remedy="Run: counterfoil models get")

    def _network(self, name: str, shape: tuple[int, ...]) -> "Network":
        with self._lock:
            network = self._networks.get(name)
            if network is None or network.shape != shape:
                network = self._networks[name] = self._compiled(name, shape)
            return network

    def _compiled(self, name: str, shape: tuple[int, ...]) -> "Network":
        path = self._store.path(name)
        if self._engine is None:
            # Importing the runtime takes 0.2 s, which whoever never runs a network need not pay.
            from counterfoil.models.engine import Engine  # noqa: PLC0415

            self._engine = Engine(self._threads)
        return self._engine.compile(path, shape)


def _fits(lengths: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return len(lengths) == len(shape) and all(free in (-1, n) for n, free in zip(lengths, shape, strict=True))
