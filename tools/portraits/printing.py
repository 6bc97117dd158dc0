"""What a printer or a laser makes of a portrait: tone, softness, grain, screens. Everything is a share of white."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Reflectance = NDArray[np.float32]  # H x W x 3, 0 (black) to 1 (paper white), as a camera codes it

_INKS: Final = np.array([[0.0, 0.62, 0.87], [0.87, 0.1, 0.5], [0.98, 0.88, 0.08], [0.12, 0.12, 0.13]], np.float32)
_ANGLES: Final = (15.0, 75.0, 0.0, 45.0)  # of the cyan, magenta, yellow and black screens, in degrees
_EDGE: Final = 2.5  # steepness of a dot's edge: dots are soft where ink spreads
_BLACK_SHARE: Final = 0.6  # of the common part of the three colours that black replaces
_GREY: Final = np.array([0.299, 0.587, 0.114], np.float32)


def toned(portrait: Reflectance, contrast: float, white: float, curve: float) -> Reflectance:
    """Return a portrait with less contrast.

    Args:
        portrait: The original.
        contrast: Share of the contrast that is left.
        white: The lightest tone of the medium.
        curve: Exponent of the tone curve.
    """
    return np.asarray(white - contrast * (1 - portrait**curve), np.float32)


def engraved(portrait: Reflectance, tint: NDArray[np.float32]) -> Reflectance:
    """Return the portrait in grey on a tinted card."""
    return np.asarray((portrait @ _GREY)[..., None] * tint, np.float32)


def softened(portrait: Reflectance, sigma: float) -> Reflectance:
    """Return the portrait as ink spreads: blurred by `sigma` pixels."""
    return np.asarray(cv2.GaussianBlur(portrait, (0, 0), sigma), np.float32)


def grained(portrait: Reflectance, strength: float, size: float, rng: np.random.Generator) -> Reflectance:
    """Add the grain of paper or card: noise of a deviation `strength`, correlated over `size` pixels."""
    height, width = portrait.shape[:2]
    coarse = rng.standard_normal((round(height / size), round(width / size)), np.float32)
    grain = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(portrait + strength * grain[..., None], np.float32)


def screened_grey(portrait: Reflectance, period: float, turn: float) -> Reflectance:
    """Return a portrait in dots of one ink; `period` in pixels, `turn` of the whole page in degrees."""
    ink = 1 - portrait.mean(axis=2)
    return np.asarray(1 - _dots(ink, period, _ANGLES[3] + turn)[..., None].repeat(3, 2), np.float32)


def screened(portrait: Reflectance, period: float, turn: float) -> Reflectance:
    """Return a portrait in dots of cyan, magenta, yellow and black, each screen at an angle of its own."""
    ink = np.clip(1 - portrait, 0, 1)
    black = _BLACK_SHARE * ink.min(axis=2)
    shares = [*np.moveaxis((ink - black[..., None]) / np.maximum(1 - black[..., None], 0.1), 2, 0), black]
    page = np.ones_like(portrait)
    for share, colour, angle in zip(shares, _INKS, _ANGLES, strict=True):
        page *= 1 - _dots(share, period, angle + turn)[..., None] * (1 - colour)
    return page


def _dots(share: NDArray[np.float32], period: float, angle: float) -> NDArray[np.float32]:
    """Return the share of ink in each pixel: round dots whose size grows with `share`."""
    height, width = share.shape
    frequency = 2 * np.pi / period
    cos, sin = frequency * np.cos(np.deg2rad(angle)), frequency * np.sin(np.deg2rad(angle))
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
    # The cosine of a sum, so that only rows and columns need cosines.
    first = np.cos(cos * x) * np.cos(sin * y) - np.sin(cos * x) * np.sin(sin * y)
    second = np.cos(-sin * x) * np.cos(cos * y) - np.sin(-sin * x) * np.sin(cos * y)
    threshold = 0.5 + 0.25 * (first + second)
    return np.asarray(np.clip(0.5 + _EDGE * (share - threshold), 0, 1), np.float32)
