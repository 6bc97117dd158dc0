"""From a rendered person with a transparent background to a photograph: background, grain, JPEG."""

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.specimens.backdrops import backdrop
from tools.specimens.shots import Shot

_GRAIN = {"booth": 1.0, "room": 2.5, "window": 2.5, "lamp": 3.5, "outdoors": 1.5, "dim": 5.0}
"""Standard deviation of sensor noise (grey levels of 255) in each light."""
_OPAQUE = 255
_GAMMA = 2.2
_FACE_BRIGHTNESS = 0.11
"""Mean light (of 1) that a metered face should send, about grey level 94."""
_LONGEST_EXPOSURE = 1.7
_PORTRAIT_QUALITY = 92
_SELFIE_QUALITY = 85
_FRAME_QUALITY = 74
_START = b"\xff\xd8\xff\xe0"


def _figure(render: Path) -> Image.Image:
    with Image.open(render) as person:
        return person.convert("RGBA")


def _exposure(figure: Image.Image) -> float:
    """Meter the face, as telephones do: return the factor of light that makes a dark face bright enough to see."""
    width, height = figure.size
    face = figure.crop((round(0.38 * width), round(0.42 * height), round(0.62 * width), round(0.68 * height)))
    texels = np.asarray(face, dtype=np.float64)
    seen = texels[texels[:, :, 3] == _OPAQUE][:, :3]
    brightness = float(_linear(seen @ np.array([0.2126, 0.7152, 0.0722])).mean())
    return min(_LONGEST_EXPOSURE, max(1.0, _FACE_BRIGHTNESS / brightness))


def _linear(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    light: NDArray[np.float64] = (levels / 255) ** _GAMMA
    return light


def _exposed(picture: Image.Image, exposure: float) -> Image.Image:
    table = [round(255 * min(1.0, exposure * (level / 255) ** _GAMMA) ** (1 / _GAMMA)) for level in range(256)]
    return picture.point(table * 3)


def _photograph(shot: Shot, figure: Image.Image, exposure: float, seed: int, place: str) -> Image.Image:
    picture = backdrop(shot.backdrop, figure.size, f"{place} {seed}")
    if shot.backdrop == "plain":
        picture.paste(_exposed(figure.convert("RGB"), exposure), mask=figure.getchannel("A"))
    else:
        picture.paste(figure, mask=figure.getchannel("A"))
        picture = _exposed(picture, exposure)
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
    figure = _figure(render)
    quality = _PORTRAIT_QUALITY if shot.backdrop == "plain" else _SELFIE_QUALITY
    return _jpeg(_photograph(shot, figure, _exposure(figure), seed, shot.name), quality)


def develop_clip(shots: Sequence[Shot], renders: Sequence[Path], seed: int, metered: Path) -> bytes:
    """Return frames as one JPEG after another; all are taken at the same place and with the same exposure.

    Args:
        shots: What was rendered.
        renders: The rendered PNG of each.
        seed: The person's.
        metered: The rendered PNG that the exposure is taken from.
    """
    figures = [_figure(render) for render in renders]
    exposure = _exposure(_figure(metered))
    return b"".join(
        _jpeg(_photograph(shot, figure, exposure, seed, "clip"), _FRAME_QUALITY)
        for shot, figure in zip(shots, figures, strict=True)
    )


def split(clip: bytes) -> list[bytes]:
    """Return the JPEGs of a clip, which stand one after another; each starts with its SOI and APP0 markers."""
    return [_START + rest for rest in clip.split(_START)[1:]]
