"""A contact sheet: a few people, a column for each condition."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from counterfoil.face import find
from counterfoil.images import load
from counterfoil.models import Networks
from tools.portraits.conditions import CHIP, NAMES
from tools.portraits.framing import ASPECT, framed
from tools.portraits.simulating import simulated

_WIDTH: Final = 180
_HEAD: Final = 20
_QUALITY: Final = 85  # where the format is JPEG
_PAGE: Final = 0.16  # share of a page's picture, at each side, that is left out


def write(pictures: list[Path], out: Path, networks: Networks) -> None:
    """Write a picture with one row a person: the original, then every condition.

    Args:
        pictures: Of one face each; of synthetic people, when the sheet is to be published.
        out: The file; its ending says which format.
        networks: With the models that finding a face needs.
    """
    tall = round(_WIDTH * ASPECT)
    columns = ("original", *NAMES)
    sheet = Image.new("RGB", (_WIDTH * len(columns), _HEAD + tall * len(pictures)), "white")
    draw = ImageDraw.Draw(sheet)
    for column, name in enumerate(columns):
        draw.text((column * _WIDTH + 6, 4), name, fill="black")
    for row, path in enumerate(pictures):
        picture = load(path)
        face = find(picture, networks)[0]
        seed = path.parent.name + path.stem
        views = [framed(picture.pixels, face.landmarks, _WIDTH)]
        views += [_inner(simulated(picture.pixels, face.landmarks, name, seed), name) for name in NAMES]
        for column, view in enumerate(views):
            shown = Image.fromarray(np.ascontiguousarray(view)).resize((_WIDTH, tall), Image.Resampling.LANCZOS)
            sheet.paste(shown, (column * _WIDTH, _HEAD + row * tall))
    sheet.save(out, optimize=True, quality=_QUALITY)


def _inner(view: NDArray[np.uint8], condition: str) -> NDArray[np.uint8]:
    """Return the portrait with little of the page around it."""
    if condition == CHIP:
        return view
    rows, columns = (round(_PAGE * side) for side in view.shape[:2])
    return view[rows:-rows, columns:-columns]
