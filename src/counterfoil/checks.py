"""Checks: the one vocabulary in which every room reports what it found.

A check is one test of one thing. It never decides: `counterfoil.decision` turns outcomes into a decision.
Outcomes follow ISO/IEC 30107-3 and 29794-1 in keeping "failed" apart from "could not tell".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document.mrz": "Can the machine-readable zone be read?",
        "document.check_digits": "Do all its check digits agree?",
        "document.fields": "Do its fields hold what their places allow?",
        "document.names": "Was every letter of the names read with certainty?",
        "document.kind": "Is this kind of document accepted here?",
        "document.expiry": "Is the document still valid?",
        "document.age": "Is the holder old enough?",
        "document.portrait": "Is the holder's portrait on the document usable?",
        "face.single": "Is exactly one face in the probe?",
        "face.framing": "Is the whole face in the probe?",
        "face.size": "Is the face large enough?",
        "face.pose": "Does the bearer look straight at the camera?",
        "face.sharpness": "Is the face sharp?",
        "face.exposure": "Is the face well lit?",
        "face.light": "Is the light even on both sides of the face?",
        "face.occlusion": "Is the face free of sunglasses, masks, hands, caps and hair?",
        "face.eyes": "Are the eyes open?",
        "face.utility": "Is the face clear enough to be compared?",
        "face.match": "Is the bearer the holder?",
        "face.distinct": "Is the probe another picture than the portrait?",
    }
)
"""Every check that there is, in the order of a verification, with the question it answers."""


class Outcome(StrEnum):
    """How a check ended. There is no fifth case, and "could not tell" is never "passed"."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    NOT_RUN = "not_run"


