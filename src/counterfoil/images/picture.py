"""What a loaded picture is, and how large one may be."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ImageError

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file read. A 50-megapixel PNG of a passport page takes about 60 MB; phones' JPEGs take 3 to 12."""

MAX_PIXELS: Final = 50_000_000
"""The largest picture decoded: phones take 12 to 48 megapixels. 50 take 360 MB while a JPEG or PNG is decoded, 770 MB
for WebP and 930 MB for JPEG 2000 (measured as the growth of the resident set); 12 take a quarter."""

MAX_SIDE: Final = 20_000
"""The longest side in pixels: no page has a side like this, and a strip of one pixel's height is no picture."""

LIMITS: Final = f"At most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE:,} pixels a side are read"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as it would be looked at.

    Attributes:
        pixels: H x W x 3, RGB, 0 to 255, upright by its orientation tag, C-contiguous, read-only.
        name: The base name of what was handed over, for messages.
        sha256: Digest of the bytes as handed over.
        format: ``JPEG``, ``PNG``, ``WEBP``, ``TIFF``, ``BMP``, ``JPEG2000``, ``HEIF`` or ``PDF``;
            of a frame, the format of its `Clip`.
    """

    pixels: NDArray[np.uint8]
    name: str
    sha256: str
    format: str


def check_size(width: int, height: int, name: str) -> None:
    """Refuse a picture that has no pixels or too many.

    Raises:
        ImageError: With the size and the limit.
    """
    if width < 1 or height < 1:
        raise ImageError(f"{name} has no pixels ({width} x {height})")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise ImageError(f"{name} is too large ({width} x {height} pixels)", remedy=LIMITS)
