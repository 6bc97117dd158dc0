"""Guilloche: fine interlaced lines such as security printers use, in a design of our own."""

import math
import random

import numpy as np
from PIL import Image, ImageDraw

Rgb = tuple[int, int, int]

_STEP = 6
"""Distance between the points of a curve (pixels)."""


def pastel(size: tuple[int, int], colours: tuple[Rgb, ...]) -> Image.Image:
    """Return a rainbow ground: colours that run into each other from left to right."""
    stops = np.linspace(0, size[0] - 1, len(colours))
    row = np.stack([np.interp(np.arange(size[0]), stops, [c[k] for c in colours]) for k in range(3)], axis=1)
    return Image.fromarray(np.broadcast_to(np.rint(row).astype(np.uint8), (size[1], size[0], 3)).copy())


def _stroke(draw: ImageDraw.ImageDraw, xs: np.ndarray, ys: np.ndarray, ink: Rgb, width: int) -> None:
    draw.line(list(zip(xs.tolist(), ys.tolist(), strict=True)), fill=ink, width=width)


def band(picture: Image.Image, middle: float, height: float, ink: Rgb, seed: str) -> None:
    """Draw a band of interlaced waves across a picture.

    Args:
        picture: What is drawn on.
        middle: Height of the band's middle (pixels from the top).
        height: Half the band's height (pixels).
        ink: Colour.
        seed: The same seed gives the same band.
    """
    rng = random.Random(seed)  # noqa: S311 - a pattern, not a secret
    draw = ImageDraw.Draw(picture)
    xs = np.arange(-_STEP, picture.width + _STEP, _STEP, dtype=np.float64)
    turns = xs / picture.width * 2 * math.pi
    slow, fast = rng.uniform(1.5, 3), rng.uniform(5, 9)
    lean = rng.uniform(0, 2 * math.pi)
    envelope = 0.55 + 0.45 * np.sin(slow * turns + lean)
    for n in range(28):
        phase = n * math.pi / 14
        ys = middle + height * envelope * np.sin(fast * turns + phase) + 0.25 * height * np.sin(slow * turns + phase)
        _stroke(draw, xs, ys, ink, 2)


def rosette(picture: Image.Image, centre: tuple[float, float], radius: float, ink: Rgb, seed: str) -> None:
    """Draw a rosette of interlaced loops."""
    rng = random.Random(seed)  # noqa: S311 - a pattern, not a secret
    draw = ImageDraw.Draw(picture)
    angle = np.linspace(0, 2 * math.pi, 1440)
    petals, inner = rng.randint(7, 12), rng.uniform(0.25, 0.4)
    for n in range(18):
        phase = n * 2 * math.pi / 18
        reach = 0.5 * (1 + inner) + 0.5 * (1 - inner) * np.cos(petals * angle + phase)
        reach *= radius * (0.94 + 0.06 * np.cos(3 * petals * angle))
        _stroke(draw, centre[0] + reach * np.cos(angle), centre[1] + reach * np.sin(angle), ink, 2)


def emblem(picture: Image.Image, centre: tuple[float, float], radius: float, ink: Rgb) -> None:
    """Draw Utopia's emblem: a rising sun over three waves, in a ring."""
    draw = ImageDraw.Draw(picture)
    x, y = centre
    width = max(2, round(radius * 0.06))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=width)
    for n in range(9):
        angle = math.pi * n / 8
        near, far = (0.48, 0.82) if n % 2 == 0 else (0.5, 0.68)
        draw.line(
            (x + near * radius * math.cos(angle), y - near * radius * math.sin(angle) + 0.1 * radius,
             x + far * radius * math.cos(angle), y - far * radius * math.sin(angle) + 0.1 * radius),
            fill=ink, width=width,
        )  # fmt: skip
    sun = 0.38 * radius
    draw.pieslice((x - sun, y + 0.1 * radius - sun, x + sun, y + 0.1 * radius + sun), 180, 360, fill=ink)
    xs = np.linspace(-0.72, 0.72, 60)
    for row in range(3):
        reach = math.sqrt(max(0.0, 0.86 - (0.3 + 0.2 * row) ** 2))
        ys = y + radius * (0.3 + 0.2 * row + 0.05 * np.sin(xs * 14 + row * 2))
        seen = np.abs(xs) < reach * 0.86
        _stroke(draw, x + radius * xs[seen], ys[seen], ink, width)


def signature(picture: Image.Image, box: tuple[float, float, float, float], ink: Rgb, seed: str) -> None:
    """Draw a scribble that stands for a signature."""
    rng = random.Random(seed)  # noqa: S311 - a scribble, not a secret
    left, top, right, bottom = box
    t = np.linspace(0, 1, 400)
    loops = rng.uniform(5, 8)
    swing = 0.5 * (1 - 0.6 * t) * np.abs(np.sin(math.pi * (t * rng.uniform(1.5, 2.5) + 0.3)))
    xs = left + (right - left) * (t + 0.06 * np.sin(2 * math.pi * loops * t + rng.uniform(0, 6)))
    ys = (top + bottom) / 2 + (bottom - top) * swing * np.cos(2 * math.pi * loops * t + rng.uniform(0, 6))
    draw = ImageDraw.Draw(picture)
    _stroke(draw, xs, ys, ink, max(2, round((bottom - top) * 0.05)))
    _stroke(
        draw, xs[[20, -1]], np.array([bottom, bottom - 0.1 * (bottom - top)]), ink, max(2, round((bottom - top) * 0.03))
    )
