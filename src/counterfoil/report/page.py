"""Everything the page shows, taken from a verification, and the page itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Template

from counterfoil import face
from counterfoil.checks import Check, Outcome
from counterfoil.decision import Policy, Verdict
from counterfoil.document import Reading
from counterfoil.face import Calibration, Comparison
from counterfoil.report import hits, pictures, scales, similarity, timeline, words, zone
from counterfoil.report.disclosure import visible_checks, visible_reading, visible_screening
from counterfoil.report.screened import ListShown, listed
from counterfoil.report.templating import environment
from counterfoil.screening.screened import Screened
from counterfoil.verification import Verification

_POOR: Final = "The pictures did not allow it; the checks below say why."
_ENDED: Final = "The document alone already led to the decision, so the faces were not looked at."


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check as the page lists it: texts that are ready to read, empty where there is nothing to say."""

    id: str
    question: str
    outcome: str
    outcome_in_words: str
    measured: str
    needed: str
    bar: scales.Bar | None
    why: str
    looked_at: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """The two faces and their score as the page shows them."""

    portrait: pictures.Shown | None
    probe: pictures.Shown
    similarity: similarity.SimilarityShown
    source: str


@dataclass(frozen=True, slots=True)
class ScreeningShown:
    """Whom the lists name as the document names its holder."""

    names: tuple[str, ...]
    hits: tuple[hits.HitShown, ...]
    rate: str
    lists: tuple[ListShown, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the template needs, and nothing that it may not show."""

    verdict: str
    announcement: words.Announcement
    today: str
    passed: int
    checks: tuple[CheckShown, ...]
    comparison: ComparisonShown | None
    why_not_compared: str
    timeline: timeline.Timeline | None
    probe: pictures.Shown
    document_page: pictures.Shown | None
    portrait_page: pictures.Shown | None
    fields: tuple[tuple[str, str], ...]
    zone: zone.Zone | None
    screening: ScreeningShown | None
    versions: Mapping[str, str]
    document_sha256: str
    back_sha256: str
    probe_sha256: str


def render(verification: Verification) -> str:
    """Return a verification as one HTML page that needs nothing but itself.

    The same verification gives the same page, byte for byte. Under a policy that discloses the answer only, nothing
    that the document shows or says is in it.

    Args:
        verification: What `counterfoil.verification.verify` returned.
    """
    return _template().render(
        page=_page(verification), policy=verification.policy, version=verification.versions["counterfoil"]
    )


@cache
def _template() -> Template:
    return environment().get_template("report.html")


def _page(verification: Verification) -> Page:
    reading, compared = visible_reading(verification), verification.comparison
    apart = reading is not None and verification.portrait_page is not reading.page
    checks = tuple(check_shown(check) for check in visible_checks(verification))
    return Page(
        verdict=verification.decision.verdict,
        announcement=words.announce(verification),
        today=words.day(verification.today),
        passed=sum(check.outcome == Outcome.PASSED for check in checks),
        checks=checks,
        comparison=_comparison(compared, verification.policy) if compared else None,
        why_not_compared=_ENDED if verification.decision.verdict is Verdict.REJECT else _POOR,
        timeline=timeline.draw(verification.liveness) if verification.liveness else None,
        probe=pictures.shown(verification.probe_picture.pixels, verification.probe_face),
        document_page=_page_shown(reading, verification),
        portrait_page=pictures.shown(verification.portrait_page.pixels, verification.portrait) if apart else None,
        fields=words.fields(reading.document) if reading and reading.document else (),
        zone=zone.zone(reading.mrz) if reading and reading.mrz else None,
        screening=_screening(screened) if (screened := visible_screening(verification)) else None,
        versions=verification.versions,
        document_sha256=verification.document_picture.sha256,
        back_sha256=verification.back_picture.sha256 if verification.back_picture else "",
        probe_sha256=verification.probe_picture.sha256,
    )


def _page_shown(reading: Reading | None, verification: Verification) -> pictures.Shown | None:
    """Show the page with the zone, and mark the portrait if it is on it."""
    if reading is None:
        return None
    is_there = verification.portrait_page is reading.page
    return pictures.shown(reading.page.pixels, verification.portrait if is_there else None)


def check_shown(check: Check) -> CheckShown:
    """Make a check ready for the page."""
    return CheckShown(
        id=check.id,
        question=words.question(check),
        outcome=check.outcome,
        outcome_in_words=words.OUTCOMES[check.outcome],
        measured=scales.measured(check),
        needed=scales.needed(check),
        bar=scales.bar(check),
        why=words.why(check),
        looked_at=", ".join(check.looked_at),
        judged_by=check.judged_by,
    )


def _comparison(comparison: Comparison, policy: Policy) -> ComparisonShown:
    table = face.calibration()
    return ComparisonShown(
        portrait=pictures.shown(comparison.portrait_crop) if policy.discloses_document else None,
        probe=pictures.shown(comparison.probe_crop),
        similarity=similarity.shown(
            comparison.similarity,
            comparison.fmr,
            comparison.fmr_interval,
            max_fmr=policy.max_fmr,
            needed=table.threshold(policy.max_fmr),
            calibration=comparison.calibration,
        ),
        source=_source(table),
    )


def _screening(screened: Screened) -> ScreeningShown:
    return ScreeningShown(
        names=screened.query.names,
        hits=hits.shown(screened),
        rate=words.one_in(screened.max_fpr),
        lists=listed(screened.lists),
    )


def _source(table: Calibration) -> str:
    sets = "; ".join(f"{one.name}: {one.people:,} people, {one.impostors:,} comparisons" for one in table.source)
    return f"Measured on {sets}."
