"""The conductor: one bearer, one document, one policy, from pictures to a decision.

It runs the rooms in the order of the way through, lets none of them know another, and stops as soon as the policy
rejects what was found, since nothing that comes later could change that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil import __version__, document, face
from counterfoil.checks import Check, Outcome, Reason
from counterfoil.decision import Decision, Policy, Verdict, decide
from counterfoil.document import Document, Reading
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Picture
from counterfoil.models import Networks

MODELS: Final = (*document.MODELS, *face.MODELS)
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
        probe_picture: The probe as it was handed over.
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
    versions: Mapping[str, str]


def verify(
    document_picture: Picture, probe_picture: Picture, policy: Policy, today: date, networks: Networks
) -> Verification:
    """Verify that the bearer is the holder of a document that the policy accepts.

    The same pictures, policy, day and models always come to the same result.

    Args:
        document_picture: The page or card that carries the machine-readable zone and the portrait.
        probe_picture: The bearer's face, as captured now.
        policy: Which checks count, and for what.
        today: The day on which to judge validity and age.
        networks: The models.

    Raises:
        ModelError: A model file is missing or is not the registered one.
        InputError: The policy asks for a false match rate that the calibration does not support.
    """
    face.calibration().threshold(policy.max_fmr)
    reading = document.read(document_picture, networks, today)
    checks = [*reading.checks, *_acceptance(reading.document, policy, today)]
    portrait = probe_face = comparison = None
    if decide(checks, policy).verdict is not Verdict.REJECT:
        portrait, found = find_portrait(reading.page, networks)
        probe_face, judged = find_bearer(probe_picture, networks)
        checks += [found, *judged]
        if portrait and probe_face:
            comparison = face.compare(portrait, probe_face, networks)
            checks += [face.utility(comparison), face.match(comparison, policy.max_fmr), face.distinct(comparison)]
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
        versions=_versions(networks),
    )


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


def _not_reached(checks: list[Check], policy: Policy) -> list[Check]:
    run = {check.id for check in checks}
    return [
        Check(name, Outcome.NOT_RUN, reasons=(Reason.CHECK_SKIPPED,), judged_by=f"counterfoil {__version__}")
        for name in policy.rules
        if name not in run
    ]


def _versions(networks: Networks) -> dict[str, str]:
    models = {name: networks.version(name) for name in MODELS}
    return {"counterfoil": __version__, "calibration": face.calibration().version, **models}
