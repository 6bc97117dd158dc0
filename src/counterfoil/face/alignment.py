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

_MIDDLE: Final = (56.0, 74.0)
_REACH: Final = 38.0
_INNER: Final = np.flatnonzero(np.hypot(*(MEAN_MESH[:, :2] - _MIDDLE).T) <= _REACH)


def align(pyramid: Pyramid, points: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the 112 x 112 x 3 RGB crop of a face.

    Args:
        pyramid: The picture.
        points: 468 x 3 mesh in pixels of the picture.
    """
    return pyramid.cut(crop_matrix(points), CROP)


def crop_matrix(points: NDArray[np.floating]) -> geometry.Affine:
    """Return the similarity from pixels of the picture to pixels of the crop for a 468 x 3 mesh."""
    return geometry.fit_similarity(points[_INNER, :2].astype(np.float64), MEAN_MESH[_INNER, :2])
