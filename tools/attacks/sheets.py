"""A sheet of paper before a pinhole camera, flat or bent around a vertical cylinder. Lengths are centimetres.

The camera is at the origin and looks along z; x goes to the right of the picture, y down.
"""

import math
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

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


class Texels(NamedTuple):
    """Where the ray of each pixel meets the paper, height x width each: from its middle, along its two edges (cm)."""

    across: NDArray[np.float32]
    down: NDArray[np.float32]


def lay(printed: Picture, sheet: Sheet, at: Texels) -> tuple[Picture, NDArray[np.uint8]]:
    """Return a sheet as a camera sees it, and where it is (0 to 255).

    Args:
        printed: What is on it.
        sheet: The paper.
        at: Where on the paper each pixel looks.
    """
    shape = sheet.shape if sheet.shape is not None else np.full(printed.shape[:2], 255, np.uint8)
    covering = cv2.copyMakeBorder(shape, *(_SOFT,) * 4, cv2.BORDER_CONSTANT, value=0)
    textured = cv2.copyMakeBorder(printed, *(_SOFT,) * 4, cv2.BORDER_REPLICATE)
    columns = at.across * np.float32(printed.shape[1] / sheet.width) + np.float32(printed.shape[1] / 2 - 0.5 + _SOFT)
    rows = at.down * np.float32(printed.shape[0] / sheet.height) + np.float32(printed.shape[0] / 2 - 0.5 + _SOFT)
    seen = cv2.remap(textured, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    where = cv2.remap(covering, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    return np.asarray(seen, dtype=np.uint8), np.asarray(where, dtype=np.uint8)


def texels(sheet: Sheet, pose: Pose, length: float, size: tuple[int, int]) -> Texels:
    """Return where on a sheet each pixel of a camera looks; far off the paper where a ray misses it.

    Args:
        sheet: The paper.
        pose: Where it is held.
        length: The focal length (pixels).
        size: Width and height of the picture (pixels).
    """
    turned = pose.rotation()
    columns = ((np.arange(size[0]) - (size[0] - 1) / 2) / length)[None, :]
    rows = ((np.arange(size[1]) - (size[1] - 1) / 2) / length)[:, None]
    x, y, z = ((columns * a + rows * b + c).astype(np.float32) for a, b, c in turned.T)
    from_x, from_y, from_z = (float(n) for n in -np.array([pose.x, pose.y, pose.z]) @ turned)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reach = -from_z / z if sheet.radius is None else _cylinder(x, z, (from_x, from_z - sheet.radius), sheet.radius)
        across, down = from_x + x * reach, from_y + y * reach
        if sheet.radius is not None:
            across = np.float32(sheet.radius) * np.arctan2(across, np.float32(sheet.radius) - (from_z + z * reach))
    missed = ~(reach > 0) | ~np.isfinite(reach)
    far = np.float32(10 * (sheet.width + sheet.height))
    return Texels(*(np.where(missed, far, one).astype(np.float32) for one in (across, down)))


def _cylinder(
    x: NDArray[np.float32], z: NDArray[np.float32], start: tuple[float, float], radius: float
) -> NDArray[np.float32]:
    """Return how far along each ray the nearer side of an upright cylinder is; `start` is seen from its axis."""
    a = x * x + z * z
    b = x * np.float32(start[0]) + z * np.float32(start[1])
    c = np.float32(start[0] ** 2 + start[1] ** 2 - radius**2)
    return np.asarray((-b - np.sqrt(b * b - a * c)) / a, dtype=np.float32)


def over(below: Picture, above: Picture, where: NDArray[np.uint8]) -> Picture:
    """Return one picture over another."""
    share = (where.astype(np.float32) / 255)[..., None]
    blended = below + (above.astype(np.float32) - below) * share
    return levels(blended)
