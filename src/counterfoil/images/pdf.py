"""The first page of a PDF, drawn; needs the extra ``pdf``."""

import importlib
import threading
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ImageError, MissingExtraError
from counterfoil.images.picture import check_size

_POINTS_PER_INCH: Final = 72
_DOTS_PER_INCH: Final = 300
_MAX_SIDE: Final = 4_000
"""Pixels: an A4 page at 300 dots per inch has 3,508."""
_HEADER_WITHIN: Final = 1_024

# PDFium may be called by one thread at a time only.
_ONE_AT_A_TIME: Final = threading.Lock()


def is_one(data: bytes) -> bool:
    """Does a PDF header stand near the beginning?"""
    return b"%PDF-" in data[:_HEADER_WITHIN]


def read(data: bytes, name: str) -> tuple[NDArray[np.uint8], str]:
    """Draw the first page at 300 dots per inch, or smaller when the page is large; the other pages are not looked at.

    Args:
        data: The bytes of the file.
        name: What messages call it.

    Returns:
        Pixels (H x W x 3, RGB) and the format.

    Raises:
        ImageError: Locked, without pages, or damaged.
        MissingExtraError: pypdfium2 is not installed.
    """
    try:
        library: Any = importlib.import_module("pypdfium2")
    except ModuleNotFoundError:
        raise MissingExtraError("PDF files", "pdf") from None
    try:
        with _ONE_AT_A_TIME:
            pixels = _first_page(library, data, name)
    except ImageError:
        raise
    except Exception as why:  # PDFium's errors arrive as several kinds
        raise ImageError(f"{name} is locked by a password, without pages or damaged") from why
    return pixels, "PDF"


def _first_page(library: Any, data: bytes, name: str) -> NDArray[np.uint8]:
    document = library.PdfDocument(data)
    try:
        page = document[0]
        width, height = page.get_size()
        scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _MAX_SIDE / max(width, height))
        check_size(round(width * scale), round(height * scale), name)
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
        pixels: NDArray[np.uint8] = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]).copy()
        bitmap.close()
        page.close()
    finally:
        document.close()
    return pixels
