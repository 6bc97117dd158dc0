"""The way through: which room is asked what, in which order, and when nothing more can change the decision."""

from datetime import date
from typing import Final

from counterfoil import __version__, document, face, liveness
from counterfoil.checks import Check, Outcome
from counterfoil.decision import Policy, Verdict, decide
from counterfoil.document import Document
from counterfoil.errors import InputError
from counterfoil.images import Clip, Picture
from counterfoil.liveness import Challenge, Findings
from counterfoil.models import Networks
from counterfoil.reasons import Reason
from counterfoil.screening.matching import MATCHER, threshold
from counterfoil.screening.open_lists import OpenLists
from counterfoil.verification.expecting import EXPECTED, Expected, check_expected
from counterfoil.verification.faces import find_bearer
from counterfoil.verification.holders import screen_holder
from counterfoil.verification.result import Verification
from counterfoil.verification.sides import find_portrait_on, read_sides

MODELS: Final = tuple(dict.fromkeys((*document.MODELS, *face.MODELS, *liveness.MODELS)))
"""The models that a verification needs; `Networks.require` them at start."""


def verify(
    document_picture: Picture,
    probe: Picture | Clip,
    policy: Policy,
    today: date,
    networks: Networks,
    *,
    back: Picture | None = None,
    expected: Expected | None = None,
    challenge: Challenge | None = None,
    lists: OpenLists | None = None,
) -> Verification:
    """Verify that the bearer is the holder of a document that the policy accepts.

    The same evidence, policy, day, models and lists always come to the same result.

    Args:
        document_picture: The page or card that carries the portrait, and the machine-readable zone unless `back` does.
        probe: The bearer's face, as captured now: a picture, or a clip, of which the best frame is compared.
        policy: Which checks count, and for what.
        today: The day on which to judge validity and age.
        networks: The models.
        back: The other side of a card, where its zone is on the back. The zone is read from whichever has it.
        expected: Whose document it should be; None when nobody in particular is expected.
        challenge: What the bearer was asked to do in the clip. Without one, and for a picture, every check of
            liveness is ``not_run``: nothing handed over is called live.
        lists: What the holder's names are screened against, when the policy asks for it; None when no list is there,
            which never passes.

    Raises:
        ModelError: A model file is missing or is not the registered one.
        InputError: The policy asks for a rate that its calibration does not support, or somebody is expected and the
            policy does not say what follows when it is somebody else.
        ListError: A list is damaged.
        ImageError: A frame of the clip cannot be decoded.
    """
    _check_rules(policy, expected)
    reading, pages = read_sides(document_picture, back, networks, today)
    checks = [
        *reading.checks,
        *_acceptance(reading.document, policy, today),
        check_expected(expected, reading.document),
    ]
    reached = decide(checks, policy).verdict is not Verdict.REJECT
    findings = liveness.watch(probe, challenge, networks) if reached and isinstance(probe, Clip) else None
    probe_picture = _to_compare(probe, findings)
    portrait = probe_face = comparison = None
    portrait_page = reading.page
    if reached:
        portrait, portrait_page, found = find_portrait_on(pages, networks)
        probe_face, judged = find_bearer(probe_picture, networks)
        checks += [found, *judged]
        if portrait and probe_face:
            comparison = face.compare(portrait, probe_face, networks)
            checks += [face.utility(comparison), face.match(comparison, policy.max_fmr), face.distinct(comparison)]
        checks += _not_reached(checks, policy, "face.")
        checks += _of_liveness(findings, policy)
    screened = None
    if policy.screening and reading.document and decide(checks, policy).verdict is not Verdict.REJECT:
        screened, found_listed = screen_holder(reading.document, policy.screening, lists, today)
        checks += found_listed
    checks += _not_reached(checks, policy)
    return Verification(
        decision=decide(checks, policy),
        checks=tuple(checks),
        reading=reading,
        portrait=portrait,
        portrait_page=portrait_page,
        probe_face=probe_face,
        comparison=comparison,
        quality=face.components((probe_face,), probe_picture) if probe_face else (),
        policy=policy,
        today=today,
        document_picture=document_picture,
        back_picture=back,
        probe_picture=probe_picture,
        liveness=findings,
        screened=screened,
        versions=_versions(networks, lists if screened else None),
    )


def _check_rules(policy: Policy, expected: Expected | None) -> None:
    """Refuse what the policy cannot answer before anything is looked at."""
    face.calibration().threshold(policy.max_fmr)
    if policy.screening:
        for said in (False, True):
            threshold(policy.screening.max_fpr, with_birth_date=said)
    if expected not in (None, Expected()) and EXPECTED not in policy.rules:
        raise InputError(
            f"The policy {policy.name!r} does not say what follows when it is somebody else's document",
            remedy=f'Add "{EXPECTED}" to its checks, or expect nobody.',
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


def _versions(networks: Networks, lists: OpenLists | None) -> dict[str, str]:
    models = {name: networks.version(name) for name in MODELS}
    screened = {"matcher": MATCHER, **{f"list {one.name}": one.id for one in lists.versions}} if lists else {}
    return {"counterfoil": __version__, "calibration": face.calibration().version, **models, **screened}
