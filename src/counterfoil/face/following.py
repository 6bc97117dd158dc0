"""Following the one face of a clip from frame to frame: geometry, no identity.

A face moves little between two frames, so the mesh of the last frame says where to look in the next: one run of the
mesh network, and none of the detector. The detector looks at every tenth frame all the same, and whenever the face is
lost, since only it sees who else is there. Nothing is compared, and a follower forgets with its clip.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import alignment, limits
from counterfoil.face.detection import Detection, detect
from counterfoil.face.faces import Box, Face
from counterfoil.face.landmarks import Mesh, locate, relocate
from counterfoil.face.pose import pose
from counterfoil.face.pyramid import Pyramid
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """What one frame shows.

    Attributes:
        face: The face that is followed; None when there is none.
        relevant: How many faces of a relevant size the detector saw when it last looked, this one included.
        detected: Whether the detector looked at this very frame.
        points: 468 x 2: the mesh in pixels of the face's fine crop; None when there is none.
    """

    face: Face | None
    relevant: int
    detected: bool
    points: NDArray[np.float64] | None


class Follower:
    """Follows the largest face of a clip.

    Args:
        networks: With ``yunet`` and ``face-mesh``.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._last: Mesh | None = None
        self._size: tuple[int, int] | None = None
        self._since = 0
        self._relevant = 0
        self._confidence = 0.0

    def next(self, pixels: NDArray[np.uint8]) -> Sighting:
        """Look at the next frame of the clip.

        Args:
            pixels: H x W x 3 RGB.

        Raises:
            ModelError: A network is missing or altered.
        """
        pyramid = Pyramid(pixels)
        size = (pixels.shape[1], pixels.shape[0])
        due = self._last is None or size != self._size or self._since >= limits.LOOK_AGAIN
        mesh = None if due or self._last is None else self._followed(pyramid, self._last)
        detected = mesh is None
        if detected:
            mesh = self._found(pyramid)
        self._since = 0 if detected else self._since + 1
        self._last, self._size = mesh, size
        if mesh is None:
            return Sighting(None, self._relevant, detected, None)
        points = alignment.in_fine_crop(mesh.points)
        return Sighting(self._face(pyramid, mesh), self._relevant, detected, points)

    def _followed(self, pyramid: Pyramid, last: Mesh) -> Mesh | None:
        mesh = relocate(pyramid, last, self._networks)
        return mesh if mesh.presence >= limits.FOLLOWED else None

    def _found(self, pyramid: Pyramid) -> Mesh | None:
        """Ask the detector; of several faces, the one that was followed stays it as long as it is relevant."""
        boxes = [one for one in detect(pyramid, self._networks) if one.box[2] - one.box[0] >= limits.SMALLEST]
        relevant = [one for one in boxes if _width(one.box) >= limits.RELEVANT * _width(boxes[0].box)]
        meshes = [(one, locate(pyramid, one, self._networks)) for one in relevant[: limits.MOST_FACES]]
        seen = [(one, mesh) for one, mesh in meshes if mesh.presence >= limits.PRESENCE]
        self._relevant = len(seen)
        if not seen:
            return None
        chosen, mesh = self._nearest(seen) if self._last is not None else seen[0]
        self._confidence = chosen.confidence
        return mesh

    def _nearest(self, seen: list[tuple[Detection, Mesh]]) -> tuple[Detection, Mesh]:
        last = self._last
        centre = np.zeros(2) if last is None else last.points[:, :2].mean(axis=0)
        return min(seen, key=lambda pair: float(np.linalg.norm(pair[1].points[:, :2].mean(axis=0) - centre)))

    def _face(self, pyramid: Pyramid, mesh: Mesh) -> Face:
        (left, top), (right, bottom) = mesh.points[:, :2].min(axis=0), mesh.points[:, :2].max(axis=0)
        box = (float(left), float(top), float(right), float(bottom))
        crops = alignment.align(pyramid, mesh.points)
        return Face(box, self._confidence, mesh.points.astype(np.float32), *pose(mesh.points), *crops)


def _width(box: Box) -> float:
    return box[2] - box[0]
