"""Pictures that Pillow decodes: JPEG, PNG, WebP, TIFF, BMP and JPEG 2000, and no other of its formats."""

import ctypes
import io
import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError, _imaging

from counterfoil.errors import ImageError
from counterfoil.images import jpeg_scans
from counterfoil.images.colour import to_rgb
from counterfoil.images.picture import LIMITS, check_size

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "JPEG2000")

# Exif 2.32, tag 274: how the stored picture is turned upright; 1 means that it is, others do not exist.
_UPRIGHT: Final[Mapping[int, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]]] = {
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.transpose(1, 0, 2),
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: stored[::-1, ::-1].transpose(1, 0, 2),
    8: np.rot90,
}

# What decoders say of damaged bytes becomes one line of ours. Pillow logs some of it, which Python prints where no
# logging is set up; and the libtiff inside Pillow writes to standard error on its own.
logging.getLogger("PIL").addHandler(logging.NullHandler())
if _hush_libtiff := getattr(ctypes.CDLL(_imaging.__file__), "TIFFSetErrorHandler", None):
    _hush_libtiff(None)

# Python's list of warning filters belongs to the whole process; two threads must not swap it at once.
_QUIET: Final = threading.Lock()


def read(data: bytes, name: str) -> tuple[NDArray[np.uint8], str]:
    """Decode a picture.

    Args:
        data: The bytes of the file.
        name: What messages call it.

    Returns:
        Pixels (H x W x 3, RGB, upright) and the format.

    Raises:
        ImageError: Not one picture of a supported format and size, or damaged.
    """
    with _told_plainly(name), _opened(data, name) as (image, kind):
        image.load()
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        pixels = to_rgb(image, name)
    turned = _UPRIGHT.get(orientation)
    return np.ascontiguousarray(turned(pixels)) if turned else pixels, kind


def format_of(data: bytes, name: str) -> str:
    """Return a picture's format by its headers alone; what follows them may still be damaged.

    Args:
        data: The bytes of the file.
        name: What messages call it.

    Raises:
        ImageError: Not one picture of a supported format and size.
    """
    with _told_plainly(name), _opened(data, name) as (_, kind):
        return kind


@contextmanager
def _told_plainly(name: str) -> Iterator[None]:
    """Turn what Pillow says of a file into one line of ours."""
    try:
        # Pillow warns about what is refused here anyway: large pictures and damaged tags.
        with _QUIET, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ImageError:
        raise
    except UnidentifiedImageError:
        known = "JPEG, PNG, WebP, TIFF, BMP, JPEG 2000, HEIC and PDF"
        raise ImageError(f"{name} is not a picture of a known format", remedy=f"Known are {known}") from None
    except Image.DecompressionBombError:
        raise ImageError(f"{name} is too large", remedy=LIMITS) from None
    except Exception as why:  # Pillow's decoders raise nearly everything when bytes are damaged
        raise ImageError(f"{name} is cut off or damaged") from why


def _has_another(image: Image.Image) -> bool:
    """Say whether there is a second picture. A TIFF is not counted through: it may have a hundred thousand."""
    if image.format != "TIFF":
        return getattr(image, "n_frames", 1) > 1
    try:
        image.seek(1)
    except EOFError:
        return False
    return True


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[tuple[Image.Image, str]]:
    """Read the headers of a picture: nothing is decoded that is too large, or is more than one picture."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        check_size(*image.size, name)
        # Phones append depth and gain maps to a JPEG ("MPO"); its first picture is the photograph.
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        if kind == "JPEG" and jpeg_scans.has_too_many(data):
            raise ImageError(f"{name} has more scans than any photograph", remedy="Save it anew")
        if kind != "JPEG" and _has_another(image):
            raise ImageError(f"{name} is animated or holds several pictures", remedy="Hand over one picture")
        yield image, kind
