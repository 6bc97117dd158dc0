"""Pictures inside the page: small JPEGs as ``data:`` addresses, with boxes placed over them in percent."""

import base64
import io
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from counterfoil.face import Face

_LONGEST: Final = 1000
"""Pixels of the longer side: fine enough to read an MRZ on, and below 250 KB."""
_QUALITY: Final = 82


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle over a picture, in percent of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the page shows it.

    Attributes:
        address: A ``data:`` address that holds the whole picture.
        width: Pixels, so that the page does not jump while it loads.
        height: Pixels.
        box: The face on it; None when none was found.
    """

    address: str
    width: int
    height: int
    box: Box | None = None


def shown(pixels: NDArray[np.uint8], face: Face | None = None) -> Shown:
    """Make a picture ready for the page.

    Args:
        pixels: H x W x 3, RGB. Nothing but the pixels goes into the page: no position, no camera, no file name.
        face: The face to mark, in the same pixels.
    """
    height, width = pixels.shape[:2]
    image = Image.fromarray(pixels)
    image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    box = None if face is None else _box(face, width, height)
    return Shown(_jpeg(image), image.width, image.height, box)


def _box(face: Face, width: int, height: int) -> Box:
    left, top, right, bottom = face.box
    left, right = max(left, 0.0), min(right, float(width))
    top, bottom = max(top, 0.0), min(bottom, float(height))
    across, down = 100 / width, 100 / height
    return Box(
        round(left * across, 2),
        round(top * down, 2),
        round((right - left) * across, 2),
        round((bottom - top) * down, 2),
    )


def _jpeg(image: Image.Image) -> str:
    holder = io.BytesIO()
    image.save(holder, "JPEG", quality=_QUALITY, optimize=True)
    return f"data:image/jpeg;base64,{base64.b64encode(holder.getvalue()).decode('ascii')}"
