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
from counterfoil.decision import Decision, Policy, ScreeningRule, Verdict, decide
from counterfoil.document import Document, PartialDate, Reading
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Clip, Picture
from counterfoil.liveness import Challenge, Findings
from counterfoil.models import Networks
from counterfoil.reasons import Reason
from counterfoil.screening import countries
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.matching import MATCHER, threshold
from counterfoil.screening.names import mrz_names
from counterfoil.screening.open_lists import OpenLists
from counterfoil.screening.query import Query
from counterfoil.screening.screened import Screened, check_hits, check_lists

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
        screened: Whom the lists name so; None when the policy does not ask, or nobody could be screened.
        versions: What judged it: the package, each model, the calibration; the matcher and each list when it screened.
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
    screened: Screened | None
    versions: Mapping[str, str]


def verify(
    document_picture: Picture,
    probe: Picture | Clip,
    policy: Policy,
    today: date,
    networks: Networks,
    *,
    challenge: Challenge | None = None,
    lists: OpenLists | None = None,
) -> Verification:
    """Verify that the bearer is the holder of a document that the policy accepts.

    The same evidence, policy, day, models and lists always come to the same result.

    Args:
        document_picture: The page or card that carries the machine-readable zone and the portrait.
        probe: The bearer's face, as captured now: a picture, or a clip, of which the best frame is compared.
        policy: Which checks count, and for what.
        today: The day on which to judge validity and age.
        networks: The models.
        challenge: What the bearer was asked to do in the clip. Without one, and for a picture, every check of
            liveness is ``not_run``: nothing handed over is called live.
        lists: What the holder's names are screened against, when the policy asks for it; None when no list is there,
            which never passes.

    Raises:
        ModelError: A model file is missing or is not the registered one.
        InputError: The policy asks for a rate that its calibration does not support.
        ListError: A list is damaged.
        ImageError: A frame of the clip cannot be decoded.
    """
    face.calibration().threshold(policy.max_fmr)
    if policy.screening:
        for said in (False, True):
            threshold(policy.screening.max_fpr, with_birth_date=said)
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
        probe_face=probe_face,
        comparison=comparison,
        quality=face.components((probe_face,), probe_picture) if probe_face else (),
        policy=policy,
        today=today,
        document_picture=document_picture,
        probe_picture=probe_picture,
        liveness=findings,
        screened=screened,
        versions=_versions(networks, lists if screened else None),
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


def screen_holder(
    holder: Document, rule: ScreeningRule, lists: OpenLists | None, today: date
) -> tuple[Screened | None, tuple[Check, Check]]:
    """Compare a document's holder with lists.

    Returns:
        What was found, None when nobody could be screened, and the checks ``screening.lists`` and ``screening.hits``.

    Raises:
        ListError: A list is damaged.
    """
    fresh = check_lists(lists.versions if lists else (), rule.max_age_days, today)
    query = holder_query(holder)
    screened = lists.screen(query, rule.max_fpr, shown_fpr=rule.max_fpr) if lists and query else None
    why_not = Reason.SCREENING_NO_NAME if lists else Reason.SCREENING_NO_LISTS
    return screened, (fresh, check_hits(screened, why_not, rule.max_fpr))


def holder_query(holder: Document) -> Query | None:
    """Return what a document says of its holder as a query; None when it gives no name.

    A zone holds the letters A to Z only: the names are screened in every spelling that its transliteration may stand
    for, and a name that was cut counts as the beginning of one.
    """
    names = mrz_names(holder.surname, holder.given_names, truncated=holder.names_truncated)
    if not any(map(str.strip, names)):
        return None
    nationality = countries.nationality(holder.nationality)
    return Query(
        names=names,
        birth_date=_birth_date(holder.birth) if holder.birth else None,
        nationalities=(nationality,) if nationality else (),
        document_numbers=(holder.number,) if holder.number else (),
    )


def _birth_date(born: PartialDate) -> BirthDate | None:
    if born.year is None:
        return None
    return BirthDate(born.year, born.month, born.day if born.month else None)


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
