"""The beat of a line: characters of a machine-readable zone all have the same width, those of other print have not.

A line's darkness, summed down each column, is held against itself one character further on. Where all characters are
equally wide the two go together, on a run of fillers almost exactly.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.document.mrz.formats import SHAPES
from counterfoil.document.mrz.optical.limits import LOOKS, RHYTHM, Look
from counterfoil.document.mrz.optical.recognising import crop
from counterfoil.document.mrz.optical.strips import Grey
from counterfoil.document.mrz.optical.zones import Zone

_LOOK: Final[Look] = LOOKS[0]


def rhythm(grey: Grey, zone: Zone) -> float:
    """How regular the most regular line of a zone is.

    Args:
        grey: The picture in whose pixels the zone is given.
        zone: The lines; one alone may be of any format.

    Returns:
        -1 to 1: the correlation of the line with itself, one character on. Lines of a zone have about 0.6.
    """
    lengths = [length for count, length in SHAPES if len(zone.strips) in (count, 1)]
    return max(_correlation(crop(grey, strip, _LOOK), length) for strip in zone.strips for length in lengths)


def _correlation(line: Grey, length: int) -> float:
    """The best correlation at a shift of about one character."""
    column = line.mean(axis=0)
    window = np.ones(RHYTHM.window) / RHYTHM.window
    beat = column - np.convolve(np.pad(column, RHYTHM.window // 2, mode="edge"), window, mode="valid")[: len(column)]
    pitch = len(beat) / (length + 2 * _LOOK.margin)
    return max(_shifted(beat, pitch * slack) for slack in RHYTHM.slack)


def _shifted(beat: NDArray[np.float64], shift: float) -> float:
    there = np.arange(len(beat) - int(np.ceil(shift)))
    here, moved = beat[: len(there)], np.interp(there + shift, np.arange(len(beat)), beat)
    energy = float(np.sqrt((here @ here) * (moved @ moved)))
    return float(here @ moved) / energy if energy > 0 else 0.0
