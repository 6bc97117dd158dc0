"""Clips of the synthetic people doing what a challenge asks, and clips that only pretend: presentation attacks."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

VERSION: Final = "1.0"

Picture = NDArray[np.uint8]
"""Height x width x 3, blue first, as OpenCV has it."""
Reals = NDArray[np.float64]


def levels(light: NDArray[np.floating]) -> Picture:
    """Return grey levels: what is darker than black or brighter than white is clipped."""
    rounded: Picture = np.clip(np.rint(light), 0, 255).astype(np.uint8)
    return rounded


def chance(rng: np.random.Generator, often: float = 1 / 2) -> bool:
    """Toss a coin that falls on its head so often (of 1)."""
    return bool(rng.random() < often)
