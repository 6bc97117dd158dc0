"""Where a network sees text: PP-OCRv6 detection, for pictures whose zone does not stand out by its look."""

from typing import Final

import cv2
import numpy as np

from counterfoil.document.mrz.optical.limits import DETECTION
from counterfoil.document.mrz.optical.strips import Grey, Mask
from counterfoil.models import Networks

MODEL: Final = "ppocr-det"


def detected(grey: Grey, networks: Networks) -> Mask:
    """Mark where there is text, in any direction.

    The network was trained to mark the core of each line, so its marks are less high than the letters. It is compiled
    anew for every shape of input, which costs more than running it: so it always gets the same, lying.

    Args:
        grey: H x W, 0 to 255.
        networks: Where the network runs.

    Returns:
        H x W, 1 where there is text.
    """
    height, width = grey.shape
    if height > width:
        return np.asarray(cv2.rotate(detected(_lying(grey), networks), cv2.ROTATE_90_CLOCKWISE), np.uint8)
    scale = min(DETECTION.width / width, DETECTION.height / height)
    size = round(width * scale), round(height * scale)
    page = np.zeros((DETECTION.height, DETECTION.width), np.float32)
    fitted = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    page[: size[1], : size[0]] = (fitted.astype(np.float32) / 255 - 0.5) / 0.5
    (text,) = networks.run(MODEL, np.repeat(page[None, None], 3, axis=1))
    mask = np.asarray(text[0, 0, : size[1], : size[0]] > DETECTION.text, np.uint8)
    return np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _lying(grey: Grey) -> Grey:
    return np.asarray(cv2.rotate(grey, cv2.ROTATE_90_COUNTERCLOCKWISE), np.uint8)
