"""Hands, and things that are held before a face."""

import numpy as np

from tools.occlusions.canvas import Canvas, Colour, Points
from tools.occlusions.textures import any_colour, cloth, skin

_PLACES = np.array([[56, 92], [56, 100], [38, 52], [74, 52], [30, 80], [82, 80], [56, 75], [44, 88], [68, 88]])


def hand(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw one to four fingers and a palm over mouth, cheek or eye, in the bearer's skin or in another's."""
    own = canvas.skin() * rng.normal(1, 0.12) * rng.normal(1, 0.03, 3)
    colour = own if rng.random() < 0.85 else np.array([200.0, 150, 125]) * rng.uniform(0.25, 1.1)
    tip = _PLACES[rng.integers(len(_PLACES))] + rng.normal(0, 4, 2)
    away = rng.choice([rng.uniform(0.15, 0.85), rng.uniform(0.3, 0.7)]) * np.pi  # towards the elbow: mostly down
    fingers, wide = int(rng.integers(2, 5)), rng.uniform(7, 10)
    direction = np.array([np.cos(away), np.sin(away)])
    aside = np.array([-direction[1], direction[0]])
    palm_at = tip + direction * rng.uniform(22, 34)
    palm = palm_at + np.array([[np.cos(a), np.sin(a)] for a in np.linspace(0, 2 * np.pi, 24)]) * wide * fingers * 0.55
    _shaped(canvas, palm, colour, rng)
    arm = palm_at + direction * 70
    edges = np.array([palm_at + aside * wide, arm + aside * 14, arm - aside * 14, palm_at - aside * wide])
    _shaped(canvas, edges, colour, rng)
    for index in range(fingers):
        root = palm_at + aside * (index - (fingers - 1) / 2) * wide * 1.02
        end = tip + aside * (index - (fingers - 1) / 2) * wide * rng.uniform(0.9, 1.25) + direction * rng.uniform(0, 7)
        _finger(canvas, np.array([root, end]), wide, colour * rng.normal(1, 0.05), rng)


def thing(canvas: Canvas, rng: np.random.Generator) -> None:
    """Draw something held before the face: a telephone, paper, a cup, a microphone."""
    at = _PLACES[rng.integers(len(_PLACES))] + rng.normal(0, 3, 2)
    half = rng.uniform((9, 11), (20, 34))
    turn = rng.normal(0, 0.5)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    power = rng.choice([2.0, 6.0, 20.0])
    around = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    x, y = (np.sign(wave) * np.abs(wave) ** (2 / power) for wave in (np.cos(around), np.sin(around)))
    outline = np.column_stack([x, y]) * half @ spin.T + at
    canvas.blend(canvas.filled(canvas.project(outline, 8)), cloth(canvas, any_colour(rng), rng))


def _finger(canvas: Canvas, ends: Points, wide: float, colour: Colour, rng: np.random.Generator) -> None:
    root, end = ends
    line = canvas.project(np.array([root, (root + end) / 2 + rng.normal(0, 1, 2), end]), 5)
    canvas.shade(canvas.stroked(line + canvas.scale, wide * 1.12, 1.2), rng.uniform(0.45, 0.8))
    canvas.blend(canvas.stroked(line, wide, 0.5), skin(canvas, colour * 0.86, rng))
    canvas.blend(canvas.stroked(line, wide * 0.6, 1.5) * 0.8, skin(canvas, colour * 1.04, rng))
    if rng.random() < 0.5:
        nail = canvas.project((end + (root - end) * 0.06)[None] + rng.normal(0, 0.3, (1, 2)), 5)
        tone = np.clip(colour * 1.15 + (8, 0, 4), 0, 255)
        canvas.blend(canvas.stroked(np.vstack([nail, nail + 0.5]), wide * 0.5, 0.6) * 0.7, tone)


def _shaped(canvas: Canvas, outline: Points, colour: Colour, rng: np.random.Generator) -> None:
    placed = canvas.project(outline, 5)
    canvas.shade(canvas.filled(placed + canvas.scale * 1.5, 2.0), rng.uniform(0.6, 0.9))
    canvas.blend(canvas.filled(placed, 0.6), skin(canvas, colour * 0.95, rng))
