"""Is a probe good enough to be compared? Checks after ISO/IEC 29794-5, without any network.

Everything but size and framing is measured on the aligned crop, for that is what is compared: blur that halving takes
away does no harm, and a limit on it would reject good pictures. Limits stand in `counterfoil.face.limits`. Exposure
is judged by lost detail, never by how light or dark a face is, so that no skin tone is asked for other light.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome, Reason
from counterfoil.face import limits
from counterfoil.face.calibration import PIPELINE
from counterfoil.face.faces import Face
from counterfoil.face.landmarks import eye_centres
from counterfoil.images import Picture

_LUMA: Final = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_INNER: Final = (slice(30, 108), slice(18, 94))  # brows to chin, cheek to cheek, in the crop
_OF_A_FACE: Final = ("face.size", "face.pose", "face.sharpness", "face.exposure", "face.framing")


def judge(faces: tuple[Face, ...], picture: Picture) -> tuple[Check, ...]:
    """Judge whether a probe can be compared fairly.

    Args:
        faces: What `counterfoil.face.find` returned for the picture.
        picture: The probe.

    Returns:
        Six checks: ``face.single`` (how many faces matter), ``face.size`` (pixels between the eyes), ``face.pose``
        (largest of the three angles, in degrees), ``face.sharpness`` (share of the contrast that is fine detail),
        ``face.exposure`` (share of the face without detail for lack or excess of light) and ``face.framing`` (room
        between face and edge, in widths of the face). Without a face, all but the first are ``not_run``.
    """
    single = _single(faces)
    if not faces:
        return single, *(Check(name, Outcome.NOT_RUN, None, None, (Reason.CHECK_SKIPPED,)) for name in _OF_A_FACE)
    face = faces[0]
    return single, _size(face), _pose(face), _sharpness(face), _exposure(face), _framing(face, picture)


def portrait(faces: tuple[Face, ...]) -> Check:
    """Judge whether the page shows a portrait that can be compared.

    Args:
        faces: What `counterfoil.face.find` returned for the page; the largest is the portrait, smaller ones beside it
            are its ghost images.

    Returns:
        The check ``document.portrait``: pixels between the eyes of the portrait. It is inconclusive, never failed,
        since a better picture of the page may show more.
    """
    apart = _eyes_apart(faces[0]) if faces else None
    usable = apart is not None and apart >= limits.EYES_APART
    missing = Reason.PORTRAIT_SMALL if faces else Reason.PORTRAIT_NOT_FOUND
    return Check(
        id="document.portrait",
        outcome=Outcome.PASSED if usable else Outcome.INCONCLUSIVE,
        score=apart,
        threshold=limits.EYES_APART,
        reasons=() if usable else (missing,),
        looked_at=("page",),
        judged_by=PIPELINE,
    )


def _single(faces: tuple[Face, ...]) -> Check:
    """One face and no more; others count from a share of its width."""
    relevant = [face for face in faces if face.width >= limits.RELEVANT * faces[0].width]
    reason = Reason.FACE_SEVERAL if relevant else Reason.FACE_NOT_FOUND
    return _limited("face.single", len(relevant), limits.FACES, reason, passed=len(relevant) == limits.FACES)


def _size(face: Face) -> Check:
    apart = _eyes_apart(face)
    return _limited("face.size", apart, limits.EYES_APART, Reason.FACE_SMALL, passed=apart >= limits.EYES_APART)


def _eyes_apart(face: Face) -> float:
    right, left = eye_centres(face.landmarks)
    return float(np.linalg.norm(left - right))


def _pose(face: Face) -> Check:
    turned = max(abs(angle) for angle in (face.yaw, face.pitch, face.roll))
    return _limited("face.pose", turned, limits.TURNED, Reason.FACE_POSE, passed=turned <= limits.TURNED)


def _sharpness(face: Face) -> Check:
    """Share of the variance that a light blur takes away: high frequencies against all."""
    luma = _luma(face.crop)
    fine = luma - cv2.GaussianBlur(luma, (0, 0), limits.FINE_DETAIL)
    share = float(np.mean(fine[_INNER] ** 2) / max(float(np.var(luma[_INNER])), limits.FLAT))
    return _limited("face.sharpness", share, limits.SHARPNESS, Reason.FACE_BLURRED, passed=share >= limits.SHARPNESS)


def _exposure(face: Face) -> Check:
    luma = _luma(face.crop)[_INNER]
    dark, bright = (float(np.mean(lost)) for lost in (luma < limits.BLACK, luma > limits.WHITE))
    reason = Reason.FACE_DARK if dark >= bright else Reason.FACE_BRIGHT
    lost = max(dark, bright)
    return _limited("face.exposure", lost, limits.LOST, reason, passed=lost <= limits.LOST)


def _framing(face: Face, picture: Picture) -> Check:
    height, width = picture.pixels.shape[:2]
    (left, top), (right, bottom) = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    room = float(min(left, top, width - right, height - bottom) / (right - left))
    return _limited("face.framing", room, limits.ROOM, Reason.FACE_CROPPED, passed=room >= limits.ROOM)


def _luma(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(crop.astype(np.float32) @ _LUMA, np.float32)


def _limited(name: str, score: float, threshold: float, reason: Reason, *, passed: bool) -> Check:
    """Return a check that was judged: what was measured, against what, and why it did not pass."""
    outcome = Outcome.PASSED if passed else Outcome.FAILED
    return Check(
        id=name,
        outcome=outcome,
        score=score,
        threshold=threshold,
        reasons=() if passed else (reason,),
        looked_at=("probe",),
        judged_by=PIPELINE,
    )
