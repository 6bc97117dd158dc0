"""Passive cues: what a screen, a print or a pasted face leaves in single frames. Advice to a reviewer, nothing more.

They are cheap and none is reliable: another camera, a coding or a lamp moves each of them. So they never fail a
check, and no policy that comes with Counterfoil asks for them.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.face import Face
from counterfoil.liveness import limits
from counterfoil.liveness.findings import check
from counterfoil.reasons import Reason

_SIDE: Final = 128  # of the square that is transformed, in pixels of the frame


class Cues(NamedTuple):
    """What one frame shows.

    Attributes:
        moire: Energy of the strongest lattice in the fine detail of the face, in multiples of the median's: what two
            pixel grids make of each other, and straight edges of a screen's border.
        dots: Share of the face's contrast that is the finest detail: halftone dots and paper grain raise it.
        shine: Share of the face that is far brighter than the rest: skin has highlights, matt paper has none.
        beside: Sharpness of the face against that of its surroundings, as a logarithm: 0 for a face in its own scene.
    """

    moire: float
    dots: float
    shine: float
    beside: float


def cues(pixels: NDArray[np.uint8], face: Face) -> Cues:
    """Look at one frame.

    Args:
        pixels: H x W x 3 RGB.
        face: The face in it.
    """
    left, top, right, bottom = face.box
    centre = (float(left + right) / 2, float(top + bottom) / 2)
    grey = cv2.cvtColor(cv2.getRectSubPix(pixels, (_SIDE, _SIDE), centre), cv2.COLOR_RGB2GRAY).astype(np.float32)
    luma = cv2.cvtColor(face.crop, cv2.COLOR_RGB2GRAY).astype(np.float32)[30:105, 22:90]
    around = cv2.cvtColor(
        cv2.getRectSubPix(pixels, (int(right - left) * 2 + 2, int(bottom - top) * 2 + 2), centre), cv2.COLOR_RGB2GRAY
    ).astype(np.float32)
    return Cues(
        _lattice(np.asarray(grey)), _fine(np.asarray(luma)), _shine(np.asarray(luma)), _beside(np.asarray(around))
    )


def judge(found: Sequence[Cues]) -> tuple[Check, ...]:
    """Judge the cues of a clip: medians over the frames looked at.

    Returns:
        ``liveness.screen``, ``liveness.print``, ``liveness.specular`` and ``liveness.scene``; each passed or
        inconclusive, never failed.
    """
    if not found:
        names = ("screen", "print", "specular", "scene")
        return tuple(check(name, Outcome.NOT_RUN, Reason.LIVENESS_NO_FACE) for name in names)
    moire, dots, shine, beside = (float(np.median(values)) for values in zip(*found, strict=True))
    return (
        _advice("screen", moire, limits.MOIRE, Reason.LIVENESS_SCREEN, odd=moire > limits.MOIRE),
        _advice("print", dots, limits.DOTS, Reason.LIVENESS_PRINT, odd=dots > limits.DOTS),
        _advice("specular", shine, limits.SHINE, Reason.LIVENESS_MATT, odd=shine < limits.SHINE),
        _advice("scene", abs(beside), limits.BESIDE, Reason.LIVENESS_SCENE, odd=abs(beside) > limits.BESIDE),
    )


def _advice(name: str, score: float, threshold: float, reason: Reason, *, odd: bool) -> Check:
    outcome = Outcome.INCONCLUSIVE if odd else Outcome.PASSED
    return check(name, outcome, *((reason,) if odd else ()), score=score, threshold=threshold)


def _lattice(grey: NDArray[np.float32]) -> float:
    window = np.outer(np.hanning(_SIDE), np.hanning(_SIDE)).astype(np.float32)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), 2.0)
    power = np.abs(np.fft.rfft2(fine * window)) ** 2
    rows = np.minimum(np.arange(_SIDE), _SIDE - np.arange(_SIDE))[:, None]
    radius = np.hypot(rows, np.arange(power.shape[1])[None])
    ring = power[(radius >= _SIDE / 8) & (radius <= _SIDE / 2.1)]
    return float(ring.max() / max(float(np.median(ring)), 1e-3))


def _fine(luma: NDArray[np.float32]) -> float:
    fine = luma - cv2.GaussianBlur(luma, (0, 0), 1.0)
    return float(np.mean(fine**2) / max(float(np.var(luma)), 1.0))


def _shine(luma: NDArray[np.float32]) -> float:
    middle, deviation = float(np.median(luma)), float(luma.std())
    return float(np.mean(luma > middle + 1.5 * deviation))


def _beside(around: NDArray[np.float32]) -> float:
    height, width = around.shape
    detail = cv2.Laplacian(around, cv2.CV_32F) ** 2
    inner = (slice(height // 4, height - height // 4), slice(width // 4, width - width // 4))
    inside = float(detail[inner].mean())
    outside = (float(detail.sum()) - float(detail[inner].sum())) / max(1, detail.size - detail[inner].size)
    return float(np.log(max(inside, 0.1) / max(outside, 0.1)))
