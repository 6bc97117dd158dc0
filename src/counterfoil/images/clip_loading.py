"""Files in, clips out."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from counterfoil.errors import ImageError
from counterfoil.images import motion_jpeg, video
from counterfoil.images.clip import Clip, Frame
from counterfoil.images.file import read_bytes
from counterfoil.images.loading import shown
from counterfoil.images.picture import MAX_BYTES

_MEGABYTE: Final = 1024 * 1024
_HEAD: Final = 16
_JPEGS_IN_A_ROW: Final = (".mjpeg", ".mjpg")
_KNOWN: Final = "Known are MP4, WebM, Matroska, AVI, GIF and JPEGs one after another (.mjpeg)"


def is_clip(path: Path) -> bool:
    """Is this file to be read as a clip? Its first bytes tell, and the name of one that holds JPEGs in a row.

    Raises:
        FileError: The file is missing, a directory, a device or may not be read.
    """
    return is_clip_named(read_bytes(path, shown(path.name), most=_HEAD), path.name)


def is_clip_named(data: bytes, name: str) -> bool:
    """Are these bytes, of a file of that name, to be read as a clip?"""
    return Path(name).suffix.lower() in _JPEGS_IN_A_ROW or video.kind(data[:_HEAD]) is not None


def load_clip(path: Path) -> Clip:
    """Open a clip and see that its first frame can be read; the others are decoded when they are asked for.

    Args:
        path: An MP4, WebM, Matroska, AVI or GIF file, or JPEGs one after another (``.mjpeg``).

    Raises:
        FileError: The file is missing, a directory, a device or may not be read.
        ImageError: It is no clip of a supported format and size, holds no frame, or is damaged.
    """
    return decode_clip(read_bytes(path, shown(path.name)), path.name)


def decode_clip(data: bytes, name: str) -> Clip:
    """Open a clip in memory and see that its first frame can be read.

    Args:
        data: The bytes of the file.
        name: What it is called; ``.mjpeg`` at its end says that JPEGs follow one another.

    Raises:
        ImageError: It is no clip of a supported format and size, holds no frame, or is damaged.
    """
    base = Path(name).name
    name = shown(base)
    if not data:
        raise ImageError(f"{name} is empty")
    if len(data) > MAX_BYTES:
        raise ImageError(f"{name} is too large", remedy=f"At most {MAX_BYTES // _MEGABYTE} MB are read")
    container, codec, frames = _reader(data, base, name)
    clip = Clip(
        base,
        hashlib.sha256(data).hexdigest(),
        container,
        codec,
        clocked=container != "MJPEG",
        frames=frames,
    )
    if next(iter(clip), None) is None:
        raise ImageError(f"{name} holds no frame that can be read")
    return clip


def _reader(data: bytes, base: str, name: str) -> tuple[str, str, Callable[[], Iterator[Frame]]]:
    if Path(base).suffix.lower() in _JPEGS_IN_A_ROW:
        return "MJPEG", "MJPG", partial(motion_jpeg.frames, data, name)
    container = video.kind(data[:_HEAD])
    if container is None:
        raise ImageError(f"{name} is not a clip of a known format", remedy=_KNOWN)
    return container, video.codec(data, container, name), partial(video.frames, data, container, name)
