"""Is a probe good enough to be compared? The checks that decide, after ISO/IEC 29794-5, without a network of its own.

Everything but size and framing is measured on the aligned crop, for that is what is compared: blur that halving takes
away does no harm, and a limit on it would reject good pictures. Limits stand in `counterfoil.face.limits`. Exposure
is judged by lost detail, never by how light or dark a face is, so that no skin tone is asked for other light.
"""

from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.face import limits
from counterfoil.face.calibration import PIPELINE
from counterfoil.face.faces import Face
from counterfoil.face.quality import focus, light, occlusion, subject
from counterfoil.face.quality.occlusion import Occlusion
from counterfoil.face.quality.surface import Surface, lay_out
from counterfoil.images import Picture
from counterfoil.reasons import Reason

_OF_A_FACE: Final = (
    "face.size",
    "face.pose",
    "face.sharpness",
    "face.exposure",
    "face.light",
    "face.framing",
    "face.occlusion",
    "face.eyes",
)
_HIDDEN_BY: Final = {
    "sunglasses": Reason.FACE_SUNGLASSES,
    "hair": Reason.FACE_HAIR,
    "cap": Reason.FACE_CAP,
    "covering": Reason.FACE_MASKED,
    "hand": Reason.FACE_HAND,
}


def judge(faces: tuple[Face, ...], picture: Picture) -> tuple[Check, ...]:
    """Judge whether a probe can be compared fairly.

    Args:
        faces: What `counterfoil.face.find` returned for the picture.
        picture: The probe.

    Returns:
        Nine checks: ``face.single`` (how many faces matter), ``face.size`` (pixels between the eyes), ``face.pose``
        (largest of the three angles, in degrees), ``face.sharpness`` (share of the contrast that is fine detail),
        ``face.exposure`` (share of the face without detail for lack or excess of light), ``face.light`` (light of the
        darker half against the lighter), ``face.framing`` (room between face and edge, in widths of the face),
        ``face.occlusion`` (log odds, above the limit, that eyes, mouth or the rest are hidden) and ``face.eyes`` (log
        odds that the eyes are closed). Without a face, all but the first are ``not_run``.
    """
    single = _single(faces)
    if not faces:
        return single, *(Check(name, Outcome.NOT_RUN, None, None, (Reason.CHECK_SKIPPED,)) for name in _OF_A_FACE)
    face, surface = faces[0], lay_out(faces[0])
    hidden = occlusion.look(surface)
    return (
        single,
        _size(face),
        _pose(face),
        _sharpness(surface),
        _exposure(surface),
        _light(surface),
        _framing(face, picture),
        _occlusion(hidden),
        _eyes(hidden),
    )


def portrait(faces: tuple[Face, ...]) -> Check:
    """Judge whether the page shows a portrait that can be compared.

    Args:
        faces: What `counterfoil.face.find` returned for the page; the largest is the portrait, smaller ones beside it
            are its ghost images.

    Returns:
        The check ``document.portrait``: pixels between the eyes of the portrait. It is inconclusive, never failed,
        since a better picture of the page may show more.
    """
    apart = subject.eyes_apart(faces[0]) if faces else None
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
    apart = subject.eyes_apart(face)
    return _limited("face.size", apart, limits.EYES_APART, Reason.FACE_SMALL, passed=apart >= limits.EYES_APART)


def _pose(face: Face) -> Check:
    turned = max(abs(angle) for angle in (face.yaw, face.pitch, face.roll))
    return _limited("face.pose", turned, limits.TURNED, Reason.FACE_POSE, passed=turned <= limits.TURNED)


def _sharpness(surface: Surface) -> Check:
    share = focus.sharpness(surface)
    return _limited("face.sharpness", share, limits.SHARPNESS, Reason.FACE_BLURRED, passed=share >= limits.SHARPNESS)


def _exposure(surface: Surface) -> Check:
    dark, bright = light.dark_share(surface), light.bright_share(surface)
    reason = Reason.FACE_DARK if dark >= bright else Reason.FACE_BRIGHT
    lost = max(dark, bright)
    return _limited("face.exposure", lost, limits.LOST, reason, passed=lost <= limits.LOST)


def _light(surface: Surface) -> Check:
    even, left_darker = light.uniformity(surface)
    reason = Reason.FACE_LIGHT_LEFT if left_darker else Reason.FACE_LIGHT_RIGHT
    return _limited("face.light", even, limits.UNEVEN, reason, passed=even >= limits.UNEVEN)


def _framing(face: Face, picture: Picture) -> Check:
    room = min(subject.margins(face, picture))
    return _limited("face.framing", room, limits.ROOM, Reason.FACE_CROPPED, passed=room >= limits.ROOM)


def _occlusion(hidden: Occlusion) -> Check:
    return _limited("face.occlusion", hidden.excess, 0.0, _HIDDEN_BY[hidden.kind], passed=hidden.excess <= 0)


def _eyes(hidden: Occlusion) -> Check:
    """Eyes that are hidden are neither open nor closed."""
    if hidden.eyes_hidden:
        reasons = (_HIDDEN_BY[hidden.kind],)
        return Check("face.eyes", Outcome.INCONCLUSIVE, None, limits.CLOSED, reasons, ("probe",), PIPELINE)
    opened = hidden.closed <= limits.CLOSED
    return _limited("face.eyes", hidden.closed, limits.CLOSED, Reason.FACE_EYES_CLOSED, passed=opened)


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
