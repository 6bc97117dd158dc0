"""Links that open the capture page once, and the sessions they are exchanged for: one browser, one verification.

A link lives 15 minutes and opens once, so that one which was forwarded, logged or seen over a shoulder opens nothing. A
session lives as long as its verification may take and outlives a reload of the page; it is kept in a cookie that no
script reads. A person goes on with another device through a new link; the session that asked for it follows from then
on how far they are, and does nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, true, update

from counterfoil.errors import LinkError
from counterfoil.records import ledger
from counterfoil.records.ids import new_token, token_digest
from counterfoil.records.tables import AnyRow, capture_sessions, capture_tokens, tenants, verifications

LINK_LIFETIME: Final = timedelta(minutes=15)
SESSION_LIFETIME: Final = timedelta(hours=24)

_ADD_LINK: Final = insert(capture_tokens)
_ADD_SESSION: Final = insert(capture_sessions)
_TENANT: Final = select(verifications.c.tenant).where(verifications.c.id == bindparam("which"))
_OPEN: Final = (
    update(capture_tokens)
    .where(capture_tokens.c.digest == bindparam("mine"), capture_tokens.c.used_at.is_(None))
    .where(capture_tokens.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
    .returning(capture_tokens.c.verification, capture_tokens.c.handed_on_by)
)
_SESSION: Final = (
    select(
        capture_sessions.c.verification,
        capture_sessions.c.expires_at,
        capture_sessions.c.follows_since,
        verifications.c.tenant,
    )
    .join(verifications, verifications.c.id == capture_sessions.c.verification)
    .join(tenants, tenants.c.id == verifications.c.tenant)
    .where(capture_sessions.c.digest == bindparam("digest"), tenants.c.disabled_at.is_(None))
    .where(capture_sessions.c.ended_at.is_(None), capture_sessions.c.expires_at > bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class CaptureSession:
    """A browser that captures.

    Attributes:
        verification: What it is for, and nothing else.
        tenant: Whose that is.
        expires_at: When it ends.
        follows: Whether its person went on with another device, so that it may only see how far they are.
    """

    verification: str
    tenant: str
    expires_at: datetime
    follows: bool = False


def issue_link(
    connection: Connection,
    verification: str,
    *,
    actor: str,
    now: datetime,
    lifetime: timedelta = LINK_LIFETIME,
    handed_on_by: str | None = None,
) -> str:
    """Return the token of a new link, which is kept nowhere.

    Args:
        connection: A transaction that writes.
        verification: What the link opens; there is such a verification.
        actor: Who asked for it.
        now: The clock.
        lifetime: How long it can be opened.
        handed_on_by: The secret of the session that goes on with another device through it; None when there is none.
    """
    token = new_token("cft")
    row = {"digest": token_digest(token), "verification": verification, "created_at": now, "expires_at": now + lifetime}
    connection.execute(_ADD_LINK, {**row, "handed_on_by": token_digest(handed_on_by) if handed_on_by else None})
    _note(connection, verification, "issued", actor, now)
    return token


def redeem_link(
    connection: Connection, token: str, now: datetime, *, lifetime: timedelta = SESSION_LIFETIME
) -> tuple[str, CaptureSession]:
    """Exchange a link's token for a session. Of two browsers at once, one gets it.

    Every other session of the verification ends, since its bearer goes on in one place; the one that handed on follows.
    Links that were left unopened open nothing any more: a QR code that nobody needed is no way in for whoever saw it.

    Args:
        connection: A transaction that writes.
        token: The token of the link.
        now: The clock.
        lifetime: How long the session lasts.

    Returns:
        The session's secret, which is kept nowhere, and the session.

    Raises:
        LinkError: It is unknown, was used or has run out.
    """
    digest = token_digest(token)
    _hold_verification(connection, digest)
    opened: AnyRow | None = connection.execute(_OPEN, {"mine": digest, "now": now}).one_or_none()
    if opened is None:
        raise LinkError("This link cannot be opened (any more)", remedy="Ask whoever sent it for a new one.")
    verification = opened.verification
    _leave_to_one(connection, verification, opened.handed_on_by, now)
    end_links(connection, verification, now)
    secret = new_token("cfs")
    row = {"digest": token_digest(secret), "verification": verification, "created_at": now}
    connection.execute(_ADD_SESSION, {**row, "expires_at": now + lifetime})
    _note(connection, verification, "opened", "bearer", now)
    session = find_session(connection, secret, now)
    if session is None:
        raise LinkError("This link cannot be opened (any more)", remedy="Ask whoever sent it for a new one.")
    return secret, session


def find_session(connection: Connection, secret: str, now: datetime) -> CaptureSession | None:
    """Return the session of a secret; None when there is none (any more)."""
    row: AnyRow | None = connection.execute(_SESSION, {"digest": token_digest(secret), "now": now}).one_or_none()
    if row is None:
        return None
    return CaptureSession(row.verification, row.tenant, row.expires_at, follows=row.follows_since is not None)


def end_session(connection: Connection, secret: str, now: datetime) -> None:
    """End a session; nothing happens when there is none."""
    mine = capture_sessions.c.digest == token_digest(secret), capture_sessions.c.ended_at.is_(None)
    connection.execute(update(capture_sessions).where(*mine).values(ended_at=now))


def end_all(connection: Connection, verification: str, now: datetime) -> None:
    """End every session and every link of a verification."""
    sessions = capture_sessions.c
    open_sessions = sessions.verification == verification, sessions.ended_at.is_(None)
    connection.execute(update(capture_sessions).where(*open_sessions).values(ended_at=now))
    end_links(connection, verification, now)


def end_links(connection: Connection, verification: str, now: datetime) -> None:
    """End every link of a verification that nobody has opened."""
    unused = capture_tokens.c.verification == verification, capture_tokens.c.used_at.is_(None)
    connection.execute(update(capture_tokens).where(*unused).values(used_at=now))


def _hold_verification(connection: Connection, digest: str) -> None:
    """Hold the verification that a link opens: whoever opens another one of it, or ends them all, waits for us."""
    its = verifications.join(capture_tokens, capture_tokens.c.verification == verifications.c.id)
    query = select(verifications.c.id).select_from(its).where(capture_tokens.c.digest == digest)
    connection.execute(query.with_for_update(of=verifications, key_share=True))


def _leave_to_one(connection: Connection, verification: str, handed_on_by: str | None, now: datetime) -> None:
    """End the open sessions of a verification, but have the one that handed on follow."""
    sessions = capture_sessions.c
    still_open = sessions.verification == verification, sessions.ended_at.is_(None)
    mine = sessions.digest == handed_on_by, sessions.follows_since.is_(None)
    connection.execute(update(capture_sessions).where(*still_open, *mine).values(follows_since=now))
    others = sessions.digest != handed_on_by if handed_on_by else true()
    connection.execute(update(capture_sessions).where(*still_open, others).values(ended_at=now))


def _note(connection: Connection, verification: str, kind: str, actor: str, now: datetime) -> None:
    tenant = connection.execute(_TENANT, {"which": verification}).scalar_one()
    ledger.append(connection, tenant=tenant, kind=f"capture_link.{kind}", subject=verification, actor=actor, now=now)
