"""A case on one screen: what was found, what was shown to whom, and what a person may do now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from counterfoil.errors import EvidenceGone
from counterfoil.reasons import Reason
from counterfoil.records import leases, ledger
from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Account
from counterfoil.records.ledger import Entry
from counterfoil.records.vault import Evidence, Vault
from counterfoil.records.verifications import Action as Step
from counterfoil.records.verifications import Review, State, Verification, reviews_of
from counterfoil.report.timeline import Timeline
from counterfoil.service.console import timelines
from counterfoil.service.console.permissions import Action, may
from counterfoil.service.console.result_shown import ResultShown, reason_in_words, shown

PICTURES: Final[Mapping[str, tuple[str, str]]] = {
    "page": ("The document, upright", "document"),
    "document_front": ("The document, as it was handed in", "document"),
    "document_back": ("The back of the document", "back"),
    "portrait": ("The holder, on the document", "portrait"),
    "probe_face": ("The bearer, as compared", "probe"),
    "probe_frame": ("The bearer's whole picture", "frame"),
    "probe": ("The bearer, as handed in", "frame"),
}
"""Kinds of evidence that can be looked at, each with its caption and the place it takes; the first that is there takes
the place."""

SHOWABLE: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What a browser can draw and no browser runs."""

_SOON: Final = timedelta(days=7)

