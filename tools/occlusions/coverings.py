"""Masks and scarves over mouth and nose, and a cloth about the head that leaves the face free."""

import numpy as np

from tools.occlusions.canvas import Canvas, Points
from tools.occlusions.textures import any_colour, cloth

_SURGICAL = np.array([[150, 190, 220], [235, 240, 245], [25, 25, 28], [160, 210, 200], [200, 180, 200]])


def mask(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a face mask, over the nose or below it, with folds, seams and straps."""
    top = rng.uniform(58, 70) if rng.random() < 0.75 else rng.uniform(77, 82)
    outline = _lower_face(rng, top, middle=top - rng.uniform(0, 6), chin=rng.uniform(116, 126))
    colour = _SURGICAL[rng.integers(5)] if rng.random() < 0.6 else any_colour(rng)
    lift = rng.uniform(0.5, 5)
    for side, ear in ((0, [14.5, 62.0]), (-1, [97.5, 62.0])):
        strap = np.array([outline[side], ear])
        canvas.blend(canvas.stroked(canvas.project(strap), rng.uniform(0.5, 1.3)), colour * canvas.light())
    canvas.blend(canvas.filled(canvas.project(outline, lift)), cloth(canvas, colour * rng.uniform(0.8, 1.1), rng))
    for height in np.linspace(top + 10, 106, rng.integers(0, 4)):
        fold = np.array([[24, height - 2], [56, height + 1.5], [88, height - 2]])
        canvas.shade(canvas.stroked(canvas.project(fold, lift), 1.0), rng.uniform(0.75, 0.95))


def scarf(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a scarf or a collar pulled over chin and mouth, at times over the nose."""
    top = rng.uniform(62, 86)
    outline = _lower_face(rng, top, middle=top + rng.uniform(-3, 3), chin=150)
    outline[:, 0] = 56 + (outline[:, 0] - 56) * rng.uniform(1.05, 1.3)
    bumpy = outline + rng.normal(0, 0.8, outline.shape)
    surface = cloth(canvas, any_colour(rng), rng)
    canvas.blend(canvas.filled(canvas.project(bumpy, rng.uniform(1, 6)), rng.uniform(0.4, 1.2)), surface)
    for height in np.linspace(top + 7, 130, rng.integers(2, 6)):
        fold = np.column_stack([np.linspace(12, 100, 7), height + rng.normal(0, 2.5, 7)])
        canvas.shade(canvas.stroked(canvas.project(fold, 2), rng.uniform(1, 3), 1.0), rng.uniform(0.6, 0.9))


def about_the_head(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a headscarf or turban that leaves the face free: brows to chin, and the cheeks up to their edge."""
    surface = cloth(canvas, any_colour(rng), rng)
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    wide, low, high = rng.uniform(38, 43), rng.uniform(46, 52), rng.uniform(34, 48)
    x, y = np.cos(turn) * wide + 56, np.sin(turn)
    inner = np.column_stack([x, 72 + np.where(y > 0, y * low, y * high)]) + rng.normal(0, 0.5, (40, 2))
    outer = (inner - (56, 66)) * rng.uniform(1.45, 1.9) + (56, 62)
    plane = canvas.filled(canvas.project(outer)) - canvas.filled(canvas.project(inner), rng.uniform(0.3, 0.8))
    if rng.random() < 0.5:  # a turban leaves cheeks and chin alone
        brow = canvas.project(np.array([[56.0, 60.0]]))[0, 1]
        plane[round(max(brow, 0)) :] = 0
    canvas.blend(np.clip(plane, 0, 1), surface)


def _lower_face(rng: np.random.Generator, top: float, middle: float, chin: float) -> Points:
    """Return an outline from the right cheek over the nose to the left cheek and about the chin."""
    wide, low = rng.uniform(36, 42), rng.uniform(88, 96)
    half = [(-wide, top + 4), (-22, top + 1), (-9, (top + middle) / 2), (0, middle)]
    below = [(wide, low), (25, chin - 8), (0, chin), (-25, chin - 8), (-wide, low)]
    points = [*half, *((-x, y) for x, y in half[-2::-1]), *below]
    outline = np.array(points, np.float64) + (56, 0)
    return np.asarray(outline + (rng.normal(0, 1.0), 0))
