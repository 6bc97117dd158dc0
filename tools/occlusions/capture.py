"""What happens between a face and a file: light from one side, colour, lens, noise, JPEG."""

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.images import decode
from tools.occlusions.canvas import Canvas

_COARSE = 24  # points each way at which the turn is worked out


def relit(canvas: Canvas, rng: np.random.Generator) -> None:
    """Change the light of a scene: more from one side, of another colour, more or less of it."""
    height, width = canvas.cover.shape
    middle, reach = canvas.landmarks.mean(axis=0), np.ptp(canvas.landmarks[:, 0])
    xs, ys = np.meshgrid(np.arange(width) - middle[0], np.arange(height) - middle[1])
    angle, slope = rng.uniform(0, 2 * np.pi), abs(rng.normal(0, 0.45)) / reach
    light = np.clip(1 + slope * (xs * np.cos(angle) + ys * np.sin(angle) * 0.6), 0.15, 2.2)
    warmth = rng.normal(1, 0.08, 3)
    canvas.pixels = np.asarray(canvas.pixels * light[..., None] * warmth * rng.uniform(0.6, 1.25), np.float32)


def taken(pixels: NDArray[np.uint8], scale: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a picture as a worse camera would give it: tone, blur, noise, JPEG.

    Args:
        pixels: The picture.
        scale: Its pixels to a pixel of the template.
        rng: Chance.
    """
    values = 255 * (pixels / 255) ** rng.uniform(0.75, 1.35)
    values = (values - 128) * rng.uniform(0.8, 1.2) + 128 + rng.normal(0, 8)
    if rng.random() < 0.5:
        values = np.asarray(cv2.GaussianBlur(values, (0, 0), rng.uniform(0.3, 1.4) * scale), np.float64)
    if rng.random() < 0.15:
        values = np.repeat(values.mean(axis=2, keepdims=True), 3, axis=2)
    values += rng.normal(0, rng.uniform(0, 6), values.shape)
    camera = [cv2.IMWRITE_JPEG_QUALITY, int(rng.uniform(35, 95))]
    stored = cv2.imencode(".jpg", np.clip(values, 0, 255).astype(np.uint8)[..., ::-1], camera)[1]
    return decode(stored.tobytes(), "drawn").pixels


def turned(canvas: Canvas, points: NDArray[np.floating], yaw: float, pitch: float) -> None:
    """Turn the head of a canvas: its points turn in space, and the pixels between them follow.

    Args:
        canvas: The canvas; pixels, cover and landmarks change.
        points: 468 x 3: the landmarks before, with depth.
        yaw: Radians about the vertical axis.
        pitch: Radians about the line through the ears.
    """
    middle = points.mean(axis=0)
    x, y, z = (points - middle).T
    x, z = x * np.cos(yaw) + z * np.sin(yaw), z * np.cos(yaw) - x * np.sin(yaw)
    y = y * np.cos(pitch) + z * np.sin(pitch)
    after = np.column_stack([x, y]) + middle[:2]
    moved = canvas.landmarks - after
    height, width = canvas.cover.shape
    xs, ys = np.linspace(0, width - 1, _COARSE), np.linspace(0, height - 1, _COARSE)
    at = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    apart = (at**2).sum(axis=1)[:, None] + (after**2).sum(axis=1) - 2 * at @ after.T
    near = 1 / (apart + (0.03 * width) ** 2) ** 2
    field = (near @ moved / near.sum(axis=1, keepdims=True)).reshape(_COARSE, _COARSE, 2).astype(np.float32)
    whole = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    grid = np.stack(np.meshgrid(np.arange(width), np.arange(height)), axis=-1).astype(np.float32)
    across, down = (np.ascontiguousarray((grid + whole)[..., axis]) for axis in (0, 1))
    seen = cv2.remap(canvas.pixels, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    canvas.pixels = np.asarray(seen, np.float32)
    canvas.cover = np.asarray(cv2.remap(canvas.cover, across, down, cv2.INTER_LINEAR), np.float32)
    canvas.landmarks = after
