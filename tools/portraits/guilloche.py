"""Fine wavy lines over a portrait, as security printers lay them: families of parallel waves, each in one light ink."""

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.portraits.conditions import Lines
from tools.portraits.printing import Reflectance

_INKS: Final = np.array(
    [[60, 130, 190], [190, 80, 120], [70, 150, 110], [170, 120, 60], [120, 90, 170], [90, 110, 130]], np.float32
) / np.float32(255)
"""Blue, red, green, ochre, violet and slate, as on passports and cards."""

_STEP: Final = 6  # pixels between the points of a curve
_SUBPIXEL: Final = 4  # binary digits of a point's fraction


def overprinted(portrait: Reflectance, lines: Lines, scale: float, rng: np.random.Generator) -> Reflectance:
    """Return a portrait under guilloche.

    Args:
        portrait: The print.
        lines: What is drawn.
        scale: Pixels a millimetre.
        rng: Draws inks, directions and waves.
    """
    page = portrait
    for _ in range(int(rng.integers(lines.families[0], lines.families[1] + 1))):
        ink = _INKS[rng.integers(len(_INKS))]
        cover = _family(portrait.shape[:2], lines, scale, rng) * np.float32(rng.uniform(*lines.opacity))
        page = page * (1 - cover[..., None] * (1 - ink))
    return np.asarray(page, np.float32)


def _family(size: tuple[int, int], lines: Lines, scale: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return how much of each pixel one family of waves covers, 0 to 1."""
    height, width = size
    reach = math.hypot(height, width) / 2
    spacing = scale * rng.uniform(*lines.spacing)
    thickness = max(1, round(scale * rng.uniform(*lines.width)))
    angle = rng.uniform(0, math.pi)
    long_wave, short_wave = scale * rng.uniform(12, 30), scale * rng.uniform(3, 9)
    long_swing, short_swing = scale * rng.uniform(0.5, 2.5), scale * rng.uniform(0.1, 0.6)
    along = np.arange(-reach, reach + _STEP, _STEP)
    twist, phase = rng.uniform(-0.5, 0.5), rng.uniform(0, 2 * math.pi)
    cover = np.zeros(size, np.uint8)
    for number, across in enumerate(np.arange(-reach, reach, spacing)):
        turn = phase + number * twist
        wave = long_swing * np.sin(2 * math.pi * along / long_wave + turn)
        wave += short_swing * np.sin(2 * math.pi * along / short_wave + 2 * turn)
        x = width / 2 + along * math.cos(angle) - (across + wave) * math.sin(angle)
        y = height / 2 + along * math.sin(angle) + (across + wave) * math.cos(angle)
        points = np.rint(np.column_stack([x, y]) * 2**_SUBPIXEL).astype(np.int32)
        cv2.polylines(cover, [points], False, 255, thickness, cv2.LINE_AA, _SUBPIXEL)
    return np.asarray(cover / np.float32(255), np.float32)
