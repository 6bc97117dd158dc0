"""Closed eyes, drawn over open ones."""

import numpy as np

from tools.occlusions.canvas import Canvas, Points
from tools.occlusions.textures import uneven

_RIM = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133), (225, 223, 222)),
    ((263, 466, 388, 387, 386, 385, 384, 398, 362), (263, 249, 390, 373, 374, 380, 381, 382, 362), (445, 443, 442)),
)
"""Upper rim, lower rim and points of the upper lid, of the bearer's right and left eye."""


def closed(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw lids over both eyes: skin in the tone of the upper lid, and lashes along the lower rim."""
    bulge, lashes, thick = rng.uniform(1.2, 1.7), rng.uniform(0.25, 0.9), rng.uniform(0.5, 1.6)
    for upper, lower, lid in _RIM:
        top, foot = canvas.landmarks[list(upper)], canvas.landmarks[list(lower)]
        middle = (top + foot) / 2
        outline = np.vstack([middle + (top - middle) * bulge, (middle + (foot - middle) * 1.15)[::-1]])
        tone = _tone(canvas, canvas.landmarks[list(lid)])
        surface = uneven(canvas.cover.shape, rng, 4 * canvas.scale, 0.06)[..., None] * tone * rng.uniform(0.82, 1.02)
        canvas.blend(canvas.filled(outline, 0.7), np.asarray(surface, np.float32), hides=False)
        rim = middle + (foot - middle) * rng.uniform(0.7, 1.15)
        canvas.blend(canvas.stroked(rim, thick, 0.3) * lashes, tone * rng.uniform(0.15, 0.45), hides=False)
        if rng.random() < 0.5:
            crease = middle + (top - middle) * rng.uniform(1.4, 2.2)
            canvas.blend(canvas.stroked(crease, 0.6, 0.5) * 0.4, tone * 0.6, hides=False)


def _tone(canvas: Canvas, at: Points) -> Points:
    xs, ys = np.round(at).astype(int).T
    height, width = canvas.cover.shape
    return np.asarray(np.median(canvas.pixels[np.clip(ys, 0, height - 1), np.clip(xs, 0, width - 1)], axis=0))
