"""Sunglasses, and clear spectacles, which cover nothing."""

import numpy as np

from tools.occlusions.canvas import Canvas, Plane, Points
from tools.occlusions.textures import any_colour, uneven

_EYES = np.array([[37.8, 52.4], [74.2, 52.4]])  # bearer's right and left, in the template


def sunglasses(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw dark, tinted or mirrored lenses before both eyes, on a frame or without."""
    shape, lift, shift = _shape(rng), rng.uniform(1, 6), rng.normal(0, 1.2, 2)
    tint, rim = any_colour(rng, dark=0.7), any_colour(rng, dark=0.6)
    opaque, lower = rng.uniform(0.72, 1.0), rng.choice([0.0, rng.uniform(0, 0.25)])
    canvas.shade(_shadow(canvas, shape, lift, shift), rng.uniform(0.6, 1.0))
    for side in (0, 1):
        lens = canvas.filled(canvas.project(_lens(shape, side) + shift, lift))
        depth = _downwards(canvas, lens)
        canvas.blend(lens * (opaque - lower * depth), _glass(canvas, tint, rng))
        canvas.cover = np.maximum(canvas.cover, lens)
        if rng.random() < 0.5:
            _reflect(canvas, lens, rng)
        if rng.random() < 0.8:
            outline = canvas.project(_lens(shape, side) + shift, lift)
            canvas.blend(canvas.stroked(np.vstack([outline, outline[:1]]), rng.uniform(0.6, 2.5)), rim * canvas.light())
    _bridge_and_arms(canvas, rim * canvas.light(), lift, shift, rng.uniform(0.8, 3.0))


def spectacles(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw clear spectacles: a frame, a trace of reflection, a little shadow; the eyes stay visible."""
    shape, lift, shift = _shape(rng), rng.uniform(1, 6), rng.normal(0, 1.2, 2) + (0, 1.5)
    rim, width = any_colour(rng, dark=0.6) * canvas.light(), rng.uniform(0.4, 2.2)
    for side in (0, 1):
        outline = canvas.project(_lens(shape, side) + shift, lift)
        lens = canvas.filled(outline)
        canvas.blend(lens * rng.uniform(0, 0.12), np.full(3, rng.uniform(100, 255)) * canvas.light(), hides=False)
        if rng.random() < 0.25:
            _reflect(canvas, lens, rng, strength=0.3)
        canvas.blend(canvas.stroked(np.vstack([outline, outline[:1]]), width), rim, hides=False)
    _bridge_and_arms(canvas, rim, lift, shift, width, hides=False)


def _shape(rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Half width, half height, squareness (2 is round) and droop of a lens, in pixels of the template."""
    half = rng.uniform(12.5, 17.5)
    return half, half * rng.uniform(0.55, 0.95), rng.uniform(2, 5), rng.uniform(-0.1, 0.25)


def _lens(shape: tuple[float, float, float, float], side: int) -> Points:
    half, tall, power, droop = shape
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    x, y = (np.sign(wave) * np.abs(wave) ** (2 / power) for wave in (np.cos(turn), np.sin(turn)))
    outwards = (-1, 1)[side]
    around = np.column_stack([x * half, y * tall * (1 + droop * x * outwards)])
    return np.asarray(around + _EYES[side] + (outwards * 0.8, 2.0))


def _downwards(canvas: Canvas, lens: Plane) -> Plane:
    """Return 0 at the top of a lens to 1 at its foot: graduated lenses are lighter below."""
    rows = np.flatnonzero(lens.max(axis=1) > 0.1)
    if rows.size == 0:
        return np.zeros_like(lens)
    along = np.clip((np.arange(canvas.cover.shape[0]) - rows[0]) / max(1, np.ptp(rows)), 0, 1)
    return np.asarray(along[:, None] * np.ones_like(lens), np.float32)


def _glass(canvas: Canvas, tint: Points, rng: np.random.Generator) -> Points:
    light = uneven(canvas.cover.shape, rng, rng.uniform(5, 25) * canvas.scale, rng.uniform(0.02, 0.5))
    return np.asarray(np.clip(light, 0.2, 3)[..., None] * tint * rng.uniform(0.3, 1.0) * canvas.light())


def _reflect(canvas: Canvas, lens: Plane, rng: np.random.Generator, strength: float = 0.8) -> None:
    """Draw a bright smear or the picture of a window on a lens."""
    rows, columns = np.nonzero(lens > 0.9)
    if rows.size == 0:
        return
    at = rng.integers(rows.size)
    size = rng.uniform(1.5, 7, 2) * canvas.scale
    lean = rng.normal(0, 0.4)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    corners[:, 0] += corners[:, 1] * lean
    spot = canvas.filled(corners + (columns[at], rows[at]), rng.uniform(0.3, 2.0))
    canvas.blend(spot * lens * rng.uniform(0.2, strength), np.full(3, rng.uniform(180, 255)), hides=False)


def _shadow(canvas: Canvas, shape: tuple[float, float, float, float], lift: float, shift: Points) -> Plane:
    below = shift + (0, 2.5)
    return np.maximum(*(canvas.filled(canvas.project(_lens(shape, side) + below, lift), 1.5) for side in (0, 1)))


def _bridge_and_arms(
    canvas: Canvas, colour: Points, lift: float, shift: Points, width: float, *, hides: bool = True
) -> None:
    middle = np.array([[51.0, 51.0], [56.0, 49.5], [61.0, 51.0]]) + shift
    canvas.blend(canvas.stroked(canvas.project(middle, lift), width), colour, hides=hides)
    for ear, hinge in (([15.0, 52.0], [24.0, 50.0]), ([97.0, 52.0], [88.0, 50.0])):
        canvas.blend(canvas.stroked(canvas.project(np.array([ear, hinge]) + shift), width), colour, hides=hides)
