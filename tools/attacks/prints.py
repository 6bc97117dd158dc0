"""Photographs on paper: what a printer makes of a picture, and how the light falls on it."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.attacks import Picture, Reals, levels
from tools.attacks.sheets import Pose

_TALL: Final = 900
"""Height (texels) at which a print is made."""
_PAPER: Final = np.array([238, 243, 244], np.float32)


@dataclass(frozen=True)
class Printer:
    """A printer and its paper.

    Attributes:
        black: How light its black is (of 1).
        saturation: How much of the colours it reaches.
        gamma: Of its middle tones.
        grain: Of paper and ink, standard deviation (grey levels of 255).
        bands: Depth of the lines that its head leaves (of 1).
        screen: Depth of its halftone dots (of 1).
        gloss: How much a lamp shines on the paper (grey levels of 255).
        margin: White around the picture, as a share of its width.
    """

    black: float
    saturation: float
    gamma: float
    grain: float
    bands: float
    screen: float
    gloss: float
    margin: float


def draw_printer(rng: np.random.Generator) -> Printer:
    """Return a printer: a photo printer, an office printer, or a shop's."""
    return Printer(
        float(rng.uniform(0.02, 0.14)),
        float(rng.uniform(0.7, 1.05)),
        float(rng.uniform(0.85, 1.2)),
        float(rng.uniform(1.0, 5.0)),
        float(rng.choice([0.0, rng.uniform(0.01, 0.04)])),
        float(rng.choice([0.0, rng.uniform(0.03, 0.12)])),
        float(rng.choice([0.0, rng.uniform(15, 90)])),
        float(rng.choice([0.0, rng.uniform(0.03, 0.1)])),
    )


def ink(picture: Picture, printer: Printer) -> Picture:
    """Return a picture in the colours that a printer has, `_TALL` texels high, without margin."""
    size = (round(_TALL * picture.shape[1] / picture.shape[0]), _TALL)
    tall = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    light = tall.astype(np.float32) / 255
    grey = light.mean(axis=2, keepdims=True)
    toned = np.clip(grey + (light - grey) * printer.saturation, 0, 1) ** printer.gamma
    return levels((printer.black + (1 - printer.black) * toned) * _PAPER)


def texture(shape: tuple[int, int], printer: Printer, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return what grain, bands and dots add to a print (grey levels of 255), height x width x 1."""
    rows, columns = np.indices(shape, dtype=np.float32)
    lines = np.sin(rows * np.float32(2 * np.pi / rng.uniform(7, 25)))
    pitch = np.float32(2 * np.pi / rng.uniform(4, 7))
    dots = np.sin((rows + columns) * pitch * np.float32(0.7071)) * np.sin((rows - columns) * pitch * np.float32(0.7071))
    grain = rng.standard_normal(shape, dtype=np.float32) * np.float32(printer.grain)
    added = grain + 128 * np.float32(printer.bands) * lines + 128 * np.float32(printer.screen) * dots
    return np.asarray(added[..., None], dtype=np.float32)


def on_paper(inked: Picture, surface: NDArray[np.float32], printer: Printer) -> Picture:
    """Return a finished print: ink, the paper's surface, and the margin."""
    margin = round(printer.margin * inked.shape[1])
    framed = cv2.copyMakeBorder(inked, *(margin,) * 4, cv2.BORDER_CONSTANT, value=[int(c) for c in _PAPER])
    stretched = cv2.resize(surface, (framed.shape[1], framed.shape[0]))[..., None]
    return levels(framed + stretched)


@dataclass(frozen=True)
class Lamp:
    """Where light comes from, as the sheet sees it: a direction, and how much comes from there alone."""

    direction: tuple[float, float, float]
    share: float


def draw_lamp(rng: np.random.Generator) -> Lamp:
    """Return a lamp somewhere behind the camera."""
    x, y = rng.uniform(-0.8, 0.8), rng.uniform(-0.9, 0.1)
    return Lamp((float(x), float(y), -1.0), float(rng.uniform(0.1, 0.4)))


def lit(seen: Picture, pose: Pose, lamp: Lamp, gloss: float) -> Picture:
    """Return a sheet as the light falls on it: darker when it faces away, with a shine where it mirrors the lamp."""
    towards = np.array(lamp.direction) / np.linalg.norm(lamp.direction)
    normal = pose.rotation() @ np.array([0.0, 0.0, -1.0])
    level = 1 - lamp.share + lamp.share * max(0.0, float(normal @ towards)) / float(-towards[2])
    bright = seen.astype(np.float32) * np.float32(level)
    if gloss > 0:
        bright += np.float32(gloss) * _shine(seen.shape[:2], normal, towards)[..., None]
    return levels(bright)


def _shine(shape: tuple[int, ...], normal: Reals, towards: Reals) -> NDArray[np.float32]:
    """Return where glossy paper mirrors the lamp, 0 to 1: it wanders as the sheet turns."""
    height, width = shape
    half = (towards + np.array([0.0, 0.0, -1.0])) / 2
    x, y = width * (0.5 + 2.2 * (half[0] - normal[0])), height * (0.5 + 1.6 * (half[1] - normal[1]))
    rows, columns = np.indices((height, width), dtype=np.float32)
    away = ((columns - np.float32(x)) / (0.22 * width)) ** 2 + ((rows - np.float32(y)) / (0.2 * height)) ** 2
    return np.asarray(np.exp(-away), dtype=np.float32)
