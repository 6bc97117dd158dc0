"""Desks to photograph documents on: a surface and what lies about on it."""

import math
import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Rgb = tuple[int, int, int]

_WOODS = ((142, 104, 70), (176, 140, 102), (96, 68, 48))
_CLOTHS = ((74, 88, 104), (120, 112, 100), (60, 76, 68))
_STONES = ((196, 194, 190), (90, 92, 96))


def _stretched_noise(rng: np.random.Generator, size: tuple[int, int], cells: tuple[int, int]) -> NDArray[np.float64]:
    """Return smooth noise (height, width) about 0 with so many cells across and down."""
    coarse = rng.normal(0, 1, (cells[1], cells[0])).astype(np.float32)
    field = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(field, dtype=np.float64)


def _surface(rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    kind = int(rng.integers(3))
    if kind == 0:
        colour = _WOODS[int(rng.integers(len(_WOODS)))]
        grain = 7 * _stretched_noise(rng, size, (4, 160)) + 9 * _stretched_noise(rng, size, (3, 30))
        y = np.arange(size[1])[:, None]
        grain = grain - 26 * (np.abs((y % (size[1] // 4)) - 2) < 2)  # noqa: PLR2004 - joints between boards
    elif kind == 1:
        colour = _CLOTHS[int(rng.integers(len(_CLOTHS)))]
        y, x = np.mgrid[: size[1], : size[0]]
        grain = 6 * np.sin(x * 1.1) * np.sin(y * 1.1) + 5 * _stretched_noise(rng, size, (12, 12))
    else:
        colour = _STONES[int(rng.integers(len(_STONES)))]
        grain = 6 * _stretched_noise(rng, size, (40, 40)) + 6 * _stretched_noise(rng, size, (9, 9))
    pixels = np.array(colour, dtype=np.float64) + grain[:, :, None]
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))


def _shaded(picture: Image.Image, thing: Image.Image, reach: float) -> None:
    """Lay a thing (RGBA) on the picture, with its shadow."""
    alpha = thing.getchannel("A")
    shadow = Image.new("L", picture.size)
    shadow.paste(alpha, (round(reach), round(1.4 * reach)))
    shadow = shadow.filter(ImageFilter.GaussianBlur(reach)).point(lambda level: level * 0.45)
    picture.paste(Image.new("RGB", picture.size), mask=shadow)
    picture.paste(thing.convert("RGB"), mask=alpha)


def _pen(draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[float, float], unit: float) -> None:
    angle, length = rng.uniform(0, math.pi), 8 * unit
    dx, dy = length * math.cos(angle), length * math.sin(angle)
    ink = rng.choice(((28, 40, 92), (20, 20, 22), (140, 30, 34)))
    draw.line((at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy), fill=(*ink, 255), width=round(0.9 * unit))
    draw.line(
        (at[0] - dx, at[1] - dy, at[0] - 0.6 * dx, at[1] - 0.6 * dy), fill=(196, 198, 200, 255), width=round(unit)
    )


def _coin(draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[float, float], unit: float) -> None:
    r = rng.uniform(1.6, 2.2) * unit
    metal = rng.choice(((186, 150, 80), (176, 176, 172), (164, 104, 70)))
    draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=(*metal, 255), outline=(110, 96, 70, 255), width=3)
    draw.ellipse(
        (at[0] - 0.7 * r, at[1] - 0.7 * r, at[0] + 0.7 * r, at[1] + 0.7 * r), outline=(140, 124, 90, 255), width=2
    )


def _paper(draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[float, float], unit: float) -> None:
    angle, half = rng.uniform(-0.5, 0.5), rng.uniform(8, 12) * unit
    cos, sin = half * math.cos(angle), half * math.sin(angle)

    def point(u: float, v: float) -> tuple[float, float]:
        return at[0] + u * cos - v * sin, at[1] + u * sin + v * cos

    draw.polygon([point(-1, -0.8), point(1, -0.8), point(1, 0.8), point(-1, 0.8)], fill=(236, 234, 226, 255))
    for row in range(9):
        v = -0.6 + row * 0.15
        draw.line(
            (*point(-0.8, v), *point(rng.uniform(0.2, 0.8), v)),
            fill=(150, 150, 154, 255),
            width=max(1, round(unit / 8)),
        )


def _cup(draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[float, float], unit: float) -> None:
    r = rng.uniform(5, 6) * unit
    clay = rng.choice(((230, 228, 222), (70, 96, 120), (160, 70, 56)))
    draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=(*clay, 255))
    draw.ellipse((at[0] - 0.84 * r, at[1] - 0.84 * r, at[0] + 0.84 * r, at[1] + 0.84 * r), fill=(62, 38, 24, 255))


def desk(size: tuple[int, int], seed: str) -> Image.Image:
    """Draw a desk with some clutter near its edges.

    Args:
        size: Width and height (pixels).
        seed: The same seed gives the same desk.
    """
    rng = random.Random(seed)  # noqa: S311 - a picture, not a secret
    picture = _surface(np.random.Generator(np.random.PCG64(rng.getrandbits(32))), size)
    unit = max(size) / 160
    corners = [(0.03, 0.05), (0.95, 0.08), (0.04, 0.95), (0.96, 0.93), (0.5, 0.0), (0.5, 1.0)]
    for draw_thing in rng.sample((_pen, _coin, _coin, _paper, _cup), 4):
        x, y = corners.pop(rng.randrange(len(corners)))
        layer = Image.new("RGBA", size)
        at = ((x + rng.gauss(0, 0.03)) * size[0], (y + rng.gauss(0, 0.03)) * size[1])
        draw_thing(ImageDraw.Draw(layer), rng, at, unit)
        _shaded(picture, layer, unit * 0.5)
    return picture
