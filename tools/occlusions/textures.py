"""Colours and surfaces: cloth, skin, hair, as flat pictures that are laid over a canvas."""

import colorsys

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.occlusions.canvas import Canvas, Colour

Surface = NDArray[np.float32]  # H x W x 3


def any_colour(rng: np.random.Generator, *, dark: float = 0.3) -> Colour:
    """Return a colour as things have it: mostly dull, a share of them dark, some white."""
    hue, saturation, value = rng.random(), rng.beta(1.2, 2.5), rng.uniform(0.15, 0.95)
    if rng.random() < dark:
        value = rng.uniform(0.03, 0.2)
    elif rng.random() < 0.2:
        saturation, value = saturation * 0.2, rng.uniform(0.75, 1.0)
    return np.array(colorsys.hsv_to_rgb(hue, saturation, value)) * 255


def uneven(shape: tuple[int, ...], rng: np.random.Generator, grain: float, strength: float) -> NDArray[np.float32]:
    """Return factors about 1 that change smoothly over about `grain` pixels."""
    rows, columns = (max(2, round(side / max(grain, 1))) for side in shape[:2])
    coarse = rng.normal(1, strength, (rows, columns)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32)


def cloth(canvas: Canvas, colour: Colour, rng: np.random.Generator) -> Surface:
    """Return cloth of a colour: folds, weave, and for one in three stripes, checks or dots."""
    shape, scale = canvas.cover.shape, canvas.scale
    light = uneven(shape, rng, 14 * scale, 0.12) * uneven(shape, rng, 2 * scale, 0.05)
    light = light * _across(canvas, rng) * canvas.light()
    surface = np.asarray(light[..., None] * colour, np.float32)
    if rng.random() < 0.33:
        other = any_colour(rng) * canvas.light()
        surface += _pattern(shape, scale, rng)[..., None] * (np.asarray(other, np.float32) - surface) * 0.8
    return np.asarray(surface + rng.normal(0, 3, (*shape, 1)), np.float32)


def skin(canvas: Canvas, colour: Colour, rng: np.random.Generator) -> Surface:
    """Return skin of a colour in the light of the scene."""
    shape, scale = canvas.cover.shape, canvas.scale
    light = uneven(shape, rng, 12 * scale, 0.08) * uneven(shape, rng, 1.5 * scale, 0.025) * _across(canvas, rng)
    return np.asarray(light[..., None] * colour + rng.normal(0, 1.5, (*shape, 1)), np.float32)


def hair_colour(rng: np.random.Generator, light: float) -> Colour:
    """Return a colour of hair: black to blond, red or grey."""
    natural = np.array([[20, 17, 15], [48, 33, 24], [92, 62, 38], [165, 125, 75], [205, 175, 120], [110, 55, 30]])
    grey = np.array([[150, 148, 145]])
    choice = np.vstack([natural, grey])[rng.integers(7)]
    return np.asarray(choice * rng.uniform(0.7, 1.25) * light)


def _across(canvas: Canvas, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return light that falls off to one side."""
    height, width = canvas.cover.shape
    angle, slope = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.35) / (60 * canvas.scale)
    middle = canvas.landmarks.mean(axis=0)
    xs, ys = np.meshgrid(np.arange(width) - middle[0], np.arange(height) - middle[1])
    return np.asarray(np.clip(1 + slope * (xs * np.cos(angle) + ys * np.sin(angle)), 0.4, 1.7), np.float32)


def _pattern(shape: tuple[int, ...], scale: float, rng: np.random.Generator) -> NDArray[np.float32]:
    period, angle = rng.uniform(3, 12) * scale, rng.uniform(0, np.pi)
    xs, ys = np.meshgrid(np.arange(shape[1]), np.arange(shape[0]))
    along, across = xs * np.cos(angle) + ys * np.sin(angle), ys * np.cos(angle) - xs * np.sin(angle)
    waves = [np.sin(2 * np.pi * axis / period) for axis in (along, across)]
    kind = rng.integers(3)
    wave = (waves[0], np.maximum(*waves), np.minimum(*waves))[kind]
    return np.asarray(np.clip(wave * 3, 0, 1), np.float32)
