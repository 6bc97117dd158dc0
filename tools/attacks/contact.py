"""A contact sheet: a row of moments for every species."""

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tools.attacks.making import Presentation
from tools.attacks.motion import AXES
from tools.attacks.species import SPECIES

_CELL: Final = (60, 80)
_LABEL: Final = 112
_MIDWAY: Final = 0.95
"""Seconds from a step's showing to the middle of most movements; a blink is over sooner."""
_BLINKING: Final = 0.65


def contact_sheet(specimens: Path, seed: int, person: str, file: Path) -> None:
    """Write a PNG: for every species one clip, at rest, at each step of its challenge, and between the steps.

    Args:
        specimens: The folder of specimens.
        seed: Of the clips.
        person: Whose portrait is attacked.
        file: Where to write.
    """
    rows = [(species, _moments(Presentation(species, person, 0, seed), specimens)) for species in SPECIES]
    widest = max(len(moments) for _, moments in rows)
    sheet = Image.new("RGB", (_LABEL + widest * _CELL[0], len(rows) * _CELL[1]), "white")
    draw = ImageDraw.Draw(sheet)
    for row, (species, moments) in enumerate(rows):
        draw.text((4, row * _CELL[1] + _CELL[1] // 2 - 6), species, "black", ImageFont.load_default(12))
        for column, moment in enumerate(moments):
            sheet.paste(moment, (_LABEL + column * _CELL[0], row * _CELL[1]))
    sheet.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


def _moments(one: Presentation, specimens: Path) -> list[Image.Image]:
    clip, challenge, _ = one.make(specimens)
    at = [0.3]
    for asked in challenge.steps:
        at.append(asked.revealed + (_BLINKING if AXES[asked.step.value] == "blink" else _MIDWAY))
        at.append(asked.revealed + 2 * _MIDWAY)
    frames = [clip.frames[min(round(t * clip.rate), len(clip.frames) - 1)] for t in at]
    return [Image.fromarray(np.ascontiguousarray(frame[:, :, ::-1])).resize(_CELL, reducing_gap=2) for frame in frames]
