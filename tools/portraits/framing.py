"""From a picture with a face to a portrait in the frame of documents (ISO/IEC 19794-5: 35 to 45, eyes level)."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face.landmarks import eye_centres, eye_tilt

ASPECT: Final = 45 / 35
_WIDTH_IN_EYES: Final = 3.9  # portrait's width over the distance of the eyes
_EYE_HEIGHT: Final = 0.44  # of the portrait's height, from the top


def framed(pixels: NDArray[np.uint8], landmarks: NDArray[np.floating], width: int) -> NDArray[np.uint8]:
    """Return the portrait of one face.

    Args:
        pixels: H x W x 3 uint8.
        landmarks: 468 x 3 points of the face in the picture.
        width: Of the portrait in pixels; its height follows.

    Returns:
        The portrait; what lies outside the picture repeats its edge.
    """
    right, left = eye_centres(landmarks)
    height = round(width * ASPECT)
    scale = width / (_WIDTH_IN_EYES * float(np.linalg.norm(left - right)))
    tilt = eye_tilt(landmarks)
    turn = scale * np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    shift = np.array([width / 2, _EYE_HEIGHT * height]) - turn @ ((right + left) / 2)
    return np.asarray(
        cv2.warpAffine(
            pixels,
            np.column_stack([turn, shift]),
            (width, height),
            flags=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )
