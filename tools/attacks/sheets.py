"""A sheet of paper before a pinhole camera, flat or bent around a vertical cylinder. Lengths are centimetres.

The camera is at the origin and looks along z; x goes to the right of the picture, y down.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.attacks import Picture, Reals, levels

_SOFT: Final = 2
"""Empty texels around a texture, so that its edge is smooth."""


@dataclass(frozen=True)
class Pose:
    """Where a sheet's middle is, and how the sheet is turned.

    Attributes:
        x: To the right.
        y: Down.
        z: Away from the camera.
        yaw: Degrees; positive when it faces the picture's right.
        pitch: Degrees; positive when it faces down.
        roll: Degrees, clockwise in the picture.
    """

    x: float
    y: float
    z: float
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0

    def rotation(self) -> Reals:
        """Return the matrix that takes the sheet's axes to the camera's."""
        (cy, sy), (cp, sp), (cr, sr) = (
            (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
            for angle in (self.yaw, self.pitch, self.roll)
        )
        about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
        about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
        about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
        matrix: Reals = about_z @ about_y @ about_x
        return matrix

    def moved(self, **to: float) -> "Pose":
        """Return the pose with some of its numbers replaced."""
        return replace(self, **to)


@dataclass(frozen=True)
class Sheet:
    """What is printed, how large, and how it is bent.

    Attributes:
        width: Of the paper.
        height: Of the paper.
        radius: Of the cylinder that it is bent around; None when it is flat.
        shape: Where the paper is, 0 to 255, as high and wide as its picture; None for all of it.
    """

    width: float
    height: float
    radius: float | None = None
    shape: NDArray[np.uint8] | None = None


def focal(size: tuple[int, int], field: float) -> float:
    """Return the focal length (pixels) of a camera that sees `field` degrees from top to bottom."""
    return size[1] / (2 * math.tan(math.radians(field) / 2))


def lay(
    printed: Picture, sheet: Sheet, pose: Pose, length: float, size: tuple[int, int]
) -> tuple[Picture, NDArray[np.uint8]]:
    """Return a sheet as a camera sees it, and where it is (0 to 255).

    Args:
        printed: What is on it.
        sheet: The paper.
        pose: Where it is held.
        length: The focal length (pixels).
        size: Width and height of the picture (pixels).
    """
    shape = sheet.shape if sheet.shape is not None else np.full(printed.shape[:2], 255, np.uint8)
    covering = cv2.copyMakeBorder(shape, *(_SOFT,) * 4, cv2.BORDER_CONSTANT, value=0)
    textured = cv2.copyMakeBorder(printed, *(_SOFT,) * 4, cv2.BORDER_REPLICATE)
    across, down = texels(sheet, pose, length, size)
    columns = ((across / sheet.width + 0.5) * printed.shape[1] - 0.5 + _SOFT).astype(np.float32)
    rows = ((down / sheet.height + 0.5) * printed.shape[0] - 0.5 + _SOFT).astype(np.float32)
    seen = cv2.remap(textured, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    where = cv2.remap(covering, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    return np.asarray(seen, dtype=np.uint8), np.asarray(where, dtype=np.uint8)


def texels(sheet: Sheet, pose: Pose, length: float, size: tuple[int, int]) -> tuple[Reals, Reals]:
    """Return, for every pixel, where its ray meets the paper: along its width and its height, from its middle."""
    width, height = size
    columns, rows = np.meshgrid(np.arange(width) - (width - 1) / 2, np.arange(height) - (height - 1) / 2)
    rays = np.stack([columns / length, rows / length, np.ones_like(columns)], axis=-1) @ pose.rotation()
    start = -np.array([pose.x, pose.y, pose.z]) @ pose.rotation()
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = _plane(rays, start) if sheet.radius is None else _cylinder(rays, start, sheet.radius)
        at = start + rays * reach[..., None]
    across = at[..., 0] if sheet.radius is None else sheet.radius * np.arctan2(at[..., 0], sheet.radius - at[..., 2])
    far = 10 * (sheet.width + sheet.height)
    missed = ~np.isfinite(reach) | (reach <= 0)
    return np.where(missed, far, across), np.where(missed, far, at[..., 1])


def _plane(rays: Reals, start: Reals) -> Reals:
    reach: Reals = -start[2] / rays[..., 2]
    return reach


def _cylinder(rays: Reals, start: Reals, radius: float) -> Reals:
    """Return how far along each ray the nearer side of the cylinder is whose front touches the sheet's plane z = 0."""
    x, z = start[0], start[2] - radius
    a = rays[..., 0] ** 2 + rays[..., 2] ** 2
    b = rays[..., 0] * x + rays[..., 2] * z
    c = x * x + z * z - radius * radius
    reach: Reals = (-b - np.sqrt(b * b - a * c)) / a
    return reach


def over(below: Picture, above: Picture, where: NDArray[np.uint8]) -> Picture:
    """Return one picture over another."""
    share = (where.astype(np.float32) / 255)[..., None]
    blended = below + (above.astype(np.float32) - below) * share
    return levels(blended)
