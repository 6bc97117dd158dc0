"""The page as one would hold it: turned by its zone, level, whole.

The zone's lines tell which way up the page is, how far it leans and how large it is: characters are 2.54 mm apart. The
page is cut out with wide margins, since the zone is too flat to tell the perspective. A TD1 may show front and back in
one picture, the portrait anywhere: there the whole picture is kept.
"""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.document.mrz.formats import LAYOUTS, Format
from counterfoil.document.mrz.optical.zones import Zone
from counterfoil.images import Picture

_PITCH: Final = 2.54
_FINEST: Final = 8.0
"""Pixels a millimetre at most, about 200 to the inch: 70 between the eyes of a printed portrait, twice what is
compared. On 30 pictures of specimens the mean similarity is 0.928 at 12 and at 8, and 0.922 at 6; 8 saves 20 ms."""

_MARGIN: Final = 25.0
_ABOVE: Final = {Format.TD2: 85.0, Format.TD3: 100.0, Format.MRV_A: 90.0, Format.MRV_B: 85.0}
"""Millimetres kept above the first line: what the format's page has there (Doc 9303-4 to -7), and a margin."""


def upright(picture: Picture, zone: Zone, kind: Format) -> Picture:
    """Turn a picture so that its zone runs level, and cut the page out of what lies around it.

    Args:
        picture: The whole picture.
        zone: Its zone's lines in reading direction, in the picture's pixels.
        kind: The zone's format.

    Returns:
        A picture of at most 8 pixels a millimetre; where it reaches beyond the original, the edge is repeated.
    """
    strip = zone.strips[0]
    width = LAYOUTS[kind].length * _PITCH
    along = np.array([strip.x1 - strip.x0, strip.y1 - strip.y0]) / width
    density = float(np.hypot(*along))
    # Millimetres on the page, from the start of the first line, to pixels of the picture.
    page = np.array([[along[0], -along[1], strip.x0], [along[1], along[0], strip.y0]])
    left, top, right, bottom = _kept(picture, page, kind, width)
    finest = min(density, _FINEST)
    shrink = finest / density
    size = max(1, round((right - left) * finest)), max(1, round((bottom - top) * finest))
    pixels: NDArray[np.uint8] = picture.pixels
    if shrink < 1:
        pixels = np.asarray(cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    back = np.hstack([page[:, :2] / finest, page @ np.array([[left], [top], [1.0]])]) * shrink
    turned = cv2.warpAffine(
        pixels, back, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    upright_pixels = np.ascontiguousarray(turned, np.uint8)
    upright_pixels.setflags(write=False)
    return replace(picture, pixels=upright_pixels)


def _kept(picture: Picture, page: NDArray[np.float64], kind: Format, width: float) -> tuple[float, float, float, float]:
    """What is kept, in millimetres: left, top, right, bottom; never more than the picture has."""
    height, across = picture.pixels.shape[:2]
    corners = np.array([[0, 0], [across, 0], [across, height], [0, height]], np.float64)
    inverse = np.linalg.inv(page[:, :2])
    reach = (corners - page[:, 2]) @ inverse.T
    (left, top), (right, bottom) = reach.min(axis=0), reach.max(axis=0)
    if kind in _ABOVE:
        left, right = max(left, -_MARGIN), min(right, width + _MARGIN)
        top, bottom = max(top, -_ABOVE[kind]), min(bottom, _MARGIN)
    return float(left), float(top), float(right), float(bottom)
