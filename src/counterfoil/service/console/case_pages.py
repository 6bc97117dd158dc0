"""One case: looked at, decided, looked at again. Whatever is opened stands in the ledger before it is shown.

It is opened in a transaction that reads: a store or a key service that is slow keeps no writer waiting.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import Depends, Form, Response
from sqlalchemy import Connection

from counterfoil.decision import Verdict
from counterfoil.errors import InvalidRequestError, NotFoundError
from counterfoil.records import leases, ledger
from counterfoil.records import verifications as records
from counterfoil.records.ledger import JsonValue
from counterfoil.records.vault import Evidence, Sealed, Vault
from counterfoil.records.verifications import State, Verification
from counterfoil.records.verifications.queue import neighbours
from counterfoil.service.console.case_shown import PICTURES, SHOWABLE, ends_soon, open_case
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.routing import console_router, go_to
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import OurForm, Visitor, allowed
from counterfoil.service.reviewing import put_down, seal_reason
from counterfoil.service.state import Here, Service

router = console_router()

SHORTEST_REASON: Final = 10
_LONGEST_REASON: Final = 4000
_LEASE_SECONDS: Final = 240
"""How often the page asks to keep the case; less than half of a lease."""

Reader = Annotated[Visitor, Depends(allowed(Action.SEE_CASE))]
Decider = Annotated[Visitor, Depends(allowed(Action.DECIDE))]
Confirmer = Annotated[Visitor, Depends(allowed(Action.CONFIRM))]
Eraser = Annotated[Visitor, Depends(allowed(Action.ERASE))]
Ruling = Annotated[Verdict, Form()]
Reason = Annotated[str, Form(max_length=_LONGEST_REASON)]
Sure = Annotated[str, Form(max_length=8)]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the form of a decision says."""

    verdict: Verdict
    reason: str


@router.get("/cases/{case}")
def show_case(case: str, here: Here, visitor: Reader) -> Response:
    """Show everything of a case but its pictures, which are asked for one by one."""
    now, tenant = here.clock(), visitor.account.tenant
    lease = _lease(here, visitor, case, now)
    with here.books.database.reading() as connection:
        found = _found(connection, tenant, case)
        before, after = neighbours(connection, tenant, case, now, is_test=found.is_test)
        shown = open_case(connection, here.books.vault, found, visitor.account, lease)
    _note_view(here, visitor, case, evidence=list(shown.opened), what="case")
    return page(
        "case.html",
        visitor=visitor,
        here="queue",
        case=shown,
        before=before if visitor.may(Action.SEE_QUEUE) else "",
        after=after if visitor.may(Action.SEE_QUEUE) else "",
        lease_seconds=_LEASE_SECONDS if lease and lease.account == visitor.account.id else 0,
        shortest=SHORTEST_REASON,
        waited=now - (found.under_review_at or now),
        ends_soon=ends_soon(found, now),
    )


@router.get("/cases/{case}/pictures/{evidence}")
def show_picture(case: str, evidence: str, here: Here, visitor: Reader) -> Response:
    """Give one picture of a case."""
    tenant = visitor.account.tenant
    with here.books.database.reading() as connection:
        _found(connection, tenant, case)
        piece = _picture(connection, here.books.vault, tenant, case, evidence)
        content = here.books.vault.open(connection, tenant, piece.id)
    _note_view(here, visitor, case, evidence=[piece.id], what=piece.kind)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(content, media_type=piece.media_type, headers=headers)


@router.post("/cases/{case}/lease", dependencies=[OurForm])
def keep_case(case: str, here: Here, visitor: Decider) -> Response:
    """Keep a case for as long as its page is open."""
    with here.books.database.writing() as connection:
        _found(connection, visitor.account.tenant, case)
        lease = leases.take(connection, case, visitor.account.id, here.clock())
    return Response(status_code=204 if lease.account == visitor.account.id else 409)


@router.post("/cases/{case}/leave", dependencies=[OurForm])
def leave_case(case: str, here: Here, visitor: Decider) -> Response:
    """Put a case back, undecided."""
    with here.books.database.writing() as connection:
        _found(connection, visitor.account.tenant, case)
        leases.give_back(connection, case, visitor.account.id)
    return go_to("/console/queue")


@router.post("/cases/{case}/decision", dependencies=[OurForm])
def decide(
    case: str, here: Here, visitor: Decider, *, verdict: Ruling, reason: Reason = "", sure: Sure = ""
) -> Response:
    """Decide, or propose where two must agree. The first time it only asks whether that is meant."""
    decided = Decided(verdict, _reason(reason))
    if sure != "yes":
        return _ask_again(here, visitor, case, decided, "decision")
    return _put_down(here, visitor, case, decided, is_second=False)


@router.post("/cases/{case}/confirmation", dependencies=[OurForm])
def confirm(
    case: str, here: Here, visitor: Confirmer, *, verdict: Ruling, reason: Reason = "", sure: Sure = ""
) -> Response:
    """Confirm what another one proposed; a remark is welcome and not required."""
    decided = Decided(verdict, reason.strip())
    if sure != "yes":
        return _ask_again(here, visitor, case, decided, "confirmation")
    return _put_down(here, visitor, case, decided, is_second=True)


