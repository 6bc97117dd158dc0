"""Any of Pillow's pixel modes to 8-bit RGB."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from counterfoil.errors import ImageError

_OPAQUE: Final = ("RGB", "L", "1", "P", "CMYK", "YCbCr", "RGBX")
_WITH_ALPHA: Final = ("RGBA", "LA", "PA", "RGBa", "La")
_SIXTEEN_BITS: Final = ("I;16", "I;16L", "I;16B", "I;16N")
_WHITE: Final = (255, 255, 255, 255)
_STRIP: Final = 256
"""Rows converted at a time."""


def to_rgb(image: Image.Image, name: str) -> NDArray[np.uint8]:
    """Return a picture in 8-bit RGB: 16 bits scaled (not clipped), what is transparent over white.

    Args:
        image: A decoded picture.
        name: What messages call it.

    Returns:
        H x W x 3.

    Raises:
        ImageError: Its values have no agreed range (32-bit integers and floats) or are no colours of a photograph.
    """
    convert = _conversion(image, name)
    width, height = image.size
    pixels = np.empty((height, width, 3), np.uint8)
    # In strips, because each of Pillow's conversions copies what it converts: 350 MB instead of 900 for 50 megapixels.
    for top in range(0, height, _STRIP):
        bottom = min(top + _STRIP, height)
        pixels[top:bottom] = np.asarray(convert(image.crop((0, top, width, bottom))))
    return pixels


def _conversion(image: Image.Image, name: str) -> Callable[[Image.Image], Image.Image]:
    if image.mode in _WITH_ALPHA or (image.mode in _OPAQUE and "transparency" in image.info):
        return _over_white
    if image.mode in _SIXTEEN_BITS:
        return _scaled
    if image.mode in _OPAQUE:
        return lambda strip: strip.convert("RGB")
    raise ImageError(f"{name} stores its pixels in a way that is not read ({image.mode})", remedy="Save it as PNG")


def _over_white(image: Image.Image) -> Image.Image:
    foreground = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, _WHITE), foreground).convert("RGB")


def _scaled(image: Image.Image) -> Image.Image:
    # 65535 = 255 * 257: dividing by 257 with rounding maps black to 0 and white to 255.
    values = (np.asarray(image).astype(np.uint32) + 128) // 257
    return Image.fromarray(values.astype(np.uint8)).convert("RGB")
