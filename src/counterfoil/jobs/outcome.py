"""What judging an attempt came to, ready to be kept: one shape, whether the conductor, a test or a failure made it."""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from counterfoil import __version__
from counterfoil.decision import Policy, Verdict
from counterfoil.liveness import Findings
from counterfoil.reasons import Reason
from counterfoil.records.vault import Evidence
from counterfoil.records.verifications import Verification as Known
from counterfoil.report.published import shapes
from counterfoil.report.published.parts import one_line
from counterfoil.report.published.verified import policy_output, verification_json
from counterfoil.verification import Verification

_QUALITY: Final = 88
_DRAWN_BY_BROWSERS: Final = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to.

    Attributes:
        verdict: The policy's.
        reasons: Codes of why, the gravest first.
        result: The published JSON; None where there is no policy to speak of.
        trace: How the head was held through the clip, as JSON for whoever reviews it; None without a challenge.
        pictures: JPEGs for whoever reviews it, by kind of evidence: ``page``, ``portrait``, ``probe_face``,
            and ``probe_frame`` of a clip or of what no browser draws.
        versions: What judged it.
        policy_version: The policy's own version; None where it was not applied.
    """

    verdict: Verdict
    reasons: tuple[str, ...]
    result: str | None = None
    trace: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    policy_version: int | None = None


def of_verification(found: Verification) -> Outcome:
    """Return what the conductor found.

    The pictures are of what a reviewer compares: the upright page with the portrait on it, the two faces as they were
    cut, so that the same place of both lies side by side, and the frame of a clip that was compared. A probe that a
    browser draws as it was handed in is not kept twice.
    """
    pictures = {"page": _jpeg(found.portrait_page.pixels)}
    if found.probe_picture.format not in _DRAWN_BY_BROWSERS:
        pictures["probe_frame"] = _jpeg(found.probe_picture.pixels)
    if found.portrait is not None:
        pictures["portrait"] = _jpeg(found.portrait.fine)
    if found.probe_face is not None:
        pictures["probe_face"] = _jpeg(found.probe_face.fine)
    return Outcome(
        verdict=found.decision.verdict,
        reasons=tuple(reason.code for reason in found.decision.reasons),
        result=verification_json(found),
        trace=_trace(found.liveness) if found.liveness else None,
        pictures=pictures,
        versions=found.versions,
        policy_version=found.policy.version,
    )


def without_checks(
    known: Known, policy: Policy | None, pieces: Mapping[str, Evidence], verdict: Verdict, reasons: tuple[Reason, ...]
) -> Outcome:
    """Return what was decided without a look at the pictures, in the same shape: no check was run.

    Args:
        known: The verification.
        policy: What it was begun under; None when that is not there any more.
        pieces: What was handed in, by kind.
        verdict: What follows.
        reasons: Why.
    """
    codes, versions = tuple(reason.code for reason in reasons), {"counterfoil": __version__}
    if policy is None or not {"document_front", "probe"} <= pieces.keys():
        return Outcome(verdict, codes, versions=versions)
    result = shapes.VerificationOutput(
        decision=verdict.value,
        reasons=list(codes),
        advice=list(dict.fromkeys(reason.public for reason in reasons)),
        checks=[],
        document=None,
        comparison=None,
        liveness=None,
        quality=[],
        screening=None,
        policy=policy_output(policy),
        today=(known.processing_at or known.changed_at).date().isoformat(),
        evidence=shapes.PicturesOutput(
            document=_undecoded(pieces["document_front"]),
            back=_undecoded(pieces["document_back"]) if "document_back" in pieces else None,
            probe=_undecoded(pieces["probe"]),
        ),
        versions=versions,
    )
    return Outcome(verdict, codes, one_line(result), versions=versions, policy_version=policy.version)


def _undecoded(piece: Evidence) -> shapes.PictureOutput:
    return shapes.PictureOutput(sha256=piece.sha256, format="", width=0, height=0)


def _trace(findings: Findings) -> str | None:
    """Return the steps that were asked for, and the course of the head from frame to frame."""
    if findings.challenge is None:
        return None
    asked = findings.challenge.steps
    steps = [{"step": one.step.value, "revealed": one.revealed, "window": one.window} for one in asked]
    return json.dumps({"steps": steps, "points": [asdict(point) for point in findings.trace]})


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    holder = io.BytesIO()
    Image.fromarray(pixels).save(holder, "JPEG", quality=_QUALITY)
    return holder.getvalue()
