"""A result that was sealed as JSON, made ready for the page: the same parts as the report shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from counterfoil.checks import Check, Outcome
from counterfoil.reasons import Reason
from counterfoil.report import page, similarity, words, zone
from counterfoil.report.hits import HitShown
from counterfoil.report.similarity import SimilarityShown
from counterfoil.report.zone import Finding, Piece, Zone
from counterfoil.service.console import hits_shown

_REASONS: Final = {reason.code: reason for reason in Reason}

_ROOMS: Final = {
    "document": "The document",
    "face": "The face",
    "liveness": "The bearer being there",
    "screening": "The lists",
}
_GRAVITY: Final = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.NOT_RUN, Outcome.PASSED)
_TROUBLE: Final = (Outcome.FAILED, Outcome.INCONCLUSIVE)


@dataclass(frozen=True, slots=True)
class Room:
    """The checks of one room: a branch of the tree.

    Attributes:
        name: In words.
        outcome: The gravest of its checks.
        counted: How many ended how, in words.
        troubled: Those that failed or could not tell, as the report shows them, the gravest first.
        passed: The others.
    """

    name: str
    outcome: str
    counted: str
    troubled: tuple[page.CheckShown, ...]
    passed: tuple[page.CheckShown, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A field that was expected, and what the document says of it."""

    name: str
    expected: str
    read: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """What was found, ready to read.

    Attributes:
        rooms: The tree of checks.
        fields: What the document says.
        expected: What the integrator said it would say; empty when nothing was expected.
        zone: The machine-readable zone; None when none was read.
        similarity: How alike the two faces are; None when they were not compared.
        hits: Whom the lists name so.
        lists: What was looked through: a name and a line each.
        policy: Name and version of the rules, and the digest of their file.
        today: The day that was judged on.
        versions: What judged.
    """

    rooms: tuple[Room, ...]
    fields: tuple[tuple[str, str], ...]
    expected: tuple[Against, ...]
    zone: Zone | None
    similarity: SimilarityShown | None
    hits: tuple[HitShown, ...]
    lists: tuple[tuple[str, str], ...]
    policy: Mapping[str, Any]
    today: str
    versions: Mapping[str, str]


def shown(result: Mapping[str, Any], expected: Mapping[str, Any] | None) -> ResultShown:
    """Make a result ready for the page.

    Args:
        result: As `counterfoil.report.published` writes a verification.
        expected: What the integrator expected: ``name``, ``birth_date``, ``document_number``, each or None.
    """
    document, screening = result["document"], result["screening"]
    return ResultShown(
        rooms=_rooms(result["checks"]),
        fields=tuple(_fields(document)) if document else (),
        expected=_against(expected or {}, document or {}),
        zone=_zone(document["mrz"]) if document else None,
        similarity=_similarity(result) if result["comparison"] else None,
        hits=hits_shown.shown(screening) if screening else (),
        lists=hits_shown.lists(screening) if screening else (),
        policy=result["policy"],
        today=words.day(date.fromisoformat(result["today"])),
        versions=result["versions"],
    )


def reason_in_words(code: str) -> str:
    """Return what a reason tells the reviewer; the code itself where an older version gave one that is gone."""
    return _REASONS[code].detail if code in _REASONS else code


def _rooms(checks: Sequence[Mapping[str, Any]]) -> tuple[Room, ...]:
    named: dict[str, list[Check]] = {}
    for check in checks:
        named.setdefault(check["id"].partition(".")[0], []).append(_check(check))
    return tuple(_room(name, found) for name, found in named.items())


def _room(name: str, checks: list[Check]) -> Room:
    checks.sort(key=lambda check: _GRAVITY.index(check.outcome))
    counts = {outcome: sum(check.outcome is outcome for check in checks) for outcome in _GRAVITY}
    said = [f"{count} {words.OUTCOMES[outcome]}" for outcome, count in counts.items() if count]
    return Room(
        name=_ROOMS.get(name, name.capitalize()),
        outcome=_gravest(checks).value,
        counted=", ".join(said),
        troubled=tuple(page.check_shown(check) for check in checks if check.outcome in _TROUBLE),
        passed=tuple(page.check_shown(check) for check in checks if check.outcome not in _TROUBLE),
    )


def _gravest(checks: list[Check]) -> Outcome:
    """Return the outcome that stands for a room: what was not run counts only where nothing else is."""
    run = [check.outcome for check in checks if check.outcome is not Outcome.NOT_RUN]
    return run[0] if run else Outcome.NOT_RUN


def _check(check: Mapping[str, Any]) -> Check:
    return Check(
        id=check["id"],
        outcome=Outcome(check["outcome"]),
        score=check["score"],
        threshold=check["threshold"],
        reasons=tuple(_REASONS[code] for code in check["reasons"] if code in _REASONS),
        looked_at=tuple(check["looked_at"]),
        judged_by=check["judged_by"],
    )


def _fields(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    more = " ... (the document had no room for all)" if document["names_truncated"] else ""
    expiry = document["expiry_date"]
    stated = (
        ("Surname", f"{document['surname']}{more}"),
        ("Given names", document["given_names"]),
        ("Born", document["birth_date"] or "not stated"),
        ("Number", document["number"]),
        ("Valid until", words.day(date.fromisoformat(expiry)) if expiry else "not stated"),
        ("Nationality", document["nationality"]),
        ("Kind", words.FORMATS.get(document["format"], document["format"])),
        ("Issued by", document["issuer"]),
        ("Sex, as stated", document["sex"] or "not stated"),
        ("Optional fields", ", ".join(filter(None, document["optional"]))),
    )
    return [(name, value) for name, value in stated if value]


def _against(expected: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Against, ...]:
    name = f"{document.get('given_names', '')} {document.get('surname', '')}".strip()
    pairs = (
        ("Name", "name", name),
        ("Born", "birth_date", document.get("birth_date")),
        ("Number", "document_number", document.get("number")),
    )
    return tuple(Against(said, expected[key], read or "not read") for said, key, read in pairs if expected.get(key))


def _zone(mrz: Mapping[str, Any]) -> Zone:
    changed = {(edit["line"], edit["position"]) for edit in mrz["edits"]}
    digits = tuple(
        zone.digit_in_words(one["field"], one["printed"], one["computed"], passed=one["passed"])
        for one in mrz["check_digits"]
    )
    flaws = tuple(Finding("failed", f"The field {one['field']}: {one['rule']}.") for one in mrz["flaws"])
    return Zone(
        read=_lines(mrz["raw"], changed),
        repaired=_lines(mrz["lines"], changed),
        edits=len(changed),
        remark=zone.remark(len(changed)),
        findings=(*digits, *flaws),
    )


def _lines(lines: Sequence[str], changed: set[tuple[int, int]]) -> tuple[tuple[Piece, ...], ...]:
    return tuple(zone.pieces(line, at, changed) for at, line in enumerate(lines))


def _similarity(result: Mapping[str, Any]) -> SimilarityShown:
    """Say it by what was put down when it was judged: this version may have been calibrated anew."""
    comparison = result["comparison"]
    low, high = comparison["fmr_interval"]
    match = next(check for check in result["checks"] if check["id"] == "face.match")
    return similarity.shown(
        comparison["similarity"],
        comparison["fmr"],
        (low, high),
        max_fmr=result["policy"]["max_fmr"],
        needed=match["threshold"],
        calibration=match["judged_by"],
    )
