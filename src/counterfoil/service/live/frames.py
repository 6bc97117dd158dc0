"""Frames as a page sends them: one JPEG each, whose size is known before anything is decoded."""

from typing import Final

from counterfoil.errors import BodyTooLargeError, ImageError
from counterfoil.images import Picture, decode
from counterfoil.images.motion_jpeg import split
from counterfoil.service.live import limits

_NAME: Final = "the frame"
# ITU-T T.81, table B.1: start of frame, of every kind of coding; three codes in between mean something else.
_FRAME_HEADERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA


def check(coded: bytes) -> None:
    """See that bytes are one JPEG of a size that is looked at.

    Raises:
        BodyTooLargeError: It has too many bytes or pixels.
        ImageError: It is no JPEG, or more than one.
    """
    if len(coded) > limits.FRAME_BYTES:
        raise BodyTooLargeError(f"A frame has at most {limits.FRAME_BYTES // 1024} KiB")
    if next(split(coded, _NAME), None) != coded:
        raise ImageError("A frame is one JPEG and nothing else")
    width, height = _size(coded)
    if width * height > limits.FRAME_PIXELS:
        raise BodyTooLargeError(f"A frame has at most {limits.FRAME_PIXELS:,} pixels")


def picture(coded: bytes) -> Picture:
    """Decode a frame that was checked.

    Raises:
        ImageError: It is damaged.
    """
    return decode(coded, _NAME)


def _size(coded: bytes) -> tuple[int, int]:
    """Return width and height as the one header of a frame says; with two of them, decoders differ in which counts."""
    at, sizes = 2, []
    while at + 9 < len(coded) and coded[at + 1] != _SCAN:
        if coded[at + 1] in _FRAME_HEADERS:
            height, width = (int.from_bytes(coded[at + place : at + place + 2], "big") for place in (5, 7))
            sizes.append((width, height))
        at += 2 + int.from_bytes(coded[at + 2 : at + 4], "big")
    if len(sizes) != 1:
        raise ImageError("A frame is one JPEG and nothing else")
    return sizes[0]