@router.post("/cases/{case}/return", dependencies=[OurForm])
def send_back(case: str, here: Here, visitor: Confirmer, reason: Reason = "") -> Response:
    """Send back what another one proposed, with a reason."""
    said, now, by = _reason(reason), here.clock(), visitor.account.id
    sealed = _sealed(here, visitor, case, said, now)
    with here.books.database.writing() as connection:
        leases.require(connection, case, by, now)
        (why,) = here.books.vault.register(connection, sealed)
        records.send_back(connection, case, by=by, reason_evidence=why, now=now, retention=here.retention)
        leases.give_back(connection, case, by)
    return go_to(f"/console/queue?done={case}")


@router.post("/cases/{case}/erasure", dependencies=[OurForm])
def erase(case: str, here: Here, visitor: Eraser, sure: Sure = "") -> Response:
    """Erase everything of a case for ever, as somebody may ask. The first time it only asks whether that is meant."""
    with here.books.database.writing() as connection:
        found = _found(connection, visitor.account.tenant, case)
        if sure == "yes":
            records.erase(connection, here.books.vault, case, actor=visitor.account.actor, now=here.clock())
    if sure != "yes":
        return page("erase.html", visitor=visitor, here="queue", found=found)
    return go_to(f"/console/cases/{case}")


def _put_down(here: Service, visitor: Visitor, case: str, decided: Decided, *, is_second: bool) -> Response:
    """Put down what a reviewer found, unless the case has changed since they saw it: a proposal is there, or gone."""
    now, by = here.clock(), visitor.account.id
    sealed = _sealed(here, visitor, case, decided.reason, now) if decided.reason else None
    with here.books.database.writing() as connection:
        _found(connection, visitor.account.tenant, case)
        leases.require(connection, case, by, now)  # locks: what is read from here on stays so
        _require_proposal(connection, case, is_there=is_second)
        why = here.books.vault.register(connection, sealed)[0] if sealed else None
        put_down(here, connection, case, by=by, verdict=decided.verdict, why=why, now=now)
        leases.give_back(connection, case, by)
    return go_to(f"/console/queue?done={case}")


def _require_proposal(connection: Connection, case: str, *, is_there: bool) -> None:
    if (records.proposed_by(connection, case) is not None) is not is_there:
        changed = "Nothing is proposed any more" if is_there else "A decision was proposed meanwhile"
        raise InvalidRequestError(changed, remedy="Open the case again.")


def _found(connection: Connection, tenant: str, case: str) -> Verification:
    found = records.get(connection, tenant, case)
    if found is None:
        raise NotFoundError("There is no such case")
    return found


def _picture(connection: Connection, vault: Vault, tenant: str, case: str, evidence: str) -> Evidence:
    for piece in vault.find(connection, tenant, case):
        if piece.id == evidence and piece.kind in PICTURES and piece.media_type in SHOWABLE:
            return piece
    raise NotFoundError("The case has no such picture")


def _sealed(here: Service, visitor: Visitor, case: str, reason: str, now: datetime) -> Sealed:
    """Seal a reason for a case that is the tenant's."""
    with here.books.database.reading() as connection:
        _found(connection, visitor.account.tenant, case)
    return seal_reason(here, visitor.account.tenant, case, reason, now)


def _reason(written: str) -> str:
    reason = written.strip()
    if len(reason) < SHORTEST_REASON:
        raise InvalidRequestError(
            f"A reason of at least {SHORTEST_REASON} characters is required",
            remedy="Go back and say why, for whoever reads it in five years.",
        )
    return reason


def _ask_again(here: Service, visitor: Visitor, case: str, decided: Decided, place: str) -> Response:
    if decided.verdict not in (Verdict.ACCEPT, Verdict.REJECT):
        raise InvalidRequestError("A reviewer accepts or rejects")
    with here.books.database.reading() as connection:
        found = _found(connection, visitor.account.tenant, case)
    return page("sure.html", visitor=visitor, here="queue", found=found, decided=decided, place=place)


def _note_view(here: Service, visitor: Visitor, case: str, *, evidence: list[JsonValue], what: str) -> None:
    with here.books.database.writing() as connection:
        ledger.append(
            connection,
            tenant=visitor.account.tenant,
            kind="evidence.viewed",
            subject=case,
            actor=visitor.account.actor,
            body={"what": what, "evidence": evidence},
            now=here.clock(),
        )


def _lease(here: Service, visitor: Visitor, case: str, now: datetime) -> leases.Lease | None:
    """Take a case that this visitor may decide; None where there is nothing to decide."""
    if not visitor.may(Action.DECIDE):
        return None
    with here.books.database.writing() as connection:
        if _found(connection, visitor.account.tenant, case).state is not State.UNDER_REVIEW:
            return None
        return leases.take(connection, case, visitor.account.id, now)
