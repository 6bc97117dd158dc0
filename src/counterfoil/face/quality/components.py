"""All components of quality that points and pixels tell, in the order of ISO/IEC 29794-5.

Left out are background uniformity, which is asked of portraits for documents and not of probes, and neutrality of
expression, which would be a judgement of a face's emotion.
"""

from typing import Final

from counterfoil.face import limits
from counterfoil.face.faces import Face
from counterfoil.face.quality import focus, light, subject
from counterfoil.face.quality.component import Component, rate
from counterfoil.face.quality.occlusion import Occlusion, look
from counterfoil.face.quality.surface import Surface, lay_out
from counterfoil.images import Picture

_MORE_LIGHT: Final = "More light on your face."
_LESS_LIGHT: Final = "Less light on your face."
_STRAIGHT: Final = "Look straight at the camera."
_ROOM: Final = "Move back until your whole head is in the picture."
UNCOVER: Final = {
    "sunglasses": "Take off your sunglasses.",
    "hair": "Push the hair out of your face.",
    "cap": "Take off your cap, or push it up until your eyes are free.",
    "covering": "Take off your mask, or pull your scarf down.",
    "hand": "Move your hand, and what you hold, away from your face.",
}
"""What to tell a person whose face is hidden, by what hides it (`counterfoil.face.quality.occlusion.KINDS`)."""


def components(faces: tuple[Face, ...], picture: Picture) -> tuple[Component, ...]:
    """Measure everything about the quality of a probe.

    Args:
        faces: What `counterfoil.face.find` returned for the picture.
        picture: The probe.

    Returns:
        The components of the largest face after ISO/IEC 29794-5, those of the capture first; empty without a face.
    """
    if not faces:
        return ()
    face, surface = faces[0], lay_out(faces[0])
    return (*_capture(face, surface, picture), *_subject(faces, look(surface), picture))


def _capture(face: Face, surface: Surface, picture: Picture) -> tuple[Component, ...]:
    even, left_darker = light.uniformity(surface)
    mean = light.mean(surface)
    side = "left" if left_darker else "right"
    return (
        rate("illumination_uniformity", even, f"More light on the {side} side of your face."),
        rate("luminance_mean", mean, _MORE_LIGHT),
        rate("luminance_variance", light.variation(surface), "Clean the lens, and turn away from bright lights."),
        rate("under_exposure_prevention", light.dark_share(surface), _MORE_LIGHT),
        rate("over_exposure_prevention", light.bright_share(surface), _LESS_LIGHT),
        rate("dynamic_range", light.dynamic_range(surface), "Clean the lens, and turn away from bright lights."),
        rate("sharpness", focus.sharpness(surface), "Hold still and clean the lens."),
        rate("motion_blur_prevention", focus.evenness(surface), "Hold still."),
        rate("no_compression_artefacts", focus.blocks(face, picture), "Send the picture in its full quality."),
        rate("natural_colour", light.colour_cast(surface), "Use white light and no filter."),
    )


def _subject(faces: tuple[Face, ...], hidden: Occlusion, picture: Picture) -> tuple[Component, ...]:
    face = faces[0]
    right, left, above, below = subject.margins(face, picture)
    rival = faces[1].width / max(face.width, 1e-6) if len(faces) > 1 else 0.0
    return (
        rate("single_face_present", rival, "Make sure that nobody else is in the picture."),
        rate("eyes_open", hidden.closed - limits.CLOSED, "Open your eyes."),
        rate("mouth_closed", subject.mouth_open(face), "Close your mouth."),
        *_free(hidden),
        rate("inter_eye_distance", subject.eyes_apart(face), "Move closer to the camera."),
        rate("head_size", subject.head_size(face, picture), "Move closer to the camera."),
        rate("right_margin", right, _ROOM),
        rate("left_margin", left, _ROOM),
        rate("margin_above", above, _ROOM),
        rate("margin_below", below, _ROOM),
        rate("head_pose_yaw", abs(face.yaw), _STRAIGHT),
        rate("head_pose_pitch", abs(face.pitch), _STRAIGHT),
        rate("head_pose_roll", abs(face.roll), "Hold your head upright."),
    )


def _free(hidden: Occlusion) -> tuple[Component, ...]:
    """Return what is hidden. Each is measured in log odds above the limit of ``face.occlusion``."""
    excess = {name: odds - limits.HIDDEN[name] for name, odds in (hidden.regions | hidden.kinds).items()}
    measured = {
        "eyes_visible": max(excess["eyes"], excess["sunglasses"]),
        "mouth_occlusion_prevention": max(excess["mouth"], excess["covering"]),
        "face_occlusion_prevention": hidden.excess,
        "no_head_covering": excess["cap"],
    }
    return tuple(rate(name, odds, UNCOVER[hidden.kind]) for name, odds in measured.items())
