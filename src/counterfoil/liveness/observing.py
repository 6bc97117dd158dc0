"""Looking at frames one by one, as they arrive: what is kept of each, and the few faces that are compared."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil import face as faces
from counterfoil.face import Face, Follower, Sighting
from counterfoil.images import Frame
from counterfoil.liveness import limits
from counterfoil.liveness.cues import Cues, cues
from counterfoil.liveness.looks import UsualLook
from counterfoil.liveness.parallax import Parallax, Standing
from counterfoil.liveness.sights import Seen, Sight
from counterfoil.models import Networks

_POINTS: Final = (33, 133, 362, 263, 61, 291, 1)
_THUMB: Final = (32, 24)
_PORTRAIT: Final = 32


class Observer:
    """Looks at the frames of one clip.

    Args:
        networks: With ``yunet``, ``face-mesh`` and ``sface``.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._follower = Follower(networks)
        self._look = UsualLook()
        self._parallax = Parallax()
        self._first: Face | None = None
        self._compared_at = -np.inf
        self._cued_at = -np.inf
        self._sharpest = -1.0
        self.sights: list[Sight] = []
        self.similarities: list[tuple[float, float]] = []
        self.standings: list[Standing] = []
        self.cues: list[Cues] = []
        self.best: Frame | None = None

    def see(self, frame: Frame) -> Sight:
        """Look at the next frame.

        Raises:
            ModelError: A network is missing or altered.
        """
        sighting = self._follower.next(frame.pixels)
        face = sighting.face
        if face is not None and abs(face.roll) > limits.UPRIGHT:
            face = None
        seen = None if face is None else self._seen(face)
        height, width = frame.pixels.shape[:2]
        sight = Sight(
            frame.at,
            frame.arrived,
            frame.sha256,
            (width, height),
            sighting.relevant,
            sighting.detected,
            seen,
            _small(frame.pixels, _THUMB),
            None if face is None else _small(face.crop, (_PORTRAIT, _PORTRAIT)),
            None if face is None else _colours(frame.pixels, face),
        )
        self.sights.append(sight)
        if face is not None:
            self._keep(frame, face)
        self._follow(sighting, face)
        return sight

    def _follow(self, sighting: Sighting, face: Face | None) -> None:
        if face is None or sighting.points is None:
            self._parallax.lose()
            return
        standing = self._parallax.follow(face.fine, sighting.points, face.yaw)
        if standing is not None:
            self.standings.append(standing)

    def _seen(self, face: Face) -> Seen:
        straight = max(abs(face.yaw), abs(face.pitch)) <= limits.STRAIGHT
        eyes, held = self._look.compare(face.crop, straight=straight)
        points = face.landmarks[list(_POINTS), :2].astype(np.float64)
        return Seen(face.yaw, face.pitch, face.roll, points, eyes, held)

    def _keep(self, frame: Frame, face: Face) -> None:
        frontal = abs(face.yaw) <= limits.FRONTAL_YAW and abs(face.pitch) <= limits.FRONTAL_PITCH
        if frontal and frame.at - self._compared_at >= limits.COMPARED_EVERY:
            self._compare(frame, face)
        if frame.at - self._cued_at >= limits.CUED_EVERY:
            self._cued_at = frame.at
            self.cues.append(cues(frame.pixels, face))
        if (worth := _worth(face)) > self._sharpest:
            self._sharpest, self.best = worth, frame

    def _compare(self, frame: Frame, face: Face) -> None:
        """Compare with the first frontal face of this clip, which its owner presented together with this one."""
        self._compared_at = frame.at
        if self._first is None:
            self._first = face
        else:
            found = faces.compare(self._first, face, self._networks)
            self.similarities.append((frame.at, found.similarity))


def _small(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.float32]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)


def _worth(face: Face) -> float:
    """How well a frame would serve as the probe: straight first, then large and sharp."""
    off = max(abs(face.yaw), abs(face.pitch), abs(face.roll))
    grey = cv2.cvtColor(face.crop, cv2.COLOR_RGB2GRAY)
    sharp = float(cv2.Laplacian(grey, cv2.CV_32F).var())
    return float(max(0.0, 1 - off / limits.STRAIGHT) * np.log1p(sharp) * min(face.width, 200.0))


def _colours(pixels: NDArray[np.uint8], face: Face) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Return the mean colour of the face's middle and of what is left and right of the head."""
    left, top, right, bottom = face.box
    width = right - left
    inner = _mean(pixels, left + width / 4, top + (bottom - top) / 3, right - width / 4, bottom - width / 6)
    beside = [
        _mean(pixels, left - 1.2 * width, top, left - 0.6 * width, bottom),
        _mean(pixels, right + 0.6 * width, top, right + 1.2 * width, bottom),
    ]
    known = [colour for colour in beside if colour is not None]
    outer = np.mean(known, axis=0) if known else np.zeros(3)
    middle = inner if inner is not None else np.zeros(3)
    return _triple(middle), _triple(outer)


def _mean(
    pixels: NDArray[np.uint8], left: float, top: float, right: float, bottom: float
) -> NDArray[np.float64] | None:
    rows, columns = slice(max(0, int(top)), max(0, int(bottom))), slice(max(0, int(left)), max(0, int(right)))
    part = pixels[rows, columns][::4, ::4]
    return part.reshape(-1, 3).mean(axis=0) if part.size else None


def _triple(colour: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])
