"""From a picture to its faces: detector, mesh, pose and crop in one pass."""

import numpy as np

from counterfoil.face import alignment, limits
from counterfoil.face.detection import Detection, detect
from counterfoil.face.faces import Face
from counterfoil.face.landmarks import locate
from counterfoil.face.pose import pose
from counterfoil.face.pyramid import Pyramid
from counterfoil.images import Picture
from counterfoil.models import Networks


def find(picture: Picture, networks: Networks) -> tuple[Face, ...]:
    """Find the faces of a picture, largest first.

    A face counts when two networks agree on it, the detector and the mesh, and when its box is at least 16 pixels
    wide. Only the 16 largest boxes are looked at. The limits stand in `counterfoil.face.limits`.

    Where there is none the picture is looked at once more, blurred: security lines can hide a portrait from both.

    A head that is upside down is found as such (roll near 180 degrees); one that lies on its side mostly is not.

    Args:
        picture: Of any size; the memory used besides it is about a third of its own.
        networks: With ``yunet`` and ``face-mesh``.

    Returns:
        The faces; empty when there is none.

    Raises:
        ModelError: A network is missing or altered.
    """
    pyramid = Pyramid(picture.pixels)
    faces = _faces(pyramid, networks)
    if faces:
        return faces
    return _faces(pyramid.softened(pyramid.level_within(limits.FINE_SIDE), limits.LINES_BLUR), networks)


def _faces(pyramid: Pyramid, networks: Networks) -> tuple[Face, ...]:
    """Return the faces on which detector and mesh agree, largest first."""
    boxes = [one for one in detect(pyramid, networks) if one.box[2] - one.box[0] >= limits.SMALLEST]
    faces = (_face(pyramid, one, networks) for one in boxes[: limits.MOST_FACES])
    return tuple(face for face in faces if face is not None)


def _face(pyramid: Pyramid, detection: Detection, networks: Networks) -> Face | None:
    """Return the face at a detection, or None where the mesh sees none."""
    mesh = locate(pyramid, detection, networks)
    if mesh.presence < limits.PRESENCE:
        return None
    return Face(
        detection.box,
        detection.confidence,
        mesh.points.astype(np.float32),
        *pose(mesh.points),
        *alignment.align(pyramid, mesh.points),
    )
