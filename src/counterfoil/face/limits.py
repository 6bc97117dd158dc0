"""Every tuned number of this room, with the measurement that chose it.

Measurements are those of docs/decisions/0005-comparing-faces.md, made with `python -m tools.calibrate`.
"""

from typing import Final

# Finding -----------------------------------------------------------------------------------------------------------

COARSE_SIDE: Final = 384
"""Longest side in pixels of the first level that is searched."""

FINE_SIDE: Final = 1280
"""Longest side of the last level."""

WIDE_ENOUGH: Final = 40
"""Width in pixels, at a level, of a largest face after which no finer level is searched."""

CONFIDENCE: Final = 0.6
"""The least confidence of the detector."""

OVERLAP: Final = 0.3
"""Intersection over union from which two boxes are one face."""

PRESENCE: Final = 0.5
"""The least probability of the landmark network that what it was shown is a face."""

SMALLEST: Final = 16.0
"""Width in pixels of the picture below which a box is noise."""

MOST_FACES: Final = 16
"""How many boxes, largest first, are looked at: what lies behind a crowd is of no use to a verification."""
