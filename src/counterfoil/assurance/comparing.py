"""Listed pairs of acquired pictures, compared."""

import threading
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from counterfoil import face
from counterfoil.assurance.acquisition import Acquired
from counterfoil.assurance.work_file import WorkFile
from counterfoil.models import Networks


def compare(
    acquired: Acquired,
    pairs: NDArray[np.int32],
    networks: Sequence[Networks],
    work: WorkFile,
    told: Callable[[int, int], None],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Compare listed pairs of acquired pictures.

    As in `counterfoil.face.compare`, the first of a pair is the portrait, which may have been restored. A picture that
    was, and is a probe elsewhere, has two crops: an even key stands for the plain one, an odd one for the other.

    Args:
        acquired: What was acquired of the pictures.
        pairs: N x 2, places of pictures that are usable.
        networks: With ``sface``; one a thread.
        work: Holds the crops.
        told: Called with how many templates are made, and of how many.

    Returns:
        N float32 similarities; for each picture how clear it is to the network, as a probe where it is one, and not a
        number where it is in no pair; and the milliseconds of CPU and of the clock that templates took (2 x templates,
        but for the first of each thread).
    """
    as_portrait = work.restored()
    odd = np.array([sha256 in as_portrait for sha256 in acquired.digests], np.int64)
    keys = 2 * pairs.astype(np.int64)
    keys[:, 0] += odd[pairs[:, 0]]
    needed = np.unique(keys)
    timer = _Timer(lambda done: told(done, len(needed)))
    crops = work.crops((acquired.digests[key // 2], key % 2 == 1) for key in needed.tolist())
    similarities, lengths = face.compare_listed(crops, np.searchsorted(needed, keys).astype(np.int32), networks, timer)
    norms = np.full(len(acquired.digests), np.nan, np.float32)
    for role in (1, 0):
        norms[needed[needed % 2 == role] // 2] = lengths[needed % 2 == role]
    return similarities, norms, timer.milliseconds


class _Timer:
    """Notes what each thread took since it was here before."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._before: dict[int, tuple[float, float]] = {}
        self._took: list[tuple[float, float]] = []

    def __call__(self, done: int) -> None:
        now, thread = (time.thread_time(), time.perf_counter()), threading.get_ident()
        before = self._before.get(thread)
        if before is not None:
            self._took.append((1e3 * (now[0] - before[0]), 1e3 * (now[1] - before[1])))
        self._before[thread] = now
        self._told(done)

    @property
    def milliseconds(self) -> NDArray[np.float32]:
        return np.array(self._took, np.float32).reshape(-1, 2).T
