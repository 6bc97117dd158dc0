"""Measures of light and colour after ISO/IEC 29794-5, that do not depend on how light or dark a skin is.

A skin that throws back a third of the light gives a third of every value. So detail is measured as lost or not, and
everything else as a quotient: one half of the face against the other, the brightest parts against the darkest, the
colours against grey. Only the mean is an amount of light, and its scale is flat over all that any skin gives in any
light that leaves detail.
"""

from typing import Final

import numpy as np

from counterfoil.face import limits
from counterfoil.face.quality.surface import COLUMNS, Surface, Values

_INNER: Final = (slice(30, 108), slice(18, 94))  # brows to chin, cheek to cheek, in the crop
_SIDE: Final = COLUMNS // 2
_BROWS_TO_CHIN: Final = slice(7, 31)
_CHEEKS_AND_NOSE: Final = (slice(13, 23), slice(4, 23))
_ENDS: Final = (2, 98)  # percentiles


def uniformity(surface: Surface) -> tuple[float, bool]:
    """Return the light of the darker half of the face against the lighter, 0 to 1, and whether the left is darker.

    Left is the bearer's own.
    """
    rows = surface.light[_BROWS_TO_CHIN]
    right, left = float(np.median(rows[:, :_SIDE])), float(np.median(rows[:, -_SIDE:]))
    darker, lighter = sorted((left + limits.NOISE, right + limits.NOISE))
    return darker / lighter, left < right


def mean(surface: Surface) -> float:
    """Return the mean luma of the face, 0 to 1."""
    return float(surface.luma[_INNER].mean() / 255)


def variation(surface: Surface) -> float:
    """Return the standard deviation of the luma as a share of its mean."""
    inner = surface.luma[_INNER]
    return float(inner.std() / (inner.mean() + limits.NOISE))


def dark_share(surface: Surface) -> float:
    """Return the share of the face that is too dark to show detail."""
    return float(np.mean(surface.luma[_INNER] < limits.BLACK))


def bright_share(surface: Surface) -> float:
    """Return the share of the face that is too bright to show detail."""
    return float(np.mean(surface.luma[_INNER] > limits.WHITE))


def dynamic_range(surface: Surface) -> float:
    """Return how many times the light doubles from the darkest to the brightest parts of the face."""
    low, high = np.percentile(surface.luma[_INNER], _ENDS)
    return float(np.log2((high + limits.NOISE) / (low + limits.NOISE)))


def colour_cast(surface: Surface) -> float:
    """Return how far the colour of cheeks and nose lies from any skin in white light, in shares of the luma.

    Skin of every tone is redder and less blue than grey, since blood and melanin take more of the short waves.
    """
    red, blue = (float(np.median(plane[_CHEEKS_AND_NOSE])) for plane in (surface.red, surface.blue))
    return float(np.hypot(_outside(red, limits.SKIN_RED), _outside(blue, limits.SKIN_BLUE)))


def _outside(value: float, between: tuple[float, float]) -> float:
    low, high = between
    return max(low - value, value - high, 0.0)


def inner(luma: Values) -> Values:
    """Return brows to chin, cheek to cheek, of a plane as large as the crop."""
    return luma[_INNER]
