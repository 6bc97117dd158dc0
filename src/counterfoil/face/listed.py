"""Many comparisons of two faces each, to measure how often the system errs: every pair is listed by the caller.

This is no search: what is compared with what stands in a list that the caller hands over, pair by pair, and each pair
gives one number. The directions are made once for each crop and live in the local variables of `compare_listed`.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face._directions import LENGTH, direction, require_calibrated
from counterfoil.face.calibration import calibration
from counterfoil.models import Networks, spread

_AT_ONCE: Final = 65_536
"""Pairs that are multiplied in one step: their directions take 128 MB."""


def compare_listed(
    crops: Iterable[NDArray[np.uint8]],
    pairs: NDArray[np.int32],
    networks: Sequence[Networks],
    told: Callable[[int], None] = lambda _: None,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Compare listed pairs of faces, one to one each.

    Args:
        crops: Aligned crops, 112 x 112 x 3 RGB, as `counterfoil.face.Face` holds them; read once, in order.
        pairs: N x 2 integers: which crop is compared with which, counted from 0.
        networks: With ``sface``; each works in a thread of its own.
        told: Called with the number of crops done, after each, by one thread at a time.

    Returns:
        N float32 cosines, -1 to 1, in the order of the pairs: what `counterfoil.face.compare` says of each. And for
        each crop how clear it is to the network: the length of its raw answer, which says nothing of whose face it is.

    Raises:
        ModelError: A network is missing or altered, or is not the one that the calibration measured.
        ValueError: The pairs are no list of pairs, or name a crop that is not there.
    """
    if pairs.ndim != 2 or pairs.shape[1] != 2 or not np.issubdtype(pairs.dtype, np.integer):  # noqa: PLR2004 - two
        raise ValueError(f"pairs are N x 2 integers, not {pairs.shape} of {pairs.dtype}")
    for one in networks:
        require_calibrated(calibration(), one)
    directions, norms = _directions(crops, networks, told)
    if pairs.size and not 0 <= int(pairs.min()) <= int(pairs.max()) < len(directions):
        raise ValueError(f"a pair names a crop that is not among the {len(directions)}")
    similarities = np.empty(len(pairs), np.float32)
    for start in range(0, len(pairs), _AT_ONCE):
        first, second = pairs[start : start + _AT_ONCE].T
        similarities[start : start + _AT_ONCE] = np.einsum("ij,ij->i", directions[first], directions[second])
    return np.clip(similarities, -1, 1), norms


def _directions(
    crops: Iterable[NDArray[np.uint8]], networks: Sequence[Networks], told: Callable[[int], None]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return the direction of each crop, and the length of the network's answer to it."""
    made = dict[int, tuple[NDArray[np.float64], float]]()
    lock = threading.Lock()

    def make(numbered: tuple[int, NDArray[np.uint8]], own: Networks) -> None:
        index, crop = numbered
        seen = direction(crop, own)
        with lock:
            made[index] = seen
            told(len(made))

    spread(enumerate(crops), networks, make)
    in_order = [made[index] for index in range(len(made))]
    directions = np.array([seen for seen, _ in in_order]).reshape(-1, LENGTH)
    return directions, np.array([norm for _, norm in in_order], np.float32)
