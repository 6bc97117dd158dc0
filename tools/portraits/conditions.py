"""The conditions under which a portrait is seen, each a set of ranges that a seed draws from.

Sizes, line widths and screens are those of real documents: portraits 25 to 32 mm wide, security lines of about a tenth
of a millimetre, screens of 150 to 200 lines an inch, pages read at 150 to 300 dots an inch. How strong guilloche, loss
of contrast and noise are was set so that the comparison of decision 5, without restoring, errs about as often as an
earlier study with another simulator found: 4.8 % under guilloche, 8.7 % on the hardest card, of LFW's genuine pairs at
a false match rate of 1e-4.
"""

from dataclasses import dataclass
from typing import Final

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lines:
    """Guilloche over a portrait.

    Attributes:
        opacity: Share of the light that the ink takes where the ink is darkest.
        spacing: Millimetres between neighbouring lines of one family.
        width: Millimetres.
        families: How many families of lines cross, in inks of their own.
    """

    opacity: Range
    spacing: Range
    width: Range
    families: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Condition:
    """How a portrait is made and read.

    Attributes:
        name: On the command line and in tables.
        width: Of the portrait in millimetres.
        dpi: At which it is read.
        contrast: Share of the original contrast that is left.
        grey: Whether the portrait is engraved, in grey.
        screen: Lines an inch of the halftone, or None for continuous tone.
        lines: Guilloche, if any.
        soft: Standard deviation of the print's blur, in millimetres.
        grain: Standard deviation of the paper's or the card's grain, in shares of full contrast.
        glare: Share of the light that a reflection of the lamp adds where it is brightest.
        camera_blur: Standard deviation of the camera's blur, in pixels.
        camera_noise: Standard deviation of the sensor's noise, in grey levels.
        slant: How much shorter the far side of the portrait is seen, as a share.
        quality: Of the JPEG.
    """

    name: str
    width: Range
    dpi: Range
    contrast: Range
    grey: bool
    screen: Range | None
    lines: Lines | None
    soft: Range
    grain: Range
    glare: Range
    camera_blur: Range
    camera_noise: Range
    slant: Range
    quality: tuple[int, int]


CHIP: Final = "chip"
"""The portrait of data group 2: 413 x 531 pixels as JPEG 2000 in 15 kB, never printed."""

CHIP_SIZE: Final = (413, 531)
CHIP_BYTES: Final = 15_000

PRINTED: Final = (
    Condition(
        name="print",
        width=(28, 32), dpi=(200, 300), contrast=(0.72, 0.9), grey=False, screen=None, lines=None,
        soft=(0.05, 0.09), grain=(0.012, 0.025), glare=(0, 0.1),
        camera_blur=(0.4, 0.7), camera_noise=(1.0, 2.5), slant=(0, 0.02), quality=(80, 92),
    ),
    Condition(
        name="halftone",
        width=(28, 32), dpi=(280, 300), contrast=(0.72, 0.9), grey=False, screen=(150, 200), lines=None,
        soft=(0.02, 0.04), grain=(0.012, 0.025), glare=(0, 0.1),
        camera_blur=(0.35, 0.6), camera_noise=(1.0, 2.5), slant=(0, 0.02), quality=(80, 92),
    ),
    Condition(
        name="guilloche",
        width=(26, 32), dpi=(180, 300), contrast=(0.65, 0.85), grey=False, screen=None,
        lines=Lines(opacity=(0.11, 0.26), spacing=(0.7, 1.4), width=(0.08, 0.16), families=(2, 3)),
        soft=(0.04, 0.08), grain=(0.012, 0.025), glare=(0, 0.1),
        camera_blur=(0.4, 0.7), camera_noise=(1.0, 2.5), slant=(0, 0.02), quality=(75, 90),
    ),
    Condition(
        name="low_contrast",
        width=(25, 32), dpi=(180, 300), contrast=(0.4, 0.6), grey=True, screen=None, lines=None,
        soft=(0.04, 0.08), grain=(0.015, 0.03), glare=(0, 0.15),
        camera_blur=(0.4, 0.8), camera_noise=(1.5, 3.5), slant=(0, 0.02), quality=(75, 90),
    ),
    Condition(
        name="hard_card",
        width=(25, 28), dpi=(150, 220), contrast=(0.47, 0.67), grey=True, screen=(150, 200),
        lines=Lines(opacity=(0.09, 0.21), spacing=(0.7, 1.4), width=(0.08, 0.16), families=(1, 2)),
        soft=(0.04, 0.08), grain=(0.015, 0.03), glare=(0.05, 0.25),
        camera_blur=(0.5, 1.0), camera_noise=(2.0, 4.5), slant=(0.02, 0.06), quality=(60, 80),
    ),
)  # fmt: skip
"""What is printed or engraved and then photographed or scanned."""

NAMES: Final = (CHIP, *(one.name for one in PRINTED))
