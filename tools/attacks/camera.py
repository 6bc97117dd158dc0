"""A camera in a hand: from what stands before it to the frames that it records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from tools.attacks import Picture, Reals, levels
from tools.attacks.motion import drift
from tools.specimens.backdrops import backdrop
from tools.specimens.shots import ROOMS

SIZES: Final = ((240, 320), (240, 320), (480, 640))
RATES: Final = (10.0, 12.0, 15.0)
_CLOSER_CROP: Final = 1.05
"""So much of the picture's edge is cut off that a shaking hand never shows what is beyond it."""


@dataclass(frozen=True)
class Camera:
    """How a clip is recorded.

    Attributes:
        size: Width and height (pixels).
        rate: Frames a second.
        shake: Of the hand, as a share of the picture's width.
        noise: Standard deviation of the sensor's noise (grey levels of 255).
        flicker: How much the exposure drifts, as a share.
        tint: Gain of blue, green and red.
    """

    size: tuple[int, int]
    rate: float
    shake: float
    noise: float
    flicker: float
    tint: tuple[float, float, float]


def draw_camera(rng: np.random.Generator) -> Camera:
    """Return one of the cameras that people have."""
    tint = 1 + rng.normal(0, 0.015, 3)
    return Camera(
        SIZES[rng.integers(len(SIZES))],
        float(rng.choice(RATES)),
        float(rng.uniform(0.002, 0.009)),
        float(rng.uniform(1.0, 4.0)),
        float(rng.uniform(0.005, 0.03)),
        (float(tint[0]), float(tint[1]), float(tint[2])),
    )


def record(scenes: Sequence[Picture], camera: Camera, rng: np.random.Generator) -> tuple[Picture, ...]:
    """Return the frames that a camera records of scenes, one each.

    Args:
        scenes: What is before the camera at each frame; of any size with the camera's proportions.
        camera: Which camera.
        rng: The source of chance.
    """
    at = np.arange(len(scenes)) / camera.rate
    shakes = np.stack([drift(at, rng) for _ in range(4)], axis=1) * camera.shake
    gains = 1 + camera.flicker * drift(at, rng, fastest=0.6)
    grain = _Grain(camera, rng)
    return tuple(
        grain.add(_framed(scene, camera.size, shake), float(gain))
        for scene, shake, gain in zip(scenes, shakes, gains, strict=True)
    )


def _framed(scene: Picture, size: tuple[int, int], shake: Reals) -> Picture:
    """Return the scene as the camera frames it at one moment: moved, turned and zoomed a little."""
    width, height = size
    scale = _CLOSER_CROP * width / scene.shape[1] * (1 + 0.4 * shake[2])
    degrees = float(np.degrees(0.6 * shake[3]))
    matrix = cv2.getRotationMatrix2D((scene.shape[1] / 2, scene.shape[0] / 2), degrees, float(scale))
    matrix[:, 2] += (width - scene.shape[1]) / 2 + shake[0] * width, (height - scene.shape[0]) / 2 + shake[1] * width
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return np.asarray(cv2.warpAffine(scene, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


class _Grain:
    """The noise of one sensor: cut from a sheet that is larger than a frame, at another place each time."""

    _SPARE: Final = 61

    def __init__(self, camera: Camera, rng: np.random.Generator) -> None:
        width, height = camera.size
        sheet = rng.standard_normal((height + self._SPARE, width + self._SPARE, 3), dtype=np.float32)
        self._sheet, self._rng, self._camera = sheet * np.float32(camera.noise), rng, camera

    def add(self, picture: Picture, gain: float) -> Picture:
        top, left = (int(n) for n in self._rng.integers(self._SPARE, size=2))
        height, width = picture.shape[:2]
        tint = np.array(self._camera.tint, np.float32) * np.float32(gain)
        lit = picture * tint + self._sheet[top : top + height, left : left + width]
        return levels(lit)


def draw_room(camera: Camera, rng: np.random.Generator, light: tuple[float, float]) -> Picture:
    """Return a room that is behind what the camera records, between so and so bright (of 1)."""
    room = backdrop(str(rng.choice(ROOMS)), camera.size, f"attack {rng.integers(2**31)}")
    return levels(np.asarray(room, dtype=np.float64)[:, :, ::-1] * rng.uniform(*light))