_TIPPING_OFF: Final = frozenset(
    {Reason.SCREENING_HIT.code, Reason.SCREENING_LISTS_STALE.code, Reason.SCREENING_NO_LISTS.code}
)
_STEPS: Final = {
    Step.DECIDED: "decided",
    Step.PROPOSED: "proposed",
    Step.CONFIRMED: "confirmed",
    Step.SENT_BACK: "sent back the proposal",
}


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture that can be asked for.

    Attributes:
        evidence: Its id.
        place: ``document``, ``back``, ``portrait``, ``probe`` or ``frame``.
        caption: What it shows.
        why_not: Why it cannot be shown; empty when it can.
    """

    evidence: str
    place: str
    caption: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """What a reviewer did, with the reason opened."""

    by: str
    did: str
    verdict: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """What the page shows.

    Attributes:
        verification: What stands outside the vault.
        reasons: Why it waits, in words.
        result: What was found; None without biometrics, or once it was erased.
        timeline: The clip's trace; None without one.
        pictures: What there is to look at, in order.
        reviews: What reviewers did, oldest first.
        entries: The case's ledger, newest first.
        names: Names of the accounts that the ledger mentions, by id.
        is_proposed: Whether a second pair of eyes is waited for.
        must_not_tell: Whether telling the person of the reasons would tip them off.
        lease: Who has it open.
        can_decide: Whether the visitor may decide or propose now.
        can_confirm: Whether the visitor may confirm or send back now.
        why_not: Why neither, where the role would allow it; else empty.
        opened: Ids of the evidence that was opened to show this.
    """

    verification: Verification
    reasons: tuple[str, ...]
    result: ResultShown | None
    timeline: Timeline | None
    pictures: tuple[PictureShown, ...]
    reviews: tuple[ReviewShown, ...]
    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    is_proposed: bool
    must_not_tell: bool
    lease: leases.Lease | None
    can_decide: bool
    can_confirm: bool
    why_not: str
    opened: tuple[str, ...]


def open_case(
    connection: Connection, vault: Vault, verification: Verification, account: Account, lease: leases.Lease | None
) -> CaseShown:
    """Open everything of a case but its pictures.

    Args:
        connection: A transaction that reads. Whoever calls puts into the ledger what was opened, and shows it then.
        vault: Where the evidence is.
        verification: The case.
        account: Who looks.
        lease: Who works on it; None when it is not under review.
    """
    tenant = verification.tenant
    pieces = vault.find(connection, tenant, verification.id)
    opened: list[str] = []
    result = _json(connection, vault, pieces, "result", opened)
    expected = _json(connection, vault, pieces, "expected", opened)
    trace = _json(connection, vault, pieces, "trace", opened)
    done = reviews_of(connection, verification.id)
    names = {one.id: one.name for one in accounts.of_tenant(connection, tenant)}
    proposal = done[-1] if done and done[-1].action is Step.PROPOSED else None
    can_decide, can_confirm, why_not = _rights(verification, account, lease, proposal, names)
    return CaseShown(
        verification=verification,
        reasons=tuple(reason_in_words(code) for code in verification.reasons),
        result=shown(result, expected) if result else None,
        timeline=timelines.of_trace(trace) if trace else None,
        pictures=_pictures(pieces),
        reviews=tuple(_review(connection, vault, tenant, one, names=names, opened=opened) for one in done),
        entries=tuple(reversed(ledger.entries(connection, tenant, subject=verification.id, limit=500))),
        names=names,
        is_proposed=proposal is not None,
        must_not_tell=bool(_TIPPING_OFF.intersection(verification.reasons)),
        lease=lease,
        can_decide=can_decide,
        can_confirm=can_confirm,
        why_not=why_not,
        opened=tuple(opened),
    )


def ends_soon(verification: Verification, now: datetime) -> bool:
    """Return whether a case ends undecided within a week if nobody does anything."""
    ends = verification.biometrics_due_at
    return verification.state is State.UNDER_REVIEW and ends is not None and ends - now < _SOON


def _rights(
    verification: Verification,
    account: Account,
    lease: leases.Lease | None,
    proposal: Review | None,
    names: Mapping[str, str],
) -> tuple[bool, bool, str]:
    if verification.state is not State.UNDER_REVIEW or not may(account.role, Action.DECIDE):
        return False, False, ""
    if lease is not None and lease.account != account.id:
        who = names.get(lease.account, "Somebody else")
        return False, False, f"{who} has this case open. It becomes free when they leave it for ten minutes."
    if verification.needs_second_review and account.vouched_only_by is not None:
        return False, False, "Another supervisor must confirm your account before it counts where two must agree."
    if proposal is None or (proposal.by != account.id and may(account.role, Action.CONFIRM)):
        return proposal is None, proposal is not None, ""
    if proposal.by == account.id:
        return False, False, "You have proposed a decision. Somebody else must look at it."
    return False, False, "A supervisor must look at what was proposed."


def _json(
    connection: Connection, vault: Vault, pieces: list[Evidence], kind: str, opened: list[str]
) -> dict[str, Any] | None:
    """Open the newest piece of a kind; None when there is none, or it has been erased."""
    newest = next((piece for piece in reversed(pieces) if piece.kind == kind), None)
    if newest is None or newest.erased_at is not None:
        return None
    found: dict[str, Any] = json.loads(vault.open(connection, newest.tenant, newest.id))
    opened.append(newest.id)
    return found


def _pictures(pieces: list[Evidence]) -> tuple[PictureShown, ...]:
    newest = {piece.kind: piece for piece in pieces}
    placed: dict[str, PictureShown] = {}
    for kind, (caption, place) in PICTURES.items():
        piece = newest.get(kind)
        if piece is None:
            continue
        why_not = "erased" if piece.erased_at else "" if piece.media_type in SHOWABLE else "not a picture"
        if place not in placed or (placed[place].why_not and not why_not):
            placed[place] = PictureShown(piece.id, place, caption, why_not)
    return tuple(placed.values())


def _review(
    connection: Connection, vault: Vault, tenant: str, done: Review, *, names: Mapping[str, str], opened: list[str]
) -> ReviewShown:
    reason = ""
    if done.reason is not None:
        try:
            reason = vault.open(connection, tenant, done.reason).decode()
            opened.append(done.reason)
        except EvidenceGone:
            reason = "(erased)"
    return ReviewShown(names.get(done.by, done.by), _STEPS[done.action], done.verdict.value, done.at, reason)
