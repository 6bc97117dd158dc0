"""JPEG pictures one after another, as a capture page sends them: no times, but each frame's bytes are kept apart."""

import hashlib
from collections.abc import Iterator
from typing import Final

from counterfoil.errors import ImageError
from counterfoil.images import raster
from counterfoil.images.clip import Frame, check_frame

FRAMES_A_SECOND: Final = 25.0
"""What is assumed where nothing says when a frame was taken."""

# ITU-T T.81, B.1.1.3: markers that stand alone; every other begins a segment with its length.
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def split(data: bytes, name: str) -> Iterator[bytes]:
    """Give the JPEG pictures that a file holds one after another.

    Raises:
        ImageError: Something else stands between or in them, or the last is cut off.
    """
    at = 0
    while at < len(data):
        end = _end_of_picture(data, at)
        if end is None:
            raise ImageError(f"{name} is cut off or damaged")
        yield data[at:end]
        at = end


def decode_frame(data: bytes, at: float, name: str, *, arrived: float | None = None) -> Frame:
    """Decode one JPEG as a frame.

    Args:
        data: The JPEG.
        at: Seconds since the first frame.
        name: What messages call the clip.
        arrived: Seconds since the first frame at which it arrived; None when nobody noted it.

    Raises:
        ImageError: It is damaged or too large.
    """
    pixels, _ = raster.read(data, name)
    check_frame(pixels.shape[1], pixels.shape[0], name)
    pixels.setflags(write=False)
    return Frame(pixels, at, arrived, hashlib.sha256(data).hexdigest())


def frames(data: bytes, name: str) -> Iterator[Frame]:
    """Give the frames in order, 25 a second.

    Raises:
        ImageError: A frame is cut off, damaged or too large.
    """
    for index, picture in enumerate(split(data, name)):
        yield decode_frame(picture, index / FRAMES_A_SECOND, name)


def _end_of_picture(data: bytes, at: int) -> int | None:
    """Return where the JPEG that begins at `at` ends, or None when it does not begin there or never ends."""
    if data[at : at + 2] != bytes([0xFF, _START]):
        return None
    at += 2
    while at + 1 < len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
            return None
        marker = data[at + 1]
        if marker == _END:
            return at + 2
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == _SCAN:
                at = _end_of_scan(data, at)
    return None


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker after coded data stands: 0xFF before a zero or a restart marker is data."""
    while (at := data.find(0xFF, at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in _ALONE:
            return at
        at += 2
    return len(data)
