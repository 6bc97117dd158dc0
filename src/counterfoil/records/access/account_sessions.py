"""Browsers that are signed in to the console: a random token each, of which only the digest is kept.

A session ends 30 minutes after it was last used, 12 hours after it began (NIST SP 800-63B-4, 2.2.3 asks for at most 1
hour and 24 hours), when its owner signs out, and with every change of the account's password or state.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, insert, select, update

from counterfoil.records.ids import new_token, token_digest
from counterfoil.records.tables import account_sessions, accounts, tenants

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
_NOTED_EVERY: Final = timedelta(minutes=1)
"""How exactly "last used" is kept: a page must not cost a write each time."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in.

    Attributes:
        digest: Of its token.
        account: Whose.
        tenant: The account's.
        seen_at: When it was last used, to the minute.
        expires_at: When it ends at the latest.
    """

    digest: str
    account: str
    tenant: str
    seen_at: datetime
    expires_at: datetime

    def is_due(self, now: datetime) -> bool:
        """Return whether its use should be noted."""
        return now - self.seen_at >= _NOTED_EVERY


def begin(connection: Connection, account: str, now: datetime) -> str:
    """Begin a session and return its token, which is kept nowhere.

    Args:
        connection: A transaction that writes.
        account: Whose.
        now: The clock.
    """
    token = new_token("cfs")
    connection.execute(
        insert(account_sessions).values(
            digest=token_digest(token), account=account, created_at=now, seen_at=now, expires_at=now + LONGEST
        )
    )
    return token


def find(connection: Connection, token: str, now: datetime) -> Session | None:
    """Return the session of a token; None when there is none, it has ended, or its account or tenant is disabled."""
    query = (
        select(account_sessions, accounts.c.tenant)
        .join(accounts, accounts.c.id == account_sessions.c.account)
        .join(tenants, tenants.c.id == accounts.c.tenant)
        .where(
            account_sessions.c.digest == token_digest(token),
            account_sessions.c.ended_at.is_(None),
            account_sessions.c.expires_at > now,
            account_sessions.c.seen_at > now - IDLE,
            accounts.c.disabled_at.is_(None),
            tenants.c.disabled_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    return Session(row.digest, row.account, row.tenant, row.seen_at, row.expires_at) if row else None


def note_use(connection: Connection, session: Session, now: datetime) -> None:
    """Put down that a session was used now."""
    connection.execute(update(account_sessions).where(account_sessions.c.digest == session.digest).values(seen_at=now))


def end(connection: Connection, session: Session, now: datetime) -> None:
    """End one session: its owner signs out."""
    _end(connection, account_sessions.c.digest == session.digest, now)


def end_all(connection: Connection, account: str, now: datetime) -> None:
    """End every session of an account."""
    _end(connection, account_sessions.c.account == account, now)


def _end(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    still = account_sessions.c.ended_at.is_(None)
    connection.execute(update(account_sessions).where(which, still).values(ended_at=now))
