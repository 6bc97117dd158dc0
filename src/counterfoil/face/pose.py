"""How a head is held: the turn that takes the mean mesh to a mesh (Kabsch 1976), as three angles."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterfoil.face.landmarks import MEAN_MESH


class Pose(NamedTuple):
    """Angles in degrees with the signs of `counterfoil.face.Face`; roll from -180 to 180, the others from -90 to 90."""

    yaw: float
    pitch: float
    roll: float


def pose(points: NDArray[np.float64]) -> Pose:
    """Return how the head of a 468 x 3 mesh is held.

    The turn is read as Rz(roll) Ry(yaw) Rx(pitch) in axes that point right, down and away from the camera: first the
    nod, then the turn of the neck, then the tilt in the picture. About the second and third of those axes
    ISO/IEC 19794-5, whose signs are returned, counts the other way round.
    """
    centred = points - points.mean(axis=0)
    model = MEAN_MESH - MEAN_MESH.mean(axis=0)
    u, _, vt = np.linalg.svd(centred.T @ model)
    turn = u @ np.diag([1, 1, np.sign(np.linalg.det(u @ vt))]) @ vt
    roll = np.arctan2(turn[1, 0], turn[0, 0])
    yaw = np.arcsin(np.clip(-turn[2, 0], -1, 1))
    pitch = np.arctan2(turn[2, 1], turn[2, 2])
    return Pose(*(float(np.degrees(angle)) for angle in (-yaw, pitch, -roll)))
