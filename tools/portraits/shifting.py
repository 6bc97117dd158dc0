"""The centre of restored portraits: how far it lies beside that of pictures, from the London set."""

from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from counterfoil.face.restoring import restored
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.calibrate.seen import direction
from tools.calibrate.sets import PictureSet
from tools.portraits.measuring import subject
from tools.portraits.simulating import simulated

_CONDITIONS: Final = ("guilloche", "hard_card")
_SHARE: Final = 0.3
"""Of the way from the centre of pictures to the mean of restored portraits. On the half of LFW that tunes, none of it
leaves impostors above the rate of plain portraits, and half of it costs holders on hard cards more than it gains."""


def write(london: PictureSet, file: Path, networks: Networks) -> None:
    """Write the shift, 128 numbers, from the mean direction of the set's restored portraits."""
    centre = np.array(resources.files("counterfoil.face").joinpath("centre.csv").read_text("ascii").split(), np.float64)
    directions = []
    for path in london.pictures:
        picture = load(path)
        face = subject(picture, networks)
        if face is None:
            continue
        for condition in _CONDITIONS:
            page = np.ascontiguousarray(simulated(picture.pixels, face.landmarks, condition, path.name))
            printed = subject(Picture(page, "a simulated page", "0" * 64, "PNG"), networks)
            if printed is not None and (crop := restored(printed)) is not printed.crop:
                directions.append(direction(crop, networks))
    shift = _SHARE * (np.mean(directions, axis=0) - centre)
    file.write_text("".join(f"{value:.6f}\n" for value in shift), "ascii")
