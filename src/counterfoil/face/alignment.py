"""The crop that is compared: the face turned, scaled and shifted onto the mean mesh, and nothing warped.

The mean mesh lies in the crop where SFace's training put eyes, nose and mouth. A similarity is fitted over the inner
points, which neither a beard, the hair nor the far cheek of a turned head moves; 371 points outvote the noise of any
one. Piecewise warps to a frontal face measure worse (docs/decisions/0005-comparing-faces.md).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import geometry
from counterfoil.face.landmarks import MEAN_MESH
from counterfoil.face.pyramid import Pyramid

CROP: Final = 112
"""Side of the crop in pixels: the input of SFace."""

FINE: Final = 2 * CROP
"""Side of the fine crop, in which a print's lines and dots can still be told from the face."""

_TWICE: Final = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1.0]])  # from a pixel's middle in the crop to the fine crop

_MIDDLE: Final = (56.0, 74.0)
_REACH: Final = 38.0
_INNER: Final = np.flatnonzero(np.hypot(*(MEAN_MESH[:, :2] - _MIDDLE).T) <= _REACH)


def align(pyramid: Pyramid, points: NDArray[np.float64]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the 112 x 112 x 3 RGB crop of a face, and the same at 224 x 224 x 3.

    Args:
        pyramid: The picture.
        points: 468 x 3 mesh in pixels of the picture.
    """
    matrix = crop_matrix(points)
    return pyramid.cut(matrix, CROP), pyramid.cut(_doubled(matrix), FINE)


def in_fine_crop(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a mesh, 468 x 3 in pixels of the picture, as 468 x 2 in pixels of the face's fine crop."""
    return geometry.apply(_doubled(crop_matrix(points)), points[:, :2])


def crop_matrix(points: NDArray[np.floating]) -> geometry.Affine:
    """Return the similarity from pixels of the picture to pixels of the crop for a 468 x 3 mesh."""
    return geometry.fit_similarity(points[_INNER, :2].astype(np.float64), MEAN_MESH[_INNER, :2])


def _doubled(matrix: geometry.Affine) -> geometry.Affine:
    return np.asarray((_TWICE @ np.vstack([matrix, [0, 0, 1]]))[:2])
