"""Measures of detail after ISO/IEC 29794-5: sharpness, blur by motion, and the blocks of a strong JPEG compression."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import limits
from counterfoil.face.faces import Face
from counterfoil.face.quality.light import inner
from counterfoil.face.quality.surface import Surface
from counterfoil.images import Picture

_BLOCK: Final = 8  # pixels, ISO/IEC 10918-1
_MOST: Final = 384  # pixels of the picture, each way, in which blocks are looked for
_LUMA: Final = (77, 150, 29)  # ITU-R BT.601 in 256ths


def sharpness(surface: Surface) -> float:
    """Return the share of the variance that a light blur takes away: high frequencies against all."""
    fine = inner(surface.luma - cv2.GaussianBlur(surface.luma, (0, 0), limits.FINE_DETAIL))
    return float(np.mean(fine**2) / max(float(np.var(inner(surface.luma))), limits.FLAT))


def evenness(surface: Surface) -> float:
    """Return the fine detail across the direction with the least of it against that with the most, 0 to 1.

    Motion smears along its own direction alone; a lens out of focus smears along all.
    """
    across = cv2.Sobel(surface.luma, cv2.CV_32F, 2, 0, scale=0.25)
    down = cv2.Sobel(surface.luma, cv2.CV_32F, 0, 2, scale=0.25)
    falling = cv2.filter2D(surface.luma, cv2.CV_32F, _FALLING)
    rising = cv2.filter2D(surface.luma, cv2.CV_32F, np.ascontiguousarray(_FALLING[:, ::-1]))
    planes = (np.asarray(plane, np.float32) for plane in (across, down, falling, rising))
    energies = [float(np.mean(inner(plane) ** 2)) + limits.FLAT for plane in planes]
    ratios = (energies[0] / energies[1], energies[2] / energies[3])
    return min(min(ratio, 1 / ratio) for ratio in ratios)


def blocks(face: Face, picture: Picture) -> float:
    """Return how much more neighbours differ across the borders of 8 x 8 blocks than inside them, as a quotient.

    Measured on the pixels of the picture, where JPEG has put its blocks; a picture that was resized afterwards has
    none. About 1 where there are no blocks.
    """
    luma = _about(face, picture)
    return max(_border(np.abs(np.diff(luma, axis=1)).mean(axis=0)), _border(np.abs(np.diff(luma, axis=0)).mean(axis=1)))


def _about(face: Face, picture: Picture) -> NDArray[np.float32]:
    """Return the luma of the middle of the face in the picture."""
    height, width = picture.pixels.shape[:2]
    low, high = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    middle, half = (low + high) / 2, np.minimum((high - low) / 2, _MOST / 2)
    left, top = (int(np.clip(edge, 0, size - 1)) for edge, size in zip(middle - half, (width, height), strict=True))
    right, bottom = (int(np.clip(edge, 0, size)) for edge, size in zip(middle + half, (width, height), strict=True))
    part = picture.pixels[top : max(bottom, top + 1), left : max(right, left + 1)]
    return cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY).astype(np.float32)


def _border(steps: NDArray[np.float32]) -> float:
    """Return the strongest of the eight phases of a row of steps against the median of the phases."""
    whole = len(steps) // _BLOCK * _BLOCK
    if whole < 2 * _BLOCK:
        return 1.0
    phases = steps[:whole].reshape(-1, _BLOCK)
    levels = np.median(phases / (np.median(phases, axis=1, keepdims=True) + limits.STEP), axis=0)
    return float(levels.max() / max(float(np.median(levels)), 0.1))


_FALLING: Final = np.array([[1, 0, 0], [0, -2, 0], [0, 0, 1]], np.float32) * 0.5
