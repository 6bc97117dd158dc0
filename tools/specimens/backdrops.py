"""Backgrounds behind selfies: a few out-of-focus places, drawn."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

Rgb = tuple[int, int, int]

_BOOK_CHANCE = 0.9
"""How often a book stands close to the next."""

_BLUR = 0.016
"""Radius of the blur as a share of the picture's height: how far behind the person the place is."""


def _shade(colour: Rgb, factor: float) -> Rgb:
    red, green, blue = (max(0, min(255, round(channel * factor))) for channel in colour)
    return red, green, blue


def _gradient(picture: Image.Image, top: Rgb, bottom: Rgb) -> None:
    draw = ImageDraw.Draw(picture)
    for y in range(picture.height):
        share = y / picture.height
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        draw.line([(0, y), (picture.width, y)], fill=(red, green, blue))


def _wall(picture: Image.Image, rng: random.Random) -> None:
    paint = rng.choice(((214, 205, 190), (186, 199, 196), (205, 190, 180), (178, 186, 200)))
    _gradient(picture, _shade(paint, 1.05), _shade(paint, 0.8))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for left in (rng.uniform(-0.05, 0.1), rng.uniform(0.72, 0.85)):
        box = (left * width, rng.uniform(0.08, 0.2) * height, (left + 0.2) * width, rng.uniform(0.34, 0.45) * height)
        draw.rectangle(box, fill=(70, 55, 45))
        inner = (box[0] + 6, box[1] + 6, box[2] - 6, box[3] - 6)
        draw.rectangle(inner, fill=rng.choice(((190, 160, 110), (90, 120, 140), (150, 90, 80))))
    draw.rectangle((0, 0.86 * height, width, 0.88 * height), fill=_shade(paint, 0.6))


def _shelf(picture: Image.Image, rng: random.Random) -> None:
    wood = rng.choice(((120, 88, 60), (160, 130, 100), (90, 70, 55)))
    _gradient(picture, _shade(wood, 0.7), _shade(wood, 0.5))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for row in range(6):
        floor = (row + 1) * height / 5.5
        x = 0.0
        while x < width:
            thick, tall = rng.uniform(0.02, 0.055) * width, rng.uniform(0.1, 0.15) * height
            spine = (rng.randrange(40, 210), rng.randrange(40, 190), rng.randrange(40, 180))
            draw.rectangle((x, floor - tall, x + thick - 1, floor), fill=spine)
            x += thick if rng.random() < _BOOK_CHANCE else 3 * thick
        draw.rectangle((0, floor, width, floor + 0.018 * height), fill=wood)


def _curtain(picture: Image.Image, rng: random.Random) -> None:
    _gradient(picture, (232, 238, 244), (196, 208, 214))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    draw.rectangle((0.44 * width, 0, 0.48 * width, height), fill=(205, 205, 200))
    cloth = rng.choice(((150, 120, 110), (110, 130, 140), (160, 150, 120)))
    for start, end in ((0.0, 0.26), (0.76, 1.0)):
        x = start * width
        while x < end * width:
            fold = rng.uniform(0.02, 0.05) * width
            draw.rectangle((x, 0, x + fold, height), fill=_shade(cloth, rng.uniform(0.7, 1.1)))
            x += fold


def _kitchen(picture: Image.Image, rng: random.Random) -> None:
    _gradient(picture, (222, 220, 212), (198, 194, 186))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    front = rng.choice(((236, 234, 228), (104, 124, 120), (186, 160, 130)))
    for n in range(4):
        left = (n - 0.3) * width / 3.4
        draw.rectangle((left, 0, left + 0.27 * width, 0.3 * height), fill=front, outline=_shade(front, 0.75), width=3)
        draw.rectangle(
            (left, 0.72 * height, left + 0.27 * width, height), fill=front, outline=_shade(front, 0.75), width=3
        )
    draw.rectangle((0, 0.66 * height, width, 0.72 * height), fill=(80, 74, 70))
    for _ in range(5):
        x, tall = rng.uniform(0, 0.95) * width, rng.uniform(0.06, 0.14) * height
        jar = (rng.randrange(120, 220), rng.randrange(80, 180), rng.randrange(60, 140))
        draw.rectangle((x, 0.66 * height - tall, x + 0.07 * width, 0.66 * height), fill=jar)


def _street(picture: Image.Image, rng: random.Random) -> None:
    _gradient(picture, (168, 200, 232), (214, 222, 224))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    x = -0.1 * width
    while x < width:
        wide, top = rng.uniform(0.18, 0.32) * width, rng.uniform(0.15, 0.4) * height
        front = rng.choice(((190, 160, 140), (200, 190, 170), (150, 140, 140), (170, 120, 100)))
        draw.rectangle((x, top, x + wide, height), fill=front)
        for row in range(8):
            for column in range(3):
                left, up = x + wide * (0.12 + 0.3 * column), top + height * (0.03 + 0.085 * row)
                draw.rectangle((left, up, left + 0.18 * wide, up + 0.05 * height), fill=_shade(front, 0.55))
        x += wide
    draw.rectangle((0, 0.82 * height, width, height), fill=(120, 120, 122))
    for _ in range(60):
        x, y, size = rng.gauss(0.12, 0.12) * width, rng.gauss(0.5, 0.1) * height, rng.uniform(0.02, 0.06) * width
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(rng.randrange(50, 90), rng.randrange(95, 140), 50))


_PLACES: dict[str, Callable[[Image.Image, random.Random], None]] = {
    "wall": _wall,
    "shelf": _shelf,
    "curtain": _curtain,
    "kitchen": _kitchen,
    "street": _street,
}


def backdrop(kind: str, size: tuple[int, int], seed: str) -> Image.Image:
    """Draw a background.

    Args:
        kind: ``plain`` (a document's portrait) or one of the places.
        size: Width and height (pixels).
        seed: The same seed gives the same place.
    """
    if kind == "plain":
        return Image.new("RGB", size, (226, 229, 231))
    picture = Image.new("RGB", size)
    _PLACES[kind](picture, random.Random(seed))  # noqa: S311 - a picture, not a secret
    return picture.filter(ImageFilter.GaussianBlur(_BLUR * size[1]))
