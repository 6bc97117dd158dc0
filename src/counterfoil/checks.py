"""Checks: the one vocabulary in which every room reports what it found.

A check is one test of one thing. It never decides: `counterfoil.decision` turns outcomes into a decision.
Outcomes follow ISO/IEC 30107-3 and 29794-1 in keeping "failed" apart from "could not tell".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from counterfoil.reasons import Reason

QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document.mrz": "Can the machine-readable zone be read?",
        "document.check_digits": "Do all its check digits agree?",
        "document.fields": "Do its fields hold what their places allow?",
        "document.names": "Was every letter of the names read with certainty?",
        "document.kind": "Is this kind of document accepted here?",
        "document.expiry": "Is the document still valid?",
        "document.age": "Is the holder old enough?",
        "document.expected": "Is it the document of the person who was expected?",
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
        "liveness.source": "Did a camera deliver these frames, as they were taken?",
        "liveness.challenge": "Did the bearer do what was asked, when it was asked?",
        "liveness.depth": "Is it a head, and no print?",
        "liveness.person": "Is it one person throughout, in one uncut view?",
        "liveness.integrity": "Is it one recording, without freezes and repetitions?",
        "liveness.alone": "Is the bearer alone in the clip?",
        "liveness.colour": "Does the face reflect the colours that were shown?",
        "liveness.screen": "Are there no traces of a screen?",
        "liveness.print": "Are there no traces of a print?",
        "liveness.specular": "Does the face shine as skin does?",
        "liveness.scene": "Does the face fit its surroundings?",
        "screening.lists": "Are the lists there, and fresh?",
        "screening.hits": "May we do business with them?",
    }
)
"""Every check that there is, in the order of a verification, with the question it answers."""


class Outcome(StrEnum):
    """How a check ended. There is no fifth case, and "could not tell" is never "passed"."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    NOT_RUN = "not_run"


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
