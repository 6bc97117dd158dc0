"""A contact sheet: a few people, a column for each condition."""

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from counterfoil.face import find
from counterfoil.images import load
from counterfoil.models import Networks
from tools.portraits.conditions import NAMES
from tools.portraits.framing import ASPECT, framed
from tools.portraits.simulating import simulated

_WIDTH: Final = 220
_HEAD: Final = 20


def write(pictures: list[Path], out: Path, networks: Networks) -> None:
    """Write a PNG with one row a picture: the original, then every condition.

    Args:
        pictures: Of one face each; of synthetic people, when the sheet is to be published.
        out: The file.
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
        views = [framed(picture.pixels, face.landmarks, _WIDTH)]
        views += [simulated(picture.pixels, face.landmarks, name, path.parent.name + path.stem) for name in NAMES]
        for column, view in enumerate(views):
            shown = Image.fromarray(np.ascontiguousarray(view)).resize((_WIDTH, tall), Image.Resampling.LANCZOS)
            sheet.paste(shown, (column * _WIDTH, _HEAD + row * tall))
    sheet.save(out, optimize=True)
