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

PRESENCE: Final = 0.0
"""The least log odds of the mesh network that it was shown a face: as likely as not."""

UPRIGHT: Final = 12.0
"""Log odds from which the face is upright. Of 650 faces of LFW 99 % reach it; of 28 shown upside down none does."""

SMALLEST: Final = 16.0
"""Width in pixels of the picture below which a box is noise."""

MOST_FACES: Final = 16
"""How many boxes, largest first, are looked at: what lies behind a crowd is of no use to a verification."""

LINES_BLUR: Final = 1.2
"""Standard deviation, in pixels of the finest level, of the blur before a second look where no face was found. Of 23
simulated hard cards of 400 on which none was, it brings out 19 (docs/decisions/0011-document-portraits.md)."""

# Restoring a portrait (docs/decisions/0011-document-portraits.md, python -m tools.portraits measure) ----------------

PATTERN: Final = 0.013
"""Share of the face's range of tones from which fine detail where the face is smoothest is a print's pattern. Of 100
faces of LFW 2 % lie above it as they are, 96 % under guilloche and 77 % on the hardest cards."""

PATTERN_BLUR: Final = 2.2
"""Standard deviation, in pixels of the fine crop, of the blur that takes the pattern away. Half as much leaves it, and
half as much again takes from the face."""

COLOUR_RIDGE: Final = 1.0
"""Variance of fine colour, in grey levels squared, below which it says little of lines."""

TONES: Final = (2.0, 98.0)
"""Percentiles of luma between which the range of tones is measured."""

FULL_TONES: Final = 90.0
"""Range of tones, in grey levels, below which a portrait is faint: 1 % of 100 faces of LFW, 85 % of engraved ones."""

SPREAD_FROM: Final = (1.0, 99.0)
"""Percentiles of luma that a restored portrait's tones are spread from ..."""

SPREAD_TO: Final = (50.0, 205.0)
"""... to these grey levels, the range of an ordinary crop. A wider one costs as much as the pattern does."""

# Judging a probe ---------------------------------------------------------------------------------------------------

FACES: Final = 1
"""How many faces a probe shows."""

RELEVANT: Final = 0.4
"""Share of the largest face's width from which another face counts: whoever stands beside, not whoever walks past."""

EYES_APART: Final = 20.0
"""Least distance of the eyes in pixels of the picture."""

TURNED: Final = 25.0
"""Largest angle of the head in degrees."""

FINE_DETAIL: Final = 1.0
"""Standard deviation, in pixels of the crop, of the blur that takes fine detail away."""

FLAT: Final = 1.0
"""Variance below which a crop counts as flat, so that the noise of a black picture is no detail."""

SHARPNESS: Final = 0.002
"""Least share of the variance that is fine detail."""

BLACK: Final = 20.0
"""Luma, 0 to 255, below which a pixel tells nothing."""

WHITE: Final = 250.0
"""Luma above which a pixel tells nothing."""

LOST: Final = 0.35
"""Largest share of the face that may tell nothing."""

ROOM: Final = 0.05
"""Least distance between face and edge of the picture, in widths of the face."""

COPY: Final = 0.985
"""Most correlation that two pictures have. Seen in two pictures: 0.979 at most for 102 people neutral and smiling in
one sitting (London), 0.853 for 250 pairs of LFW, 0.942 for 70 selfies of specimens against their portraits. Of 80
portraits of specimens that were resized by 0.5 to 2 and saved again, 75 lie above it."""
