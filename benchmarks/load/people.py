"""Who comes: the synthetic people, with a photographed document and a selfie each."""

import io
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.items import verifications
from benchmarks.load.person import Pictures

_FRAME: Final = (480, 640)
_QUALITY: Final = 80
"""Size and JPEG quality of a frame, as the capture page sends it."""


def people(specimens: Path, count: int) -> list[Pictures]:
    """Return what the first people show."""
    items = verifications(specimens, count)
    return [Pictures(*(Path(path).read_bytes() for path in item.paths)) for item in items]


def frame(pictures: Pictures) -> bytes:
    """Return what a camera sees of a person, as small as the capture page sends it."""
    with Image.open(io.BytesIO(pictures.probe)) as picture:
        small = picture.convert("RGB")
        small.thumbnail(_FRAME)
        coded = io.BytesIO()
        small.save(coded, "JPEG", quality=_QUALITY)
    return coded.getvalue()
