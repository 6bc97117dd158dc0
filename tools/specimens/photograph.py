"""Photographing documents the way people do with a telephone, and scanning them flat."""

import io
import random
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from tools.specimens.desk import desk
from tools.specimens.lighting import Kind, seen
from tools.specimens.page import SCALE
from tools.specimens.perspective import Homography, Point, homography, laid, moved
from tools.specimens.sheet import Quad, Sheet

_LONG_SIDE, _SHORT_SIDE = 1600, 1200
_SCAN_SCALE = 10
"""Pixels per millimetre of a flat scan (254 dpi)."""
_SCAN_MARGIN = 3.0
"""Scanner lid around the page (mm)."""
_FILL = 0.86
"""Share of the frame that the document spans in its tighter direction."""
_REACH = 0.475
"""No corner of the document is further from the middle than this share of the frame."""
_QUALITY = {"flat": 80, "perspective": 72, "shadow": 72, "glare": 72, "blur": 74}
_ORIENTATION_TAG = 0x0112
_TURNS = {0: None, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_EXIF = {0: 1, 90: 8, 180: 3, 270: 6}
"""EXIF orientation that undoes turning the stored pixels clockwise by so many degrees."""


@dataclass(frozen=True)
class Photograph:
    """A picture of a document and where its parts are in it.

    Attributes:
        jpeg: The file.
        size: Width and height as shown, that is after the EXIF orientation.
        rotation: How far the document is turned in the shown picture (degrees clockwise).
        exif_orientation: The EXIF orientation tag, 1 where there is none.
        sides: Corners of the page or the sides, in pixels of the shown picture, clockwise from the side's top left.
        portrait: Corners of the portrait.
        zone: Corners of the machine-readable zone.
    """

    jpeg: bytes
    size: tuple[int, int]
    rotation: int
    exif_orientation: int
    sides: dict[str, Quad]
    portrait: Quad
    zone: Quad


@dataclass(frozen=True)
class _Scene:
    """A picture on its way to the file."""

    picture: Image.Image
    sides: dict[str, Quad]
    portrait: Quad
    zone: Quad

    def carried(self, picture: Image.Image, matrix: Homography) -> "_Scene":
        """Return the scene with another picture and its corners moved."""
        sides = {name: _quad(moved(matrix, corners)) for name, corners in self.sides.items()}
        return _Scene(picture, sides, _quad(moved(matrix, self.portrait)), _quad(moved(matrix, self.zone)))


def _quad(points: tuple[Point, ...]) -> Quad:
    a, b, c, d = ((round(x, 1), round(y, 1)) for x, y in points)
    return a, b, c, d


def _corners(sheet: Sheet, size: tuple[int, int], tilt: float, rng: random.Random) -> list[Point]:
    """Return where the framed part's corners go: scaled to the frame, turned a little, and seen at a slant."""
    (left, top), _, (right, bottom), _ = sheet.framed
    scale = min(_FILL * size[0] / (right - left), _FILL * size[1] / (bottom - top))
    half = ((right - left) * scale / 2, (bottom - top) * scale / 2)
    angle = np.deg2rad(rng.uniform(-3.5, 3.5))
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    lean, swing = rng.uniform(-tilt, tilt), rng.uniform(0.4 * tilt, tilt) * rng.choice((-1, 1))
    centre = (size[0] / 2 + rng.gauss(0, 6), size[1] / 2 + rng.gauss(0, 6))
    placed = []
    for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        depth = 1 + 0.5 * (swing * v + lean * u)
        x, y = u * half[0] / depth, v * half[1] * (1 - 0.25 * tilt) / depth
        placed.append((x * cos - y * sin, x * sin + y * cos))
    # A slant makes the near side larger: shrink so that no corner leaves the frame.
    room = min(1.0, *(_REACH * size[axis] / abs(point[axis]) for point in placed for axis in (0, 1)))
    return [(centre[0] + x * room, centre[1] + y * room) for x, y in placed]


def _on_desk(sheet: Sheet, tilt: float, seed: str) -> _Scene:
    """Lay the document on a desk, with a shadow around it."""
    rng = random.Random(seed)  # noqa: S311 - a photograph, not a secret
    (left, top), _, (right, bottom), _ = sheet.framed
    upright = bottom - top > right - left
    size = (_SHORT_SIDE, _LONG_SIDE) if upright else (_LONG_SIDE, _SHORT_SIDE)
    matrix = homography(sheet.framed, _corners(sheet, size, tilt, rng))
    page = laid(sheet.picture, matrix, size)
    picture = desk(size, seed)
    alpha = page.getchannel("A")
    shadow = Image.new("L", size)
    shadow.paste(alpha, (5, 8))
    shadow = shadow.filter(ImageFilter.GaussianBlur(9)).point(lambda level: level * 0.5)
    picture.paste(Image.new("RGB", size), mask=shadow)
    picture.paste(page.convert("RGB"), mask=alpha)
    scene = _Scene(picture, sheet.sides, sheet.portrait, sheet.zone)
    return scene.carried(picture, matrix)


def _scanned(sheet: Sheet) -> _Scene:
    """Scan the page: straight, evenly lit, with a little of the scanner's lid around it."""
    (left, top), _, (right, bottom), _ = sheet.framed
    factor, margin = _SCAN_SCALE / SCALE, _SCAN_MARGIN * _SCAN_SCALE
    matrix = np.array([[factor, 0, margin - left * factor], [0, factor, margin - top * factor], [0, 0, 1.0]])
    size = (round((right - left) * factor + 2 * margin), round((bottom - top) * factor + 2 * margin))
    page = laid(sheet.picture, matrix, size)
    picture = Image.new("RGB", size, (238, 239, 240))
    picture.paste(page.convert("RGB"), mask=page.getchannel("A"))
    return _Scene(picture, sheet.sides, sheet.portrait, sheet.zone).carried(picture, matrix)


def _turned(scene: _Scene, degrees: int) -> _Scene:
    """Turn a scene clockwise by a multiple of 90 degrees."""
    turn = _TURNS[degrees]
    if turn is None:
        return scene
    width, height = scene.picture.size
    matrix = {
        90: np.array([[0.0, -1, height], [1, 0, 0], [0, 0, 1]]),
        180: np.array([[-1.0, 0, width], [0, -1, height], [0, 0, 1]]),
        270: np.array([[0.0, 1, 0], [-1, 0, width], [0, 0, 1]]),
    }[degrees]
    return scene.carried(scene.picture.transpose(turn), matrix)


def photograph(sheet: Sheet, kind: Kind, seed: str, rotation: int = 0, stored: int = 0) -> Photograph:
    """Take a picture of a document.

    Args:
        sheet: The document.
        kind: ``flat`` for a scan, otherwise what is wrong with the picture.
        seed: The same seed gives the same picture.
        rotation: Degrees clockwise by which the document is turned in the shown picture: 0, 90, 180 or 270.
        stored: Degrees clockwise by which the stored pixels are turned against the shown picture; the EXIF
            orientation undoes it.
    """
    if kind == "flat":
        scene = _scanned(sheet)
    else:
        scene = _on_desk(sheet, 0.34 if kind == "perspective" else 0.14, seed)
        side = scene.sides.get("front") or scene.sides["page"]
        scene = replace(scene, picture=seen(scene.picture, kind, seed, (scene.portrait, scene.zone, side)))
    shown = _turned(scene, rotation)
    buffer = io.BytesIO()
    exif = Image.Exif()
    if stored:
        exif[_ORIENTATION_TAG] = _EXIF[stored]
    pixels = _turned(shown, stored).picture
    pixels.save(buffer, "JPEG", quality=_QUALITY[kind], optimize=True, exif=exif)
    return Photograph(
        jpeg=buffer.getvalue(),
        size=shown.picture.size,
        rotation=rotation,
        exif_orientation=_EXIF[stored],
        sides=shown.sides,
        portrait=shown.portrait,
        zone=shown.zone,
    )
