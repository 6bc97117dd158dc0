"""Fonts: OCR-B for the machine-readable zone, DejaVu Sans for everything else.

Both come from the operating system's packages and are not part of this repository. OCR-B is Matthew Skala's release of
Norbert Schwarz's design (public domain; the outlines' sources: "freely use, modify and/or distribute"); DejaVu is
under the Bitstream Vera licence.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_DIGIT_HEIGHT = 0.72
"""Height of DejaVu's capitals as a share of the font size."""

FONT_FILES = {"ocr-b": "OCRB.otf", "plain": "DejaVuSansCondensed.ttf", "bold": "DejaVuSansCondensed-Bold.ttf",
              "serif": "DejaVuSerif-Bold.ttf"}  # fmt: skip


@lru_cache(maxsize=8)
def _found(folder: Path, name: str) -> Path:
    files = sorted(folder.rglob(FONT_FILES[name]))
    if not files:
        raise FileNotFoundError(f"no {FONT_FILES[name]} below {folder}: install fonts-ocr-b and fonts-dejavu")
    return files[0]


@dataclass(frozen=True)
class Lettering:
    """The fonts that lie below a folder."""

    folder: Path

    @lru_cache(maxsize=128)  # noqa: B019 - one lettering lives as long as the program
    def of_height(self, name: str, pixels: float) -> ImageFont.FreeTypeFont:
        """Return a font whose capitals are so many pixels high."""
        return ImageFont.truetype(
            _found(self.folder, name), round(pixels / _DIGIT_HEIGHT), layout_engine=ImageFont.Layout.BASIC
        )

    @lru_cache(maxsize=8)  # noqa: B019 - the same
    def of_pitch(self, pixels: float) -> ImageFont.FreeTypeFont:
        """Return OCR-B whose characters are so many pixels apart."""
        file = _found(self.folder, "ocr-b")
        probe = ImageFont.truetype(file, 1000, layout_engine=ImageFont.Layout.BASIC)
        return ImageFont.truetype(
            file, round(1000 * pixels / probe.getlength("A")), layout_engine=ImageFont.Layout.BASIC
        )
