"""The conductor: one bearer, one document, one policy, from pictures to a decision.

It runs the rooms in the order of the way through, lets none of them know another, and stops as soon as the policy
rejects what was found, since nothing that comes later could change that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil import __version__, document, face, liveness
from counterfoil.checks import Check, Outcome
from counterfoil.decision import Decision, Policy, Verdict, decide
from counterfoil.document import Document, Reading
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Clip, Picture
from counterfoil.liveness import Challenge, Findings
from counterfoil.models import Networks
from counterfoil.reasons import Reason

MODELS: Final = tuple(dict.fromkeys((*document.MODELS, *face.MODELS, *liveness.MODELS)))
"""The models that a verification needs; `Networks.require` them at start."""


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """Everything that one verification found, and what it came to.

    Attributes:
        decision: What it came to, and why.
        checks: Every check of the policy, in the order they were run; those not reached are ``not_run``.
        reading: What the document says and shows.
        portrait: The face on the document; None when there is none or it was not reached.
        probe_face: The bearer's face; None when there is not exactly one or it was not reached.
        comparison: The two faces held against each other; None when they were not.
        quality: The components of the probe's quality; empty without a probe face.
        policy: The rules that were applied.
        today: The day on which the document was judged.
        document_picture: The document as it was handed over.
        probe_picture: The probe as it was handed over; of a clip, the frame that was compared.
        liveness: What was found in the clip; None when the probe is a picture or the clip was not reached.
        versions: What judged it: the package, each model, the calibration.
    """

    decision: Decision
    checks: tuple[Check, ...]
    reading: Reading
    portrait: Face | None
    probe_face: Face | None
    comparison: Comparison | None
    quality: tuple[Component, ...]
    policy: Policy
    today: date
    document_picture: Picture
    probe_picture: Picture
    liveness: Findings | None
    versions: Mapping[str, str]


def verify(
    document_picture: Picture,
    probe: Picture | Clip,
    policy: Policy,
    today: date,
    networks: Networks,
    *,
    challenge: Challenge | None = None,
) -> Verification:
    """Verify that the bearer is the holder of a document that the policy accepts.

    The same evidence, policy, day and models always come to the same result.

    Args:
        document_picture: The page or card that carries the machine-readable zone and the portrait.
        probe: The bearer's face, as captured now: a picture, or a clip, of which the best frame is compared.
        policy: Which checks count, and for what.
        today: The day on which to judge validity and age.
        networks: The models.
        challenge: What the bearer was asked to do in the clip. Without one, and for a picture, every check of
            liveness is ``not_run``: nothing handed over is called live.

    Raises:
        ModelError: A model file is missing or is not the registered one.
        InputError: The policy asks for a false match rate that the calibration does not support.
        ImageError: A frame of the clip cannot be decoded.
    """
    face.calibration().threshold(policy.max_fmr)
    reading = document.read(document_picture, networks, today)
    checks = [*reading.checks, *_acceptance(reading.document, policy, today)]
    reached = decide(checks, policy).verdict is not Verdict.REJECT
    findings = liveness.watch(probe, challenge, networks) if reached and isinstance(probe, Clip) else None
    probe_picture = _to_compare(probe, findings)
    portrait = probe_face = comparison = None
    if reached:
        portrait, found = find_portrait(reading.page, networks)
        probe_face, judged = find_bearer(probe_picture, networks)
        checks += [found, *judged]
        if portrait and probe_face:
            comparison = face.compare(portrait, probe_face, networks)
            checks += [face.utility(comparison), face.match(comparison, policy.max_fmr), face.distinct(comparison)]
        checks += _not_reached(checks, policy, "face.")
        checks += _of_liveness(findings, policy)
    checks += _not_reached(checks, policy)
    return Verification(
        decision=decide(checks, policy),
        checks=tuple(checks),
        reading=reading,
        portrait=portrait,
        probe_face=probe_face,
        comparison=comparison,
        quality=face.components((probe_face,), probe_picture) if probe_face else (),
        policy=policy,
        today=today,
        document_picture=document_picture,
        probe_picture=probe_picture,
        liveness=findings,
        versions=_versions(networks),
    )


def _to_compare(probe: Picture | Clip, findings: Findings | None) -> Picture:
    """Return the probe as one picture: of a clip its best frame, or the first when nobody looked for the best."""
    if isinstance(probe, Picture):
        return probe
    return probe.picture(findings.best if findings and findings.best else next(iter(probe)))


def _of_liveness(findings: Findings | None, policy: Policy) -> tuple[Check, ...]:
    """Return what was found in a clip that answers a challenge; else only what the policy asks for, as not run."""
    checks = findings.checks if findings else liveness.not_run(Reason.LIVENESS_PICTURE)
    answered = findings is not None and findings.challenge is not None
    return tuple(check for check in checks if answered or check.id in policy.rules)


def find_portrait(page: Picture, networks: Networks) -> tuple[Face | None, Check]:
    """Find the holder's portrait on a page: the largest face, since a smaller one beside it is its ghost image.

    Returns:
        The portrait, None when there is no face, and the check ``document.portrait``.
    """
    faces = face.find(page, networks)
    return (faces[0] if faces else None), face.portrait(faces)


def find_bearer(picture: Picture, networks: Networks) -> tuple[Face | None, tuple[Check, ...]]:
    """Find the face that its owner presents, but only when it is clear which one that is.

    Returns:
        The face, None when there is not exactly one, and what `counterfoil.face.judge` says of it.
    """
    faces = face.find(picture, networks)
    judged = face.judge(faces, picture)
    alone = all(check.outcome is Outcome.PASSED for check in judged if check.id == "face.single")
    return (faces[0] if faces and alone else None), judged


def _acceptance(holder: Document | None, policy: Policy, today: date) -> tuple[Check, ...]:
    """Hold the document against what the policy asks of one."""
    if holder is None:
        return ()
    kind = document.kind(holder, policy.formats)
    return (kind,) if policy.minimum_age is None else (kind, document.age(holder, policy.minimum_age, today))


def _not_reached(checks: list[Check], policy: Policy, room: str = "") -> list[Check]:
    run = {check.id for check in checks}
    return [
        Check(name, Outcome.NOT_RUN, reasons=(Reason.CHECK_SKIPPED,), judged_by=f"counterfoil {__version__}")
        for name in policy.rules
        if name not in run and name.startswith(room)
    ]


def _versions(networks: Networks) -> dict[str, str]:
    models = {name: networks.version(name) for name in MODELS}
    return {"counterfoil": __version__, "calibration": face.calibration().version, **models}
