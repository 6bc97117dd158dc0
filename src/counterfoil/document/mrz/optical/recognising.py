"""A strip of a picture to the recogniser's frames: PP-OCRv6, reduced to the 37 characters that a zone can hold."""

from functools import cache
from typing import Final

import cv2
import numpy as np

from counterfoil.document.mrz.aligning import Frames
from counterfoil.document.mrz.alphabet import ALPHABET
from counterfoil.document.mrz.optical.limits import RECOGNITION, Look
from counterfoil.document.mrz.optical.strips import Grey, Strip
from counterfoil.models import Networks

MODEL: Final = "ppocr-rec"
_HEIGHT: Final = 48


def crop(grey: Grey, strip: Strip, look: Look) -> Grey:
    """Cut a strip out, level, letters' heights and widths as the recogniser reads them best.

    Args:
        grey: The whole picture, H x W.
        strip: Where the line is, in its pixels.
        look: How much around it, and how wide.

    Returns:
        48 x W, 0 to 255.
    """
    height = look.tall * strip.thickness
    length = strip.length + 2 * look.margin * strip.thickness
    width = max(_HEIGHT, round(length / height * _HEIGHT * look.squeeze))
    ux, uy = (strip.x1 - strip.x0) / strip.length, (strip.y1 - strip.y0) / strip.length
    left = strip.x0 - look.margin * strip.thickness * ux + height / 2 * uy
    top = strip.y0 - look.margin * strip.thickness * uy - height / 2 * ux
    # A pixel of the crop covers this much of the picture; shrink first where it is more than one, or strokes alias.
    shrink = min(1.0, _HEIGHT / height)
    grey, (left, top) = _around(grey, strip, look, height, (left, top))
    if shrink < 1.0:
        grey = np.asarray(cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    across, down = length / width * shrink, height / _HEIGHT * shrink
    forward = np.array(
        [[ux * across, -uy * down, left * shrink], [uy * across, ux * down, top * shrink]], dtype=np.float64
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cut = cv2.warpAffine(grey, forward, (width, _HEIGHT), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _around(
    grey: Grey, strip: Strip, look: Look, height: float, origin: tuple[float, float]
) -> tuple[Grey, tuple[float, float]]:
    """The part of the picture that a crop needs, and the crop's origin in it."""
    reach = height + look.margin * strip.thickness
    x0, x1 = sorted((strip.x0, strip.x1))
    y0, y1 = sorted((strip.y0, strip.y1))
    left, top = max(0, int(x0 - reach)), max(0, int(y0 - reach))
    part = grey[top : max(top + 1, int(y1 + reach) + 1), left : max(left + 1, int(x1 + reach) + 1)]
    return part, (origin[0] - left, origin[1] - top)


def frames(line: Grey, networks: Networks) -> Frames:
    """Recognise a line.

    Args:
        line: 48 x W, as `crop` gives.
        networks: Where the recogniser runs.

    Returns:
        T x 38 natural logarithms of probabilities: blank, then the characters of `ALPHABET`.
    """
    scaled = (line.astype(np.float32) / 255 - 0.5) / 0.5
    (steps,) = networks.run(MODEL, np.repeat(scaled[None, None], 3, axis=1))
    columns = _columns(networks.annotation(MODEL, "character"))
    logarithms: Frames = np.log(steps[0][:, columns] + np.float32(RECOGNITION.floor))
    return logarithms


@cache
def _columns(characters: str) -> list[int]:
    """Where blank and the zone's characters are among the recogniser's classes."""
    classes = characters.splitlines()
    return [0, *(classes.index(character) + 1 for character in ALPHABET)]
