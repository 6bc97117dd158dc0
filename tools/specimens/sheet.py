"""What lies before the scanner or the camera: a page, an open booklet, or both sides of a card on paper."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from tools.specimens import guilloche
from tools.specimens.layouts import Box
from tools.specimens.page import SCALE, Side
from tools.specimens.perspective import Point

_MARGIN = 6.0
"""Paper around the sides of a card (mm)."""
_FOLD_SHADOW = 3.0
"""How far the shadow of a booklet's fold reaches (mm)."""

Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Sheet:
    """A thing to photograph (RGBA), and where on it (pixels, clockwise from the top left) its parts are.

    Attributes:
        picture: The thing, transparent around it.
        sides: The page (``page``), or ``front`` and ``back``.
        portrait: The printed portrait.
        zone: The machine-readable zone.
        framed: What the photographer frames: the page, without the rest of the booklet.
    """

    picture: Image.Image
    sides: dict[str, Quad]
    portrait: Quad
    zone: Quad
    framed: Quad


def quad(box: Box, left: float = 0.0, top: float = 0.0) -> Quad:
    """Return the corners of a box (mm) in pixels, after moving it."""
    x0, y0, x1, y1 = (edge * SCALE for edge in (box[0] + left, box[1] + top, box[2] + left, box[3] + top))
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _size(side: Side) -> tuple[float, float]:
    return side.picture.width / SCALE, side.picture.height / SCALE


def single(side: Side) -> Sheet:
    """Return a page by itself."""
    if side.portrait is None or side.zone is None:
        raise ValueError("a single page has both a portrait and a machine-readable zone")
    page = quad((0, 0, *_size(side)))
    return Sheet(side.picture, {"page": page}, quad(side.portrait), quad(side.zone), page)


def booklet(side: Side, ink: guilloche.Rgb) -> Sheet:
    """Return a passport's data page with the page above it, which belongs to the open booklet."""
    if side.portrait is None or side.zone is None:
        raise ValueError("a data page has both a portrait and a machine-readable zone")
    width, height = _size(side)
    upper = guilloche.pastel(side.picture.size, ((232, 234, 226), (226, 232, 236), (236, 230, 224)))
    light = tuple(round(235 + (channel - 235) * 0.3) for channel in ink)
    guilloche.rosette(
        upper, (upper.width / 2, upper.height / 2), upper.height * 0.42, (light[0], light[1], light[2]), "inner"
    )
    picture = Image.new("RGBA", (side.picture.width, 2 * side.picture.height))
    mask = side.picture.getchannel("A")
    picture.paste(upper, (0, 0))
    picture.paste(side.picture.convert("RGB"), (0, upper.height))
    ImageDraw.Draw(picture).rectangle((0, upper.height - 2, upper.width, upper.height + 2), fill=(150, 150, 150, 255))
    for row in range(-round(_FOLD_SHADOW * SCALE), round(_FOLD_SHADOW * SCALE)):
        depth = 0.22 * (1 - abs(row) / (_FOLD_SHADOW * SCALE)) ** 2
        strip = (0, upper.height + row, upper.width, upper.height + row + 1)
        picture.paste(picture.crop(strip).point(lambda level, d=depth: round(level * (1 - d))), strip[:2])
    full = Image.new("L", picture.size, 255)
    full.paste(mask.crop((0, 0, mask.width, mask.height // 2)), (0, 0))
    full.paste(mask.crop((0, mask.height // 2, mask.width, mask.height)), (0, mask.height + mask.height // 2))
    picture.putalpha(full)
    page = quad((0, 0, width, height), top=height)
    return Sheet(picture, {"page": page}, quad(side.portrait, top=height), quad(side.zone, top=height), page)


def copied_card(front: Side, back: Side) -> Sheet:
    """Return a sheet of paper with a card's front above its back."""
    if front.portrait is None or back.zone is None:
        raise ValueError("a card has its portrait on the front and its machine-readable zone on the back")
    width, height = _size(front)
    whole = (width + 2 * _MARGIN, 2 * height + 3 * _MARGIN)
    paper = Image.new("RGBA", (round(whole[0] * SCALE), round(whole[1] * SCALE)), (247, 247, 244, 255))
    tops = (_MARGIN, 2 * _MARGIN + height)
    for side, top in zip((front, back), tops, strict=True):
        at = (round(_MARGIN * SCALE), round(top * SCALE))
        paper.paste(side.picture, at, side.picture.getchannel("A"))
        edge = (at[0], at[1], at[0] + side.picture.width - 1, at[1] + side.picture.height - 1)
        ImageDraw.Draw(paper).rounded_rectangle(edge, 3.2 * SCALE, outline=(176, 176, 172, 255), width=4)
    sides = {name: quad((0, 0, width, height), _MARGIN, top) for name, top in zip(("front", "back"), tops, strict=True)}
    return Sheet(
        paper, sides, quad(front.portrait, _MARGIN, tops[0]), quad(back.zone, _MARGIN, tops[1]), quad((0, 0, *whole))
    )
