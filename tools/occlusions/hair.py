"""Hair over the eyes or half the face, and what hair and beard do without hiding a face."""

import cv2
import numpy as np

from tools.occlusions.canvas import Canvas, Colour
from tools.occlusions.textures import hair_colour


def over_the_eyes(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a fringe that hangs over one eye or both, or strands over one half of the face."""
    colour = hair_colour(rng, canvas.light())
    if rng.random() < 0.6:
        left, right = ((16.0, 96.0), (16, 60), (52, 96))[rng.integers(3)]
        _strands(canvas, rng, colour, (left, right), foot=rng.uniform(56, 68), count=int(rng.uniform(70, 160)))
    else:
        left, right = ((12, rng.uniform(38, 54)), (rng.uniform(58, 74), 100))[rng.integers(2)]
        _strands(canvas, rng, colour, (left, right), foot=rng.uniform(95, 130), count=int(rng.uniform(70, 160)))


def fringe(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a fringe that ends above the eyes."""
    colour = hair_colour(rng, canvas.light())
    _strands(canvas, rng, colour, (16, 96), foot=rng.uniform(24, 40), count=int(rng.uniform(60, 160)), straggling=1.5)


def locks(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw hair along both cheeks, outside the face."""
    colour = hair_colour(rng, canvas.light())
    for left, right in ((2, 15), (97, 110)):
        _strands(canvas, rng, colour, (left, right), foot=rng.uniform(90, 135), count=int(rng.uniform(20, 60)))


def beard(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw a moustache, a beard about the chin or a full beard, from stubble to dense; the lips stay visible."""
    colour = hair_colour(rng, canvas.light())
    count = int(10 ** rng.uniform(3.0, 4.1))
    at = np.column_stack([rng.uniform(20, 92, count), rng.uniform(76, 120, count)])
    aside, lip = np.abs(at[:, 0] - 56), rng.uniform(86, 89)  # where the upper lip begins
    moustache = (at[:, 1] > 80 + aside * 0.1) & (at[:, 1] < lip + aside * 0.25) & (aside < rng.uniform(15, 21))
    lips = (aside < rng.uniform(14, 17)) & (np.abs(at[:, 1] - 91.5) < 5)
    chin = (at[:, 1] > 97) & (aside < rng.uniform(8, 22)) & ~lips
    jaw = (at[:, 1] > rng.uniform(112, 118) - aside * rng.uniform(0.6, 1.1)) & (aside > 16) & ~lips
    kept = at[(moustache, moustache | chin, moustache | chin | jaw, moustache | chin | jaw)[rng.integers(4)]]
    long = rng.uniform(0.5, 3) * canvas.scale
    starts, leans = canvas.project(kept), rng.normal(0, 0.4, len(kept))
    ends = starts + np.column_stack([leans * long, np.full(len(starts), long)])
    plane = np.zeros(canvas.cover.shape, np.uint8)
    hairs = np.round(np.stack([starts, ends], axis=1) * 16).astype(np.int32)
    cv2.polylines(plane, list(hairs), isClosed=False, color=255, lineType=cv2.LINE_AA, shift=4)
    soft = cv2.GaussianBlur(plane, (0, 0), rng.uniform(0.3, 1.2) * canvas.scale)
    plane_of_hair = np.asarray(np.asarray(soft, np.float32) / 255 * rng.uniform(0.4, 1.0), np.float32)
    canvas.blend(plane_of_hair, colour, hides=False)


def _strands(
    canvas: Canvas,
    rng: np.random.Generator,
    colour: Colour,
    between: tuple[float, float],
    *,
    foot: float,
    count: int,
    straggling: float = 5.0,
) -> None:
    """Draw strands from above the brow down to about the height `foot`, between two columns of the template."""
    x, end = rng.uniform(*between, count), foot + rng.normal(0, straggling, count)
    sway, bend = rng.normal(0, 5) + rng.normal(0, 2, count), rng.normal(0, 2, count)
    root, knee = (
        np.column_stack([x - sway, np.full(count, -4.0)]),
        np.column_stack([x - sway / 2 + bend, (end - 4) / 2]),
    )
    tip, t = np.column_stack([x, end]), np.linspace(0, 1, 9)[:, None, None]
    curves = ((1 - t) ** 2 * root + 2 * t * (1 - t) * knee + t**2 * tip).transpose(1, 0, 2)
    placed = canvas.project(curves.reshape(-1, 2), 2).reshape(count, -1, 2)
    sketch, plane = canvas.finished(), np.zeros(canvas.cover.shape, np.uint8)
    for strand in np.round(placed * 16).astype(np.int32):
        tone = tuple(float(value) for value in np.clip(colour * rng.uniform(0.6, 1.35), 0, 255))
        thick = max(1, round(rng.uniform(0.4, 2.6) * canvas.scale))
        for drawn_on, ink in ((sketch, tone), (plane, (255,))):
            cv2.polylines(drawn_on, [strand], isClosed=False, color=ink, thickness=thick, lineType=cv2.LINE_AA, shift=4)
    canvas.blend(np.asarray(plane > 0, np.float32), np.asarray(sketch, np.float32), hides=False)
    canvas.cover = np.maximum(canvas.cover, np.asarray(plane, np.float32) / 255)
