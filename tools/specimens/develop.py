"""From a rendered person with a transparent background to a photograph: background, grain, JPEG."""

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from tools.specimens.backdrops import backdrop
from tools.specimens.shots import Shot

_GRAIN = {"booth": 1.0, "room": 2.5, "window": 2.5, "lamp": 3.5, "outdoors": 1.5, "dim": 5.0}
"""Standard deviation of sensor noise (grey levels of 255) in each light."""
_PORTRAIT_QUALITY = 92
_SELFIE_QUALITY = 85
_FRAME_QUALITY = 74


def _photograph(shot: Shot, render: Path, seed: int, place: str) -> Image.Image:
    with Image.open(render) as person:
        figure = person.convert("RGBA")
    picture = backdrop(shot.backdrop, figure.size, f"{place} {seed}")
    picture.paste(figure, mask=figure.getchannel("A"))
    rng = np.random.Generator(np.random.PCG64([seed, zlib.crc32(shot.name.encode())]))
    grain = rng.normal(0, _GRAIN[shot.light], (figure.height, figure.width, 3))
    pixels = np.asarray(picture, dtype=np.float64) + grain
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def develop_still(shot: Shot, render: Path, seed: int) -> bytes:
    """Return a portrait or a selfie as JPEG.

    Args:
        shot: What was rendered.
        render: The rendered PNG.
        seed: The person's.
    """
    quality = _PORTRAIT_QUALITY if shot.backdrop == "plain" else _SELFIE_QUALITY
    return _jpeg(_photograph(shot, render, seed, shot.name), quality)


def develop_clip(shots: Sequence[Shot], renders: Sequence[Path], seed: int) -> bytes:
    """Return frames as one JPEG after another; all are taken at the same place."""
    return b"".join(
        _jpeg(_photograph(shot, render, seed, "clip"), _FRAME_QUALITY)
        for shot, render in zip(shots, renders, strict=True)
    )
