"""Where the CPU time goes: a stage's own, and what of it was spent inside the networks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from counterfoil.models import ModelStore, Networks

Spent = dict[str, dict[str, float]]
"""CPU seconds by stage, and in it by network; what is no network's stands under ``""``."""


class MeteredNetworks(Networks):
    """Networks that note the CPU seconds of every run under the current stage.

    All of the process's threads count, so it makes no difference in which of them the runtime works.
    """

    def __init__(self) -> None:
        super().__init__(ModelStore(), threads=1)
        self._inside: dict[str, float] = {}
        self.spent: Spent = {}

    def run(self, name: str, *inputs: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        """Run a network once, as `Networks.run` does."""
        begin = time.process_time()
        outputs = super().run(name, *inputs)
        self._inside[name] = self._inside.get(name, 0.0) + time.process_time() - begin
        return outputs

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Put what is spent in this block under ``name``, beside what was already there."""
        self._inside = {}
        begin = time.process_time()
        yield
        whole = time.process_time() - begin
        spent = self._inside | {"": whole - sum(self._inside.values())}
        known = self.spent.setdefault(name, {})
        for network, seconds in spent.items():
            known[network] = known.get(network, 0.0) + seconds

    def taken(self) -> Spent:
        """Return what has been spent since the last time, and begin anew."""
        spent, self.spent = self.spent, {}
        return spent
