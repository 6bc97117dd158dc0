"""What the bearer does: consent or take the way without biometrics, hand over captures, hand in.

Each function is one step inside a transaction that writes; a step that the state does not allow changes nothing.
"""

import json
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, exists, func, select

from counterfoil.errors import CaptureError, ConsentError
from counterfoil.records.tables import evidence as pieces
from counterfoil.records.tables import ledger_entries, verifications
from counterfoil.records.vault import Evidence
from counterfoil.records.verifications import retention as keeping
from counterfoil.records.verifications import step
from counterfoil.records.verifications.concluding import come_to_people
from counterfoil.records.verifications.retention import Retention
from counterfoil.records.verifications.state import BEFORE_PROCESSING, Route, State

CAPTURES: Final = ("document_front", "document_back", "probe", "challenge")
"""The kinds of evidence that the bearer hands over."""

MOST_CAPTURES: Final = 60
"""Captures that one verification keeps. Ten attempts at front, back and face need 30; without a limit, whoever has one
link could fill the disk."""

_NEEDED: Final = ("document_front", "probe")
_BEARER: Final = "bearer"
_CAPTURED: Final = "verification.captured"
_SUBMITTED: Final = "verification.submitted"

_STATE: Final = select(verifications.c.state).where(verifications.c.id == bindparam("which"))
_CAPTURES_OF: Final = pieces.c.subject == bindparam("which"), pieces.c.kind.in_(CAPTURES)
_COUNT: Final = select(func.count()).select_from(pieces).where(*_CAPTURES_OF)
_THERE: Final = select(pieces.c.kind).where(*_CAPTURES_OF, pieces.c.erased_at.is_(None))
_ORDER: Final = (
    select(ledger_entries.c.number, ledger_entries.c.kind, ledger_entries.c.body)
    .where(ledger_entries.c.tenant == bindparam("tenant"), ledger_entries.c.subject == bindparam("which"))
    .where(ledger_entries.c.kind.in_((_CAPTURED, _SUBMITTED)))
    .order_by(ledger_entries.c.number)
)


def consent(
    connection: Connection,
    which: str,
    *,
    version: str,
    language: str,
    now: datetime,
    actor: str = _BEARER,
    text: Evidence | None = None,
) -> None:
    """Record that the bearer agreed: to which text, in which language, when. From created to consented.

    Args:
        connection: A transaction that writes.
        which: The verification's id.
        version: The version of the text that was shown.
        language: The language in which it was shown (BCP 47).
        now: The clock.
        actor: Who.
        text: The text as it was shown, sealed in the vault as kind ``consent``; the ledger then names it.

    Raises:
        ConsentError: Another version was to be shown.
        StateError: It is in another state.
    """
    _require_version(connection, which, version)
    consented = step.take(
        connection,
        which,
        verifications.c.consent_version == version,
        states=[State.CREATED],
        state=State.CONSENTED.value,
        language=language,
        consented_at=now,
        changed_at=now,
    )
    body = {"version": version, "language": language} | ({"text": text.id, "sha256": text.sha256} if text else {})
    step.tell(connection, consented, "consented", actor=actor, now=now, body=body)


def choose_manual(
    connection: Connection,
    which: str,
    *,
    now: datetime,
    retention: Retention = keeping.USUAL,
    actor: str = _BEARER,
) -> None:
    """Take the way without biometrics: a person looks. From created, consented or capturing to under_review.

    Args:
        connection: A transaction that writes.
        which: The verification's id.
        now: The clock.
        retention: How long it waits for people.
        actor: Who.

    Raises:
        StateError: It is in another state.
    """
    chosen = step.take(
        connection,
        which,
        states=BEFORE_PROCESSING,
        route=Route.MANUAL.value,
        changed_at=now,
        **come_to_people(now, retention),
    )
    body = {"route": Route.MANUAL.value}
    step.tell(connection, chosen, "under_review", actor=actor, now=now, body=body)


