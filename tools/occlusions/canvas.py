"""A picture of a face on which things are drawn where they would sit on the head, and what they then cover."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face.landmarks import MEAN_MESH

Plane = NDArray[np.float32]  # H x W, 0 to 1
Colour = NDArray[np.float64]  # 3, RGB, 0 to 255
Points = NDArray[np.float64]  # N x 2

_SKIN: Final = (50, 280, 205, 425, 5, 195)  # cheeks and nose
_FRACTIONAL_BITS: Final = 4
_DEEP: Final = 0.4  # light left in a shadow in which an eye is lost


@dataclass(slots=True, eq=False)
class Canvas:
    """A picture under work.

    Attributes:
        pixels: H x W x 3 float32, RGB, 0 to 255.
        landmarks: 468 x 2, in pixels.
        cover: H x W, 0 to 1: how much of what lies below has been hidden.
        camera: 4 x 2, takes the mean mesh (x, y, depth, 1) to the landmarks.
    """

    pixels: NDArray[np.float32]
    landmarks: Points
    cover: Plane
    camera: Points

    @classmethod
    def of(cls, pixels: NDArray[np.uint8], landmarks: NDArray[np.floating]) -> "Canvas":
        """Return a canvas with nothing on it yet."""
        flat = landmarks[:, :2].astype(np.float64)
        camera = np.asarray(
            np.linalg.lstsq(np.column_stack([MEAN_MESH, np.ones(len(MEAN_MESH))]), flat, rcond=None)[0], np.float64
        )
        return cls(pixels.astype(np.float32), flat, np.zeros(pixels.shape[:2], np.float32), camera)

    @property
    def scale(self) -> float:
        """Pixels of the picture to a pixel of the template."""
        return float(np.sqrt(abs(np.linalg.det(self.camera[:2]))))

    def project(self, points: Points, lift: float = 0.0) -> Points:
        """Return where points of the template lie in the picture.

        Args:
            points: N x 2 in the template; they lie as deep as the nearest point of the mean mesh.
            lift: How far they stand off the face, in pixels of the template.
        """
        flat = MEAN_MESH[:, :2]
        nearest = np.argmin((flat**2).sum(axis=1) - 2 * points @ flat.T, axis=1)  # less |points|^2, which is theirs
        deep = np.column_stack([points, MEAN_MESH[nearest, 2] - lift, np.ones(len(points))])
        return np.asarray(deep @ self.camera)

    def filled(self, outline: Points, soft: float = 0.4) -> Plane:
        """Return the inside of a closed outline in pixels of the picture, its edge softened."""
        plane = np.zeros(self.cover.shape, np.uint8)
        corners = np.round(outline * 2**_FRACTIONAL_BITS).astype(np.int32)
        cv2.fillPoly(plane, [corners], 255, cv2.LINE_AA, _FRACTIONAL_BITS)
        return self._softened(plane, soft)

    def stroked(self, line: Points, width: float, soft: float = 0.3) -> Plane:
        """Return a line of `width` template pixels."""
        plane = np.zeros(self.cover.shape, np.uint8)
        corners = np.round(line * 2**_FRACTIONAL_BITS).astype(np.int32)
        thick = max(1, round(width * self.scale))
        cv2.polylines(plane, [corners], isClosed=False, color=255, thickness=thick, lineType=cv2.LINE_AA, shift=4)
        return self._softened(plane, soft)

    def blend(self, plane: Plane, colour: Colour | NDArray[np.float32], *, hides: bool = True) -> None:
        """Lay a colour, or a picture of colours, over the canvas.

        Args:
            plane: How opaque, at each pixel.
            colour: RGB, or H x W x 3.
            hides: Whether it counts as covering what lies below.
        """
        share = plane[..., None]
        self.pixels = np.asarray(self.pixels * (1 - share) + np.asarray(colour, np.float32) * share, np.float32)
        if hides:
            self.cover = np.maximum(self.cover, plane)

    def shade(self, plane: Plane, factor: float) -> None:
        """Take light away: what lies under `plane` keeps `factor` of it. Deep shadow hides what it falls on."""
        self.pixels *= (1 - plane * (1 - factor))[..., None]
        if factor < _DEEP:
            self.cover = np.maximum(self.cover, plane)

    def skin(self) -> Colour:
        """Return the colour of the skin: the median of cheeks and nose."""
        xs, ys = np.round(self.landmarks[list(_SKIN)]).astype(int).T
        inside = (np.clip(ys, 0, self.cover.shape[0] - 1), np.clip(xs, 0, self.cover.shape[1] - 1))
        return np.asarray(np.median(self.pixels[inside], axis=0), np.float64)

    def light(self) -> float:
        """Return how light the scene is: the luma of the skin against that of a middle grey, at least a fifth."""
        return float(np.clip(self.skin().mean() / 128, 0.2, 1.5))

    def finished(self) -> NDArray[np.uint8]:
        """Return the picture."""
        return np.clip(np.round(self.pixels), 0, 255).astype(np.uint8)

    def covered(self, points: NDArray[np.intp]) -> float:
        """Return which share of these points of the mesh is hidden."""
        xs, ys = np.round(self.landmarks[points]).astype(int).T
        height, width = self.cover.shape
        seen = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
        return float(np.mean(self.cover[ys[seen], xs[seen]] > 0.5)) if seen.any() else 0.0

    def _softened(self, plane: NDArray[np.uint8], soft: float) -> Plane:
        sigma = soft * self.scale
        blurred = cv2.GaussianBlur(plane, (0, 0), sigma) if sigma > 0.2 else plane
        return np.asarray(np.asarray(blurred, np.float32) / 255, np.float32)
