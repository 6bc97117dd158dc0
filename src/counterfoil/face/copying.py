"""Is the probe a picture of its own, or the document's portrait handed over again?

Two pictures of one person differ in expression, pose and light, even within one sitting; a file that was cropped,
resized or saved again does not. Their aligned crops are held against each other pixel by pixel. This finds a digital
copy. It does not find a photograph of a print or of a screen: that is for liveness to tell.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.face import limits
from counterfoil.face.calibration import PIPELINE
from counterfoil.face.comparison import Comparison
from counterfoil.reasons import Reason

_INNER: Final = (slice(12, 108), slice(12, 100))  # brows to chin, ear to ear
_SHIFTS: Final = range(-2, 3)
_MARGIN: Final = 4  # at least the largest shift, so that no shift wraps around


def distinct(comparison: Comparison) -> Check:
    """Judge whether portrait and probe are two pictures.

    Args:
        comparison: What `counterfoil.face.compare` returned.

    Returns:
        The check ``face.distinct``: the largest correlation of the crops' detail over shifts of up to two pixels, -1 to
        1, against the most that two pictures can have.
    """
    alike = _correlation(_detail(comparison.portrait_crop), _detail(comparison.probe_crop))
    own = alike <= limits.COPY
    return Check(
        id="face.distinct",
        outcome=Outcome.PASSED if own else Outcome.FAILED,
        score=alike,
        threshold=limits.COPY,
        reasons=() if own else (Reason.FACE_COPY,),
        looked_at=("portrait", "probe"),
        judged_by=PIPELINE,
    )


def _detail(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Grey values without noise and without the slow changes that light makes."""
    grey = cv2.GaussianBlur(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)[_INNER]
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), 12.0), np.float32)


def _correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    inner = (slice(_MARGIN, -_MARGIN),) * 2
    fixed = _standard(first[inner])
    shifted = (np.roll(second, (down, right), (0, 1))[inner] for down in _SHIFTS for right in _SHIFTS)
    return max(float(np.mean(fixed * _standard(moved))) for moved in shifted)


def _standard(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean 0 and deviation 1; a flat surface stays 0."""
    centred = values.astype(np.float64) - values.mean()
    return np.asarray(centred / max(float(centred.std()), limits.FLAT), np.float64)
