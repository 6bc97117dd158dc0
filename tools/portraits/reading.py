"""What a scanner or a telephone makes of a printed portrait: resolution, slant, glare, blur, noise and JPEG."""

import io
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.portraits.printing import Reflectance

_ROOM: Final = 0.3  # of the portrait's width: the page around it that the picture shows
_PAGE: Final = np.array([0.86, 0.89, 0.9], np.float32)


def photographed(portrait: Reflectance, width: float, slant: float, rng: np.random.Generator) -> Reflectance:
    """Return the page around the portrait as it falls on the sensor.

    Args:
        portrait: The print, at a resolution far above the sensor's.
        width: Of the portrait on the sensor, in pixels.
        slant: How much shorter one side is seen, as a share.
        rng: Draws which side, the place and the turn.
    """
    height, wide = portrait.shape[:2]
    scale = width / wide
    room = _ROOM * width
    size = (round(width + 2 * room), round(height * scale + 2 * room))
    angle = np.deg2rad(rng.uniform(-2, 2))
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[0, 0], [wide, 0], [wide, height], [0, height]], np.float64)
    seen = (corners - (wide / 2, height / 2)) @ turn.T
    near = rng.integers(4)
    seen[[near, (near + 1) % 4]] *= 1 - slant
    seen += (size[0] / 2 + rng.uniform(-1, 1), size[1] / 2 + rng.uniform(-1, 1))
    # Half the sensor's cell is averaged before it is sampled, as a lens and its cell do.
    averaged = cv2.GaussianBlur(portrait, (0, 0), 0.42 / scale)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    page = np.empty((size[1], size[0], 3), np.float32)
    page[:] = _PAGE
    return np.asarray(cv2.warpPerspective(averaged, matrix, size, page, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT))


def glared(page: Reflectance, strength: float, rng: np.random.Generator) -> Reflectance:
    """Add the soft reflection of a lamp on the laminate, somewhere over the portrait."""
    height, width = page.shape[:2]
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
    at_x, at_y = width * rng.uniform(0.2, 0.8), height * rng.uniform(0.2, 0.8)
    reach = width * rng.uniform(0.12, 0.3)
    spot = np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * reach**2))
    return np.asarray(page + strength * spot[..., None] * (1 - page), np.float32)


def lit(page: Reflectance, rng: np.random.Generator) -> Reflectance:
    """Light the page from one side with a lamp that is not quite white."""
    height, width = page.shape[:2]
    x, y = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    toward, cast = rng.uniform(0, 2 * np.pi), rng.uniform(-0.05, 0.05)
    fall = 1 + 0.08 * (np.cos(toward) * x + np.sin(toward) * y)
    colour = np.array([1 + cast, 1, 1 - cast]) * rng.uniform(0.9, 1.0)
    return np.asarray(page * fall[..., None] * colour, np.float32)


def sensed(page: Reflectance, blur: float, noise: float, quality: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return the picture that the camera stores, and a reader of it gets.

    Args:
        page: What falls on the sensor.
        blur: Standard deviation of focus and motion, in pixels.
        noise: Standard deviation in grey levels.
        quality: Of the JPEG.
        rng: Draws the noise.
    """
    levels = 255 * cv2.GaussianBlur(page, (0, 0), blur)
    levels = levels + np.float32(noise) * rng.standard_normal(levels.shape, np.float32)
    stored = io.BytesIO()
    Image.fromarray(np.clip(np.rint(levels), 0, 255).astype(np.uint8)).save(stored, "JPEG", quality=quality)
    return np.asarray(Image.open(stored))


def in_chip(portrait: NDArray[np.uint8], limit: int) -> NDArray[np.uint8]:
    """Return a portrait after JPEG 2000 of at most `limit` bytes."""
    stored = io.BytesIO()
    rate = portrait.size / limit
    Image.fromarray(portrait).save(stored, "JPEG2000", quality_mode="rates", quality_layers=[rate], irreversible=True)
    return np.asarray(Image.open(stored).convert("RGB"))
