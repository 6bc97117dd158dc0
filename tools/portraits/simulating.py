"""A portrait as a document shows it, from a picture of the holder: one function, one seed, one picture."""

import hashlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.portraits import guilloche, printing, reading
from tools.portraits.conditions import CHIP, CHIP_BYTES, CHIP_SIZE, PRINTED, Condition, Range
from tools.portraits.framing import framed

_SCALE: Final = 600 / 25.4
"""Pixels a millimetre at which prints are drawn: 600 dots an inch."""

_MM_PER_INCH: Final = 25.4


def simulated(
    pixels: NDArray[np.uint8], landmarks: NDArray[np.floating], condition: str, seed: str
) -> NDArray[np.uint8]:
    """Return what a reader of the document sees.

    Args:
        pixels: H x W x 3 uint8, a picture with the holder's face.
        landmarks: 468 x 3 points of that face.
        condition: One of `tools.portraits.conditions.NAMES`.
        seed: The same seed gives the same portrait.

    Returns:
        The portrait with a little of the page around it, H x W x 3 uint8; for ``chip`` the portrait alone.
    """
    rng = np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(f"{condition} {seed}".encode()).digest())))
    if condition == CHIP:
        return reading.in_chip(framed(pixels, landmarks, CHIP_SIZE[0]), CHIP_BYTES)
    printed = next(one for one in PRINTED if one.name == condition)
    return _read(_printed(pixels, landmarks, printed, rng), printed, rng)


def _printed(
    pixels: NDArray[np.uint8], landmarks: NDArray[np.floating], condition: Condition, rng: np.random.Generator
) -> printing.Reflectance:
    width = round(_SCALE * _drawn(condition.width, rng))
    portrait = framed(pixels, landmarks, width).astype(np.float32) / np.float32(255)
    if condition.grey:
        portrait = printing.engraved(portrait, rng.uniform(0.94, 1.0, 3).astype(np.float32))
    portrait = printing.toned(portrait, _drawn(condition.contrast, rng), rng.uniform(0.86, 0.96), rng.uniform(0.8, 1.2))
    if condition.screen:
        period = _SCALE * _MM_PER_INCH / _drawn(condition.screen, rng)
        screen = printing.screened_grey if condition.grey else printing.screened
        portrait = screen(portrait, period, rng.uniform(-7, 7))
    portrait = printing.softened(portrait, _SCALE * _drawn(condition.soft, rng))
    if condition.lines:
        portrait = guilloche.overprinted(portrait, condition.lines, _SCALE, rng)
    return printing.grained(portrait, _drawn(condition.grain, rng), _SCALE * rng.uniform(0.08, 0.14), rng)


def _read(portrait: printing.Reflectance, condition: Condition, rng: np.random.Generator) -> NDArray[np.uint8]:
    width = portrait.shape[1] / _SCALE / _MM_PER_INCH * _drawn(condition.dpi, rng)
    page = reading.photographed(portrait, width, _drawn(condition.slant, rng), rng)
    page = reading.glared(reading.lit(page, rng), _drawn(condition.glare, rng), rng)
    blur, noise = _drawn(condition.camera_blur, rng), _drawn(condition.camera_noise, rng)
    quality = int(rng.integers(condition.quality[0], condition.quality[1] + 1))
    return reading.sensed(page, blur, noise, quality, rng)


def _drawn(span: Range, rng: np.random.Generator) -> float:
    return float(rng.uniform(*span))