def require_capturing(connection: Connection, which: str) -> None:
    """See that a verification takes a capture now: before anything of it is read, looked at or sealed.

    Raises:
        StateError: It is in another state; before consent nothing is captured.
        CaptureError: It has taken as many as it may.
    """
    if connection.execute(_STATE, {"which": which}).scalar() not in (State.CONSENTED, State.CAPTURING):
        step.require(None, connection, which)
    if connection.execute(_COUNT, {"which": which}).scalar_one() >= MOST_CAPTURES:
        raise CaptureError(
            "This verification takes no more pictures", remedy="Hand in what is there, or ask for a person."
        )


def capture(
    connection: Connection, which: str, *, kind: str, evidence: Evidence, now: datetime, actor: str = _BEARER
) -> None:
    """Record that a capture was sealed. From consented to capturing at the first, and no other state after it.

    Args:
        connection: A transaction that writes: the one that sealed it.
        which: The verification's id.
        kind: One of `CAPTURES`.
        evidence: What was sealed, with the verification as its subject.
        now: The clock.
        actor: Who.

    Raises:
        CaptureError: It is no capture, or not this verification's.
        StateError: It is in another state; before consent nothing is captured.
    """
    if kind not in CAPTURES or (evidence.kind, evidence.subject) != (kind, which):
        raise CaptureError("This is no capture of this verification")
    started = step.change(connection, which, states=[State.CONSENTED], state=State.CAPTURING.value, changed_at=now)
    if started:
        step.tell(connection, started, "capturing", actor=actor, now=now)
    else:
        started = step.change(connection, which, states=[State.CAPTURING], changed_at=now)
    capturing = step.require(started, connection, which)
    body = {"kind": kind, "version": evidence.version, "evidence": evidence.id}
    step.note(connection, capturing, "captured", actor=actor, now=now, body=body)


def submit(connection: Connection, which: str, now: datetime, *, actor: str = _BEARER) -> int:
    """Hand in what was captured. From capturing to processing.

    Args:
        connection: A transaction that writes.
        which: The verification's id.
        now: The clock.
        actor: Who.

    Returns:
        The number of this attempt, from 1.

    Raises:
        CaptureError: The front of the document or the probe is missing, or nothing was captured since the last attempt.
        StateError: It is in another state.
    """
    verification = step.take(
        connection,
        which,
        states=[State.CAPTURING],
        state=State.PROCESSING.value,
        attempt=verifications.c.attempt + 1,
        verdict=None,
        reasons=[],
        processing_at=now,
        changed_at=now,
    )

    if missing := sorted(set(_NEEDED) - captured(connection, which)):
        raise CaptureError(f"There is no {' and no '.join(missing)} yet", remedy="Capture it first.")
    if not captured_anew(connection, verification.tenant, which):
        raise CaptureError(
            "Nothing was captured since the last attempt",
            remedy="The same captures lead to the same answer: take one anew.",
        )
    step.tell(connection, verification, "submitted", actor=actor, now=now, body={"attempt": verification.attempt})
    return verification.attempt


def captured(connection: Connection, which: str) -> AbstractSet[str]:
    """Return the kinds of captures that are there."""
    return frozenset(connection.execute(_THERE, {"which": which}).scalars())


def captured_anew(connection: Connection, tenant: str, which: str) -> AbstractSet[str]:
    """Return the kinds that were captured since the latest attempt was handed in, or at all when none was."""
    order = _order(connection, tenant, which)
    submitted = order.pop(_SUBMITTED, 0)
    return frozenset(kind for kind, number in order.items() if number > submitted)


def captured_before(connection: Connection, tenant: str, which: str, *, kind: str, other: str) -> bool:
    """Return whether the latest capture of a kind came before the latest of another."""
    order = _order(connection, tenant, which)
    return order.get(kind, 0) < order.get(other, 0)


def _require_version(connection: Connection, which: str, version: str) -> None:
    other = exists().where(verifications.c.id == which, verifications.c.consent_version != version)
    if connection.execute(select(other)).scalar():
        raise ConsentError("Consent was given to another text than this verification's", remedy="Show the text anew.")


def _order(connection: Connection, tenant: str, which: str) -> dict[str, int]:
    """Return the numbers of the ledger's latest entries, by what was captured. The ledger counts; a clock may jump."""
    found = connection.execute(_ORDER, {"tenant": tenant, "which": which})
    return {json.loads(row.body)["kind"] if row.kind == _CAPTURED else _SUBMITTED: row.number for row in found}
