"""Light on a photographed document: falloff, a shadow, glare, blur and sensor noise."""

import random
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tools.specimens.sheet import Quad

Kind = Literal["flat", "perspective", "shadow", "glare", "blur"]
KINDS: tuple[Kind, ...] = ("flat", "perspective", "shadow", "glare", "blur")

_GRAIN = 1.6
"""Standard deviation of sensor noise (grey levels of 255)."""
_BLUR_RADIUS = 1.35
"""Radius of the out-of-focus picture (pixels of 1600): letters run soft, a person still reads them."""


def _field(size: tuple[int, int], draw_light: Image.Image, radius: float) -> NDArray[np.float64]:
    """Return a blurred mask as factors (height, width, 1) from 0 to 1."""
    small = draw_light.filter(ImageFilter.GaussianBlur(radius)).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(small, dtype=np.float64)[:, :, None] / 255


def _shadow(pixels: NDArray[np.float64], rng: random.Random) -> NDArray[np.float64]:
    """Darken where a hand and a telephone stand in the light."""
    size = (pixels.shape[1], pixels.shape[0])
    mask = Image.new("L", (200, 150))
    draw = ImageDraw.Draw(mask)
    x = rng.choice((-20, 90)) + rng.uniform(0, 20)
    slant = rng.uniform(-25, 25)
    draw.polygon([(x, -10), (x + 110, -10), (x + 110 + slant, 160), (x + slant, 160)], fill=255)
    draw.ellipse((x + slant - 25, 95, x + slant + 45, 200), fill=255)
    dark = np.array([0.52, 0.49, 0.45])
    return pixels * (1 - dark * _field(size, mask, 3.0))


def _glare(pixels: NDArray[np.float64], parts: tuple[Quad, Quad, Quad], rng: random.Random) -> NDArray[np.float64]:
    """Add a lamp's reflection on the printed zone: it bleaches text, and leaves the face and the zone readable."""
    size = (pixels.shape[1], pixels.shape[0])
    face, zone, front = (np.array(part).mean(axis=0) for part in parts)
    across, down = front - face, zone - front
    middle = face + across * rng.uniform(1.5, 1.75) - 0.25 * down * rng.uniform(0.5, 1.0)
    mask = Image.new("L", (200, 200 * size[1] // size[0]))
    x, y = (float(c) * 200 / size[0] for c in middle)
    reach = rng.uniform(13, 17)
    ImageDraw.Draw(mask).ellipse((x - reach, y - 0.6 * reach, x + reach, y + 0.6 * reach), fill=255)
    bright = _field(size, mask, 6.0)
    wide = _field(size, mask, 22.0)
    return pixels + (255 - pixels) * np.clip(0.95 * bright + 0.5 * wide, 0, 1)


def _lit(pixels: NDArray[np.float64], rng: random.Random) -> NDArray[np.float64]:
    """Light the desk from one side, with a lamp that is not quite white, and darken the corners."""
    height, width = pixels.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    toward = rng.uniform(0, 2 * np.pi)
    fall: NDArray[np.float64] = 1 + 0.1 * (np.cos(toward) * x + np.sin(toward) * y) - 0.07 * (x * x + y * y)
    cast = rng.uniform(-0.05, 0.05)
    colour = np.array([1 + cast, 1.0, 1 - cast]) * rng.uniform(0.88, 0.98)
    lit: NDArray[np.float64] = pixels * fall[:, :, None] * colour
    return lit


def seen(picture: Image.Image, kind: Kind, seed: str, parts: tuple[Quad, Quad, Quad]) -> Image.Image:
    """Return what a camera's sensor sees of a scene.

    Args:
        picture: The evenly lit scene.
        kind: What is wrong with the picture.
        seed: The same seed gives the same light and noise.
        parts: The corners of the portrait, of the machine-readable zone, and of the side with the portrait.
    """
    rng = random.Random(f"{seed} light")  # noqa: S311 - a photograph, not a secret
    pixels = _lit(np.asarray(picture, dtype=np.float64), rng)
    if kind == "shadow":
        pixels = _shadow(pixels, rng)
    if kind == "glare":
        pixels = _glare(pixels, parts, rng)
    picture = Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
    if kind == "blur":
        picture = picture.filter(ImageFilter.GaussianBlur(_BLUR_RADIUS))
    noise = np.random.Generator(np.random.PCG64(rng.getrandbits(32)))
    grain = noise.integers(0, 256, (*pixels.shape[:2], 4)).sum(axis=2, keepdims=True)
    # The sum of four uniform bytes is near enough to a normal deviate, and the same in every version of numpy.
    pixels = np.asarray(picture, dtype=np.float64) + (grain - 510) * (_GRAIN / 147.8)
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
