"""The face mesh: 468 points of a face (Kartynnik et al. 2019), geometry and nothing else.

The network wants an upright face that fills two thirds of its input. The detector's box gives a first mesh; the mesh
gives a better box; plain and mirrored views of that box give the two meshes whose mean is returned.
"""

import math
from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import geometry, limits
from counterfoil.face.detection import Detection
from counterfoil.face.pyramid import Pyramid
from counterfoil.models import Networks

POINTS: Final = 468
RIGHT_EYE: Final = (33, 133)  # outer and inner corner
LEFT_EYE: Final = (263, 362)

_SIDE: Final = 192  # of the network's input
_ROOM: Final = 1.5  # side of the input in widths or heights of the face, whichever is larger


def _mean_mesh() -> NDArray[np.float64]:
    """Return the 468 x 3 mean mesh, in pixels of the 112 x 112 crop, symmetric about its middle column."""
    text = resources.files("counterfoil.face").joinpath("mean_mesh.csv").read_text("ascii")
    return np.array([line.split(",") for line in text.splitlines()], np.float64)


MEAN_MESH: Final = _mean_mesh()
"""Mean mesh of the 102 consenting adults of the London set: an aggregate, no person's face."""

_MIRRORED: Final = MEAN_MESH * (-1, 1, 1) + (2 * MEAN_MESH[1, 0], 0, 0)
TWIN: Final = np.argmin(np.linalg.norm(MEAN_MESH[:, None] - _MIRRORED[None], axis=2), axis=1)
"""The point on the other half of the face, for each point."""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The mesh of one face.

    Attributes:
        points: 468 x 3, in pixels of the picture; z grows away from the camera.
        presence: Log odds that there is an upright face where the mesh lies.
    """

    points: NDArray[np.float64]
    presence: float


def locate(pyramid: Pyramid, detection: Detection, networks: Networks) -> Mesh:
    """Return the mesh of a detected face."""
    left, top, right, bottom = detection.box
    centre, side = ((left + right) / 2, (top + bottom) / 2), _ROOM * max(right - left, bottom - top)
    first, presence = _look(pyramid, centre, side, detection.tilt, networks, mirrored=False)
    if presence < limits.UPRIGHT:  # an upside-down face: the detector sees eyes in the mouth
        other, turned = _look(pyramid, centre, side, detection.tilt + math.pi, networks, mirrored=False)
        first = other if turned > presence else first
    centre, side, tilt = _frame(first)
    plain, presence = _look(pyramid, centre, side, tilt, networks, mirrored=False)
    mirrored, _ = _look(pyramid, centre, side, tilt, networks, mirrored=True)
    return Mesh((plain + mirrored) / 2, presence)


def relocate(pyramid: Pyramid, last: Mesh, networks: Networks) -> Mesh:
    """Return the mesh of a face where it was in the last frame of a clip: one look, for a third of the cost."""
    centre, side, tilt = _frame(last.points)
    points, presence = _look(pyramid, centre, side, tilt, networks, mirrored=False)
    return Mesh(points, presence)


def _frame(points: NDArray[np.float64]) -> tuple[tuple[float, float], float, float]:
    """Return middle, side and tilt of the network's best view of a mesh."""
    tilt = eye_tilt(points)
    turn = np.array([[math.cos(tilt), -math.sin(tilt)], [math.sin(tilt), math.cos(tilt)]])
    upright = points[:, :2] @ turn
    low, high = upright.min(axis=0), upright.max(axis=0)
    x, y = turn @ (low + high) / 2
    return (float(x), float(y)), _ROOM * float(max(high - low)), tilt


def eye_centres(points: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the middles of the bearer's right and left eye, each x and y in pixels of the picture."""
    right, left = (points[list(corners), :2].mean(axis=0, dtype=np.float64) for corners in (RIGHT_EYE, LEFT_EYE))
    return right, left


def eye_tilt(points: NDArray[np.floating]) -> float:
    """Return the radians that the line from right to left eye descends in the picture."""
    right, left = eye_centres(points)
    return float(np.arctan2(left[1] - right[1], left[0] - right[0]))


def _look(
    pyramid: Pyramid, centre: tuple[float, float], side: float, tilt: float, networks: Networks, *, mirrored: bool
) -> tuple[NDArray[np.float64], float]:
    """Run the network on one square of the picture; return the points in the picture and the log odds."""
    matrix = geometry.square_to(centre, side, tilt, _SIDE)
    view = pyramid.cut(matrix, _SIDE)
    if mirrored:
        view = view[:, ::-1]
    raw, odds = networks.run("face-mesh", np.divide(view[None], 255, dtype=np.float32))
    points = raw.reshape(POINTS, 3).astype(np.float64)
    if mirrored:
        points = points[TWIN] * (-1, 1, 1) + (_SIDE - 1, 0, 0)
    flat = geometry.apply(geometry.inverse(matrix), points[:, :2])
    return np.column_stack([flat, points[:, 2] * (side / _SIDE)]), float(odds.item())
