"""The portrait as it is compared: freed of a print's fine pattern and faint tones, where it has them.

Guilloche, grain and screens lie evenly over a portrait, over smooth cheeks and brow too, where a face has no detail of
its own. There the pattern is measured. Above a limit the fine crop loses the lightness that goes with colour in its
fine detail and is blurred by as much as costs the pattern more than the face, and the face's tones are spread to the
range of ordinary pictures. Whatever shows neither pattern nor faint tones is compared exactly as it was cropped.
docs/decisions/0011-document-portraits.md says what else was tried.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import limits
from counterfoil.face.alignment import CROP
from counterfoil.face.faces import Face

_LUMA: Final = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_FACE: Final = (slice(60, 216), slice(36, 188))  # brows to chin, cheek to cheek, in the fine crop
_FACE_IN_CROP: Final = (slice(25, 105), slice(20, 92))
_FINER, _COARSER = 1.0, 2.5  # blurs, in pixels of the fine crop, between which lines and grain lie and few of a face's
_DETAIL: Final = 3.0  # blur, in pixels of the fine crop, below which detail may be lines
_COLOUR_BLUR: Final = 0.7  # colour is stored at half the resolution, and noisy
_BLOCK: Final = 12  # pixels of the fine crop over which the pattern's energy is averaged
_SMOOTHEST: Final = 10.0  # per cent of the face that has no detail of its own


def restored(portrait: Face) -> NDArray[np.uint8]:
    """Return the crop of a document's portrait that is compared.

    Args:
        portrait: The face on the document.

    Returns:
        112 x 112 x 3 uint8, RGB. The face's own crop, not a copy, where nothing is to be restored.
    """
    luma = _luma(portrait.fine)
    dark, light = np.percentile(luma[_FACE], limits.TONES)
    tones = max(float(light - dark), limits.FLAT)
    if tones >= limits.FULL_TONES and _pattern(luma) < limits.PATTERN * tones:
        return portrait.crop
    blurred = cv2.GaussianBlur(_without_coloured_lines(portrait.fine), (0, 0), limits.PATTERN_BLUR)
    return _spread(np.asarray(cv2.resize(blurred, (CROP, CROP), interpolation=cv2.INTER_AREA), np.float32))


def _pattern(luma: NDArray[np.float32]) -> float:
    """Return the deviation, in grey levels, of what is fine where the face is smoothest."""
    fine = cv2.GaussianBlur(luma, (0, 0), _FINER) - cv2.GaussianBlur(luma, (0, 0), _COARSER)
    energy = cv2.blur(fine * fine, (_BLOCK, _BLOCK))[_FACE]
    return float(np.sqrt(np.percentile(energy, _SMOOTHEST)))


def _without_coloured_lines(fine: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a fine crop without the fine lightness that goes with fine colour.

    Ink of lines is coloured, a face's fine detail is hardly. How much lightness goes with how much red and blue is
    fitted over the face by ridge regression, so that a crop without such lines keeps what it has.
    """
    pixels = fine.astype(np.float32)
    detail = pixels - cv2.GaussianBlur(pixels, (0, 0), _DETAIL)
    lightness = detail @ _LUMA
    colour = cv2.GaussianBlur(detail[..., [0, 2]] - lightness[..., None], (0, 0), _COLOUR_BLUR)
    seen, wanted = colour[_FACE].reshape(-1, 2), lightness[_FACE].ravel()
    share = np.linalg.solve(seen.T @ seen + limits.COLOUR_RIDGE * len(seen) * np.eye(2), seen.T @ wanted)
    return np.asarray(pixels - (colour @ share.astype(np.float32))[..., None], np.float32)


def _spread(crop: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return a crop whose face has the tones of ordinary pictures; its colours keep their proportions."""
    dark, light = np.percentile(_luma(crop)[_FACE_IN_CROP], limits.SPREAD_FROM)
    lowest, highest = limits.SPREAD_TO
    gain = (highest - lowest) / max(float(light - dark), limits.FLAT)
    return np.asarray(np.clip((crop - dark) * gain + lowest, 0, 255), np.uint8)


def _luma(pixels: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(pixels.astype(np.float32) @ _LUMA, np.float32)
