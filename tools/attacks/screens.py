"""Attacks with a screen: a clip of the victim is played on a telephone, tablet or laptop and filmed again."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.attacks import Picture, levels
from tools.attacks.camera import Camera, draw_camera, draw_room, record
from tools.attacks.edits import Staging, bona_fide, reordered
from tools.attacks.handling import Hand, handled
from tools.attacks.motion import times
from tools.attacks.sheets import Pose, Sheet, Texels, focal, lay, over, texels
from tools.attacks.video import Clip

_STRIPES: Final = np.array([2 / 3, 1 / 3, 0.0], np.float32)
"""Where in a pixel the blue, green and red stripes stand."""
_CASE: Final = (14, 13, 13)
_STILL: Final = Hand(0, 0, 0, 0, 1, 0.0)


@dataclass(frozen=True)
class Screen:
    """A screen and how it is filmed.

    Attributes:
        cells: Its pixels across, for one of the filming camera's where it fills the picture.
        contrast: Depth of the pixel grid before the lens blurs it (of 1).
        gamma: Of its picture.
        black: How light its black is (grey levels of 255).
        gains: Of blue, green and red.
        bezel: Width of its frame, as a share of the picture's width.
        fills: Width of its picture as a share of the camera's.
        glare: How bright the window is that it mirrors (grey levels of 255).
        band: Depth of the bands that its refresh leaves (of 1).
    """

    cells: float
    contrast: float
    gamma: float
    black: float
    gains: tuple[float, float, float]
    bezel: float
    fills: float
    glare: float
    band: float


def draw_screen(rng: np.random.Generator) -> Screen:
    """Return a screen, as an amateur would set it up: near enough to fill most of the picture, or all of it."""
    blue, green, red = (float(gain) for gain in rng.normal((1.03, 1.0, 0.97), 0.03))
    return Screen(
        float(rng.uniform(0.7, 2.6)),
        float(rng.uniform(0.4, 1.0)),
        float(rng.uniform(0.85, 1.25)),
        float(rng.uniform(2, 22)),
        (blue, green, red),
        float(rng.uniform(0.02, 0.1)),
        float(rng.choice([rng.uniform(0.75, 0.97), rng.uniform(1.0, 1.2)])),
        float(rng.choice([0.0, rng.uniform(15, 80)])),
        float(rng.choice([0.0, rng.uniform(0.01, 0.07)])),
    )


def replay(staging: Staging) -> Clip:
    """Return a filmed screen that shows the victim following another challenge."""
    other = replace(staging, script=reordered(staging.script, staging.rng))
    return _filmed(bona_fide(other), staging)


def replay_right_order(staging: Staging) -> Clip:
    """Return a filmed screen that shows the victim doing just what is asked, and when."""
    return _filmed(bona_fide(staging), staging)


def _filmed(shown: Clip, staging: Staging) -> Clip:
    rng, camera = staging.rng, draw_camera(staging.rng)
    screen, at = draw_screen(rng), times(staging.script, camera.rate)
    length = focal(camera.size, 55)
    sheet, canvas_size = _casing(shown, screen)
    distance = length * sheet.width / (1 + 2 * screen.bezel) / (screen.fills * camera.size[0])
    tilt = rng.normal(0, (4, 4, 1.5))
    rest = Pose(0, float(rng.normal(0, 0.3)), distance, *(float(a) for a in tilt))
    hand = replace(_STILL, tremble=float(rng.uniform(0.1, 0.8)))
    poses = handled(rest, hand, (), at, rng)
    room = draw_room(camera, rng, (0.15, 0.6))
    window = _window(camera.size, rng) * np.float32(screen.glare)
    period, speed = rng.uniform(0.4, 1.6), rng.uniform(-2, 2)
    scenes = []
    for n, (t, pose) in enumerate(zip(at, poses, strict=True)):
        frame = shown.frames[min(round(float(t) * shown.rate), len(shown.frames) - 1)]
        looked_at = texels(sheet, pose, length, camera.size)
        seen, where = lay(_cased(frame, screen, canvas_size), sheet, looked_at)
        glowing = _glowing(seen, _grid(looked_at, sheet, screen, camera), screen, n * speed, period)
        scenes.append(levels(over(room, glowing, where) + window))
    return Clip(record(scenes, camera, rng), camera.rate)


def _casing(shown: Clip, screen: Screen) -> tuple[Sheet, tuple[int, int]]:
    """Return the screen with its frame as a flat sheet 8 cm wide inside, and the size of its picture (pixels)."""
    height, width = shown.frames[0].shape[:2]
    border = round(screen.bezel * width)
    wide, tall = width + 2 * border, height + 2 * border
    return Sheet(8.0 * wide / width, 8.0 * tall / width), (wide, tall)


def _cased(frame: Picture, screen: Screen, size: tuple[int, int]) -> Picture:
    """Return a frame as the screen shows it, with the dark frame around."""
    border = (size[0] - frame.shape[1]) // 2
    light = (frame.astype(np.float32) / 255) ** np.float32(screen.gamma)
    glow = screen.black + (255 - screen.black) * light * np.array(screen.gains, np.float32)
    inner = levels(glow)
    framed = cv2.copyMakeBorder(inner, *(border,) * 4, cv2.BORDER_CONSTANT, value=_CASE)
    return np.asarray(framed, dtype=np.uint8)


def _grid(at: Texels, sheet: Sheet, screen: Screen, camera: Camera) -> NDArray[np.float32]:
    """Return how bright the screen's pixel grid is at each pixel of the camera, about 1: the moire.

    A camera's pixel sees the mean of what falls on it, so a grid of f cells a pixel loses contrast as |sinc f| says;
    what is left is sampled once a pixel, and cells and pixels beat.
    """
    inner = sheet.width / (1 + 2 * screen.bezel)
    cells = screen.cells * screen.fills * camera.size[0]
    left = screen.contrast * abs(float(np.sinc(screen.cells))) * float(np.exp(-((0.35 * screen.cells) ** 2)))
    u = (at.across * np.float32(cells / inner))[..., None]
    v = (at.down * np.float32(cells / inner))[..., None]
    turn = np.float32(2 * np.pi)
    stripes = 1 + np.float32(left) * np.cos(turn * (u + _STRIPES))
    return np.asarray(stripes * (1 + np.float32(0.4 * left) * np.cos(turn * v)), dtype=np.float32)


def _glowing(seen: Picture, grid: NDArray[np.float32], screen: Screen, phase: float, period: float) -> Picture:
    rows = np.arange(seen.shape[0], dtype=np.float32)[:, None, None] / seen.shape[0]
    bands = 1 - np.float32(screen.band) * (
        0.5 + 0.5 * np.sin(2 * np.pi * (rows / np.float32(period) + np.float32(phase)))
    )
    return levels(seen * grid * bands)


def _window(size: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return what a screen mirrors: a window with a bar across, out of focus, 0 to 1."""
    width, height = size
    mirrored = np.zeros((height, width), np.float32)
    left, top = rng.uniform(0.0, 0.7) * width, rng.uniform(0.0, 0.6) * height
    wide, tall = rng.uniform(0.2, 0.45) * width, rng.uniform(0.15, 0.4) * height
    right, bottom, middle = round(left + wide), round(top + tall), round(left + wide / 2)
    cv2.rectangle(mirrored, (round(left), round(top)), (right, bottom), 1.0, -1)
    cv2.line(mirrored, (middle, round(top)), (middle, bottom), 0.0, width // 40)
    return np.asarray(cv2.GaussianBlur(mirrored, (0, 0), 0.02 * width)[..., None], dtype=np.float32)