class Reason(Enum):
    """Why a check did not pass: a stable code, what the person can do, what the reviewer should know."""

    code: str
    public: str
    detail: str

    def __init__(self, code: str, public: str, detail: str) -> None:
        self.code, self.public, self.detail = code, public, detail

    DOCUMENT_NOT_FOUND = (
        "document_not_found",
        "Show the whole page with the lines of letters and < signs at its foot, flat and in focus.",
        "No machine-readable zone was found in the picture.",
    )
    DOCUMENT_UNREADABLE = (
        "document_unreadable",
        "Photograph the document again: flat, in focus, without glare over the lines at its foot.",
        "A machine-readable zone was found, but its text could not be read with enough certainty.",
    )
    DOCUMENT_CHECK_DIGIT = (
        "document_check_digit",
        "We could not confirm your document. A person will look at it.",
        "A check digit disagrees with its field as read: a misreading or an altered document.",
    )
    DOCUMENT_REPAIRED = (
        "document_repaired",
        "Photograph the document again, closer and in better light.",
        "The check digits only agree after characters were repaired: compare raw and repaired text.",
    )
    DOCUMENT_FIELD_INVALID = (
        "document_field_invalid",
        "We could not confirm your document. A person will look at it.",
        "A field holds what its place in the zone does not allow (date, state or sex).",
    )
    DOCUMENT_EXPIRED = (
        "document_expired",
        "This document has expired. Use one that is still valid.",
        "The date of expiry lies before today.",
    )
    DOCUMENT_KIND = (
        "document_kind",
        "This kind of document is not accepted here. Use a passport or an identity card.",
        "The policy does not accept this format or document code.",
    )
    NAME_UNCERTAIN = (
        "name_uncertain",
        "Photograph the document again, closer and in better light.",
        "A name line has no check digit, and a character on it was read with little certainty.",
    )
    PORTRAIT_NOT_FOUND = (
        "portrait_not_found",
        "Show the page with your photograph, whole and without glare.",
        "No face was found on the document.",
    )
    PORTRAIT_SMALL = (
        "portrait_small",
        "Photograph the document again, so that it fills the picture.",
        "The portrait on the document has too few pixels to be compared.",
    )
    FACE_NOT_FOUND = (
        "face_not_found",
        "Make sure that your whole face is in the picture.",
        "No face was found in the probe.",
    )
    FACE_SEVERAL = (
        "face_several",
        "Make sure that nobody else is in the picture.",
        "More than one face of a relevant size is in the probe.",
    )
    FACE_SMALL = (
        "face_small",
        "Move closer to the camera.",
        "The distance between the eyes is too small.",
    )
    FACE_POSE = (
        "face_pose",
        "Look straight at the camera.",
        "The head is turned, nodded or tilted too far.",
    )
    FACE_BLURRED = (
        "face_blurred",
        "Hold still and clean the lens.",
        "The face is not sharp.",
    )
    FACE_DARK = (
        "face_dark",
        "More light on your face, please.",
        "The face is under-exposed.",
    )
    FACE_BRIGHT = (
        "face_bright",
        "Less light on your face, please.",
        "The face is over-exposed.",
    )
    FACE_CROPPED = (
        "face_cropped",
        "Move back until your whole head is in the picture.",
        "The face touches the edge of the picture.",
    )
    FACE_LIGHT_LEFT = (
        "face_light_left",
        "More light on the left side of your face, please.",
        "The half of the face at the bearer's left is far darker than the other.",
    )
    FACE_LIGHT_RIGHT = (
        "face_light_right",
        "More light on the right side of your face, please.",
        "The half of the face at the bearer's right is far darker than the other.",
    )
    FACE_SUNGLASSES = (
        "face_sunglasses",
        "Take off your sunglasses.",
        "Something hides the eyes, most likely dark glasses.",
    )
    FACE_HAIR = (
        "face_hair",
        "Push the hair out of your face.",
        "Something hides a part of the face, most likely hair.",
    )
    FACE_CAP = (
        "face_cap",
        "Take off your cap, or push it up until your eyes are free.",
        "Something hides the brows or the eyes, most likely a cap or its shadow.",
    )
    FACE_MASKED = (
        "face_masked",
        "Take off your mask, or pull your scarf down.",
        "Something hides mouth and chin, most likely a mask or scarf.",
    )
    FACE_HAND = (
        "face_hand",
        "Move your hand, and what you hold, away from your face.",
        "Something hides a part of the face, most likely a hand or what it holds.",
    )
    FACE_EYES_CLOSED = (
        "face_eyes_closed",
        "Open your eyes.",
        "The lids seem to cover the eyes.",
    )
    FACE_UNCLEAR = (
        "face_unclear",
        "Take another picture: your whole face, uncovered, in even light, with your mouth closed.",
        "The network's answer to the probe is weak, as for faces that are hidden, blurred or distorted.",
    )
    FACE_DIFFERENT = (
        "face_different",
        "We could not confirm that the document is yours. A person will look at it.",
        "The similarity of portrait and probe lies below the threshold of the policy's false match rate.",
    )
    FACE_COPY = (
        "face_copy",
        "Take a new picture of your face, not of the document.",
        "Portrait and probe agree pixel by pixel: the probe is a copy of the document's picture.",
    )
    AGE_UNDER = (
        "age_under",
        "You are not old enough according to the document.",
        "The birth date on the document makes the holder younger than the policy's age.",
    )
    AGE_UNKNOWN = (
        "age_unknown",
        "The birth date on your document does not tell. A person will look at it.",
        "The birth date is incomplete or unread, and the answer depends on what is missing.",
    )
    CHECK_SKIPPED = (
        "check_skipped",
        "Nothing for you to do.",
        "An earlier check made this one unnecessary or impossible.",
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One test with what it saw.

    Attributes:
        id: What was tested, such as ``document.expiry``; the part before the dot is the room.
        outcome: How it ended.
        score: What was measured, in the unit of the check; None when nothing was.
        threshold: What the score was held against; None when the check has none.
        reasons: Why it did not pass; empty when it passed.
        looked_at: The evidence it rests on, such as ``mrz.expiry`` or ``probe``.
        judged_by: What judged it, with its version, such as ``counterfoil.document.mrz 1`` or a model's digest.
    """

    id: str
    outcome: Outcome
    score: float | None = None
    threshold: float | None = None
    reasons: tuple[Reason, ...] = ()
    looked_at: tuple[str, ...] = ()
    judged_by: str = ""
