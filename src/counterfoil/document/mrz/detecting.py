"""Where a network sees text: PP-OCRv6 detection, for pictures whose zone does not stand out by its look."""

from typing import Final

import numpy as np

from counterfoil.document.mrz.limits import DETECTION
from counterfoil.document.mrz.strips import Grey, Mask
from counterfoil.models import Networks

MODEL: Final = "ppocr-det"
_MULTIPLE: Final = 32


def detected(grey: Grey, networks: Networks) -> Mask:
    """Mark where there is text, in any direction.

    The network was trained to mark the core of each line, so its marks are less high than the letters.

    Args:
        grey: H x W, 0 to 255.
        networks: Where the network runs.

    Returns:
        H x W, 1 where there is text.
    """
    height, width = grey.shape
    padded = [-(-side // _MULTIPLE) * _MULTIPLE for side in (height, width)]
    page = np.zeros(padded, np.float32)
    page[:height, :width] = (grey.astype(np.float32) / 255 - 0.5) / 0.5
    (text,) = networks.run(MODEL, np.repeat(page[None, None], 3, axis=1))
    return np.asarray(text[0, 0, :height, :width] > DETECTION.text, np.uint8)
