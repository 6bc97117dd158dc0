"""People before a camera: nobody holds quite still."""

import math

import cv2
import numpy as np


def swaying(frame: bytes, at: float) -> bytes:
    """Return a frame as it is a moment later: nobody holds quite still, nor comes back to the very same place."""
    pixels = cv2.imdecode(np.frombuffer(frame, np.uint8), cv2.IMREAD_COLOR)
    right, down = 8 * math.sin(2 * math.pi * at / 5.3), 6 * math.sin(2 * math.pi * at / 3.7)
    moved = cv2.warpAffine(
        pixels, np.float32([[1, 0, right], [0, 1, down]]), pixels.shape[1::-1], borderMode=cv2.BORDER_REPLICATE
    )
    return cv2.imencode(".jpg", moved, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
