"""Every tuned number of this room, with the measurement that chose it.

Measurements are those of docs/decisions/0005-comparing-faces.md, made with `python -m tools.calibrate`.
"""

from collections.abc import Mapping
from types import MappingProxyType
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

# Following a face through a clip -----------------------------------------------------------------------------------

LOOK_AGAIN: Final = 9
"""Frames after which the detector looks again: every tenth is detected, a third of a second at 30 frames a second."""

FOLLOWED: Final = 4.0
"""Log odds of the mesh below which a followed face counts as lost and the detector is asked."""

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

BLACK: Final = 10.0
"""Luma, 0 to 255, below which a pixel tells nothing. At 20, as it was, a dark skin was sent back in light in which
others passed and in which its owners were still recognised (docs/explanation/quality.md)."""

WHITE: Final = 250.0
"""Luma above which a pixel tells nothing."""

LOST: Final = 0.35
"""Largest share of the face that may tell nothing."""

ROOM: Final = 0.05
"""Least distance between face and edge of the picture, in widths of the face."""

UNEVEN: Final = 0.27
"""Least light of the darker half of the face against the lighter."""

HIDDEN: Final[Mapping[str, float]] = MappingProxyType(
    {
        "eyes": 4.0,
        "mouth": 4.5,
        "rest": 9.0,
        "sunglasses": 2.0,
        "hair": 4.0,
        "cap": 0.2,
        "covering": 2.5,
        "hand": 4.0,
    }
)
"""Log odds of the network that knows occluders, above which a region is hidden or a kind of thing hides the face.

Chosen with LFW and with drawings on people who were not learned from in view, so that 1.1 % of LFW exceed one of them
and hardly any harmless drawing does (docs/decisions/0010-quality.md)."""

CLOSED: Final = 4.0
"""Log odds from which eyes count as closed."""

UTILITY: Final = 9.7
"""Least length of the network's answer to a probe. Chosen on LFW, where 0.5 % fall below; London's lowest is 10.9."""

COPY: Final = 0.985
"""Most correlation that two pictures have. Seen in two pictures: 0.979 at most for 102 people neutral and smiling in
one sitting (London), 0.853 for 250 pairs of LFW, 0.942 for 70 selfies of specimens against their portraits. Of 80
portraits of specimens that were resized by 0.5 to 2 and saved again, 75 lie above it."""

# Components of quality (ISO/IEC 29794-5) -----------------------------------------------------------------------------
# Measurements are those of docs/decisions/0010-quality.md: `python -m tools.calibrate quality`.

LOW: Final = 50
"""Score of a component, 0 to 100, below which the person is told what to do."""

NOISE: Final = 4.0
"""Luma that is added to both sides of a quotient, so that the noise of the dark counts little."""

STEP: Final = 1.0
"""Luma that is added to the median step of a block, likewise."""

SKIN_RED: Final = (0.05, 0.50)
"""From where to where skin is redder than grey, in shares of its luma. London in its studio: 0.087 to 0.242."""

SKIN_BLUE: Final = (-0.50, -0.04)
"""From where to where skin is bluer than grey. London: -0.258 to -0.074."""

SCORES: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "illumination_uniformity": (0.1, 0.5),  # London at least 0.82; LFW's lowest 2 % below 0.48
        "luminance_mean": (0.02, 0.12),  # London's darkest skin 0.247; its picture at a fifth of the light 0.05
        "luminance_variance": (0.03, 0.12),  # London at least 0.157, LFW 0.123; fog and haze take it away
        "under_exposure_prevention": (0.70, 0.0),  # half at LOST, the limit of face.exposure
        "over_exposure_prevention": (0.70, 0.0),
        "dynamic_range": (0.25, 0.95),  # London at least 1.0, LFW 0.76 doublings
        "sharpness": (0.0005, 0.008),  # by its logarithm, half at SHARPNESS
        "motion_blur_prevention": (0.03, 0.27),  # London and LFW: 1 % below 0.28; smeared over 9 pixels 0.05 to 0.15
        "no_compression_artefacts": (6.0, 1.5),  # London 1.4 at most; saved at quality 20, 10, 5: 2.3 to 11
        "natural_colour": (0.3, 0.0),  # London 0 for all
        "single_face_present": (0.8, 0.0),  # half at RELEVANT
        "eyes_open": (3.0, -3.0),  # log odds above the limit of face.eyes that they are closed
        "mouth_closed": (0.9, 0.3),  # LFW: 2 % above 0.37; a smile that shows teeth stays below 0.3
        "eyes_visible": (4.0, -4.0),  # log odds above the limit of face.occlusion
        "mouth_occlusion_prevention": (4.0, -4.0),
        "face_occlusion_prevention": (4.0, -4.0),
        "no_head_covering": (4.0, -4.0),
        "inter_eye_distance": (6.67, 60.0),  # by its logarithm, half at EYES_APART
        "head_size": (0.02, 0.2),  # London at least 0.23, LFW 0.18 of the longer side
        "right_margin": (-0.05, 0.15),  # half at ROOM; LFW at least 0.096
        "left_margin": (-0.05, 0.15),
        "margin_above": (-0.05, 0.15),
        "margin_below": (-0.05, 0.15),
        "head_pose_yaw": (50.0, 0.0),  # half at TURNED
        "head_pose_pitch": (50.0, 0.0),
        "head_pose_roll": (50.0, 0.0),
    }
)
"""For each component, what it measures where its score is 0 and where it is 100; straight between the two."""

CLEAR: Final = 13.0
"""Length of the network's answer from which a face is no clearer for more. LFW: half of the faces reach 12.6."""

LOGARITHMIC: Final = frozenset({"sharpness", "inter_eye_distance"})
"""Components whose score is straight in the logarithm of what they measure."""
