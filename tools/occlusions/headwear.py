"""Caps, hats and hoods, and the shadow of a brim."""

import numpy as np

from tools.occlusions.canvas import Canvas
from tools.occlusions.textures import any_colour, cloth


def cap(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a cap or hat pulled down to the brows or over the eyes, its brim throwing a shadow on the face."""
    _crowned(canvas, rng, edge=rng.uniform(41, 52), shadow=(rng.uniform(0.25, 0.75), rng.uniform(6, 30)))


def cap_worn_high(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a cap, hat or band above the brows, that keeps eyes and face in the light."""
    _crowned(canvas, rng, edge=rng.uniform(12, 31), shadow=(rng.uniform(0.75, 1.0), rng.uniform(2, 8)))


def _crowned(canvas: Canvas, rng: np.random.Generator, edge: float, shadow: tuple[float, float]) -> None:
    """Draw a crown down to the height `edge`, a brim, and below it a shadow (light left, depth)."""
    colour, arch, wide = any_colour(rng), rng.uniform(-3, 9), rng.uniform(43, 52)
    across = np.linspace(-1, 1, 15)
    brim = np.column_stack([56 + across * wide, edge + arch * (across**2 - 0.35) + rng.normal(0, 0.6)])
    left, depth = shadow
    under = np.vstack([brim, (brim + (0, depth))[::-1]])
    canvas.shade(canvas.filled(canvas.project(under, 2), rng.uniform(0.4, 3.0)), left)
    over = np.column_stack([56 + across[::-1] * wide * rng.uniform(0.85, 1.05), -10 - 18 * (1 - across**2)])
    crown = canvas.filled(canvas.project(np.vstack([brim, over]), rng.uniform(0, 8)))
    canvas.blend(crown, cloth(canvas, colour, rng))
    if rng.random() < 0.7:
        thick = rng.uniform(2, 11)
        visor = np.vstack([brim, (brim - (0, thick))[::-1]])
        shade = any_colour(rng) if rng.random() < 0.3 else colour * rng.uniform(0.4, 1.1)
        canvas.blend(canvas.filled(canvas.project(visor, rng.uniform(4, 12))), cloth(canvas, shade, rng))
