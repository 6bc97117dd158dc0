"""HEIC pictures, as phones take them; needs the extra ``heic``."""

import importlib
import io
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from counterfoil.errors import ImageError, MissingExtraError
from counterfoil.images import heif_items
from counterfoil.images.colour import to_rgb
from counterfoil.images.picture import check_size

# ISO/IEC 23008-12: the brands of still pictures coded with HEVC, and the structural one.
_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"mif1")


def is_one(data: bytes) -> bool:
    """Do the first bytes (ISO/IEC 14496-12, ``ftyp``) say HEIC?"""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def read(data: bytes, name: str) -> tuple[NDArray[np.uint8], str]:
    """Decode a HEIC picture; its own rotation is applied, EXIF's is void beside it (ISO/IEC 23008-12).

    Args:
        data: The bytes of the file.
        name: What messages call it.

    Returns:
        Pixels (H x W x 3, RGB, upright) and the format.

    Raises:
        ImageError: Not one picture of a supported size, or damaged.
        MissingExtraError: pillow-heif is not installed.
    """
    try:
        library: Any = importlib.import_module("pillow_heif")
    except ModuleNotFoundError:
        raise MissingExtraError("HEIC pictures", "heic") from None
    try:
        image = _decoded(library, data, name)
    except ImageError:
        raise
    except Exception as why:  # libheif's errors arrive as several kinds
        raise ImageError(f"{name} is cut off or damaged") from why
    return to_rgb(image, name), "HEIF"


def _decoded(library: Any, data: bytes, name: str) -> Image.Image:
    file = library.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    width, height = file.size
    check_size(width, height, name)
    if len(file) > 1:
        raise ImageError(f"{name} holds several pictures", remedy="Hand over one picture")
    if heif_items.has_too_much(data):
        raise ImageError(f"{name} is put together of more than any photograph", remedy="Save it anew")
    image: Image.Image = file.to_pillow()
    return image
