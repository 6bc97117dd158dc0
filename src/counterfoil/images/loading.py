"""Files and bytes in, pictures out."""

import hashlib
from pathlib import Path
from types import ModuleType
from typing import Final

from counterfoil.errors import ImageError
from counterfoil.files import name_for_a_line
from counterfoil.images import heif, pdf, raster
from counterfoil.images.file import read_bytes
from counterfoil.images.picture import MAX_BYTES, Picture

_MEGABYTE: Final = 1024 * 1024


def load(path: Path) -> Picture:
    """Load a picture from a file.

    Args:
        path: A JPEG, PNG, WebP, TIFF, BMP or JPEG 2000 file; HEIC and PDF (its first page) with their extras.

    Raises:
        FileError: The file is missing, a directory, a device or may not be read.
        ImageError: It is not one picture of a supported format and size, or it is damaged.
        MissingExtraError: HEIC or PDF, and the extra that reads it is not installed.
    """
    return decode(read_bytes(path, shown(path.name)), path.name)


def decode(data: bytes, name: str) -> Picture:
    """Decode a picture from bytes.

    Colours: an ICC profile is ignored (no hostile profile is parsed, and faces and text do not depend on it), CMYK is
    converted by the plain formula, 16 bits are scaled to 8, and what is transparent is laid over white.

    Args:
        data: The bytes of the file.
        name: What messages call it; only the base name is kept.

    Raises:
        ImageError: It is not one picture of a supported format and size, or it is damaged.
        MissingExtraError: HEIC or PDF, and the extra that reads it is not installed.
    """
    base = Path(name).name
    pixels, kind = _reader(data, shown(base)).read(data, shown(base))
    pixels.setflags(write=False)
    return Picture(pixels, base, hashlib.sha256(data).hexdigest(), kind)


def format_of(data: bytes, name: str) -> str:
    """Return the format of a picture without decoding it where its headers say enough: it may still be damaged.

    Args:
        data: The bytes of the file.
        name: What messages call it; only the base name is kept.

    Raises:
        ImageError: It is not one picture of a supported format and size.
        MissingExtraError: HEIC or PDF, and the extra that reads it is not installed.
    """
    called = shown(Path(name).name)
    reader = _reader(data, called)
    return raster.format_of(data, called) if reader is raster else str(reader.read(data, called)[1])


def _reader(data: bytes, called: str) -> ModuleType:
    """Return the module that reads a picture, after a look at its size."""
    if not data:
        raise ImageError(f"{called} is empty")
    if len(data) > MAX_BYTES:
        raise ImageError(f"{called} is too large", remedy=f"At most {MAX_BYTES // _MEGABYTE} MB are read")
    return next((reader for reader in (pdf, heif) if reader.is_one(data)), raster)


def shown(name: str) -> str:
    """A name fit for one line on a terminal."""
    return name_for_a_line(name, otherwise="the picture")
