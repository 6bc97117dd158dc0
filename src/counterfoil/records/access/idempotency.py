"""Requests that were answered already: who sends one again gets the same answer, and nothing happens twice.

The key is taken in the transaction that does the work. Of two requests with the same key at once, the second waits for
the first one's end and then finds its answer, or, where the first failed, does the work itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, select, update

from counterfoil.errors import IdempotencyError
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import idempotency

KEPT: Final = timedelta(days=1)

_UNANSWERED: Final = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose keys: those of another caller are other keys.

    Attributes:
        tenant: The tenant.
        caller: The id of the API key.
        key: What the caller chose, at most 255 characters.
    """

    tenant: str
    caller: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered.

    Attributes:
        status: The HTTP status.
        sealed: The body, sealed (`Vault.box`): it may hold a secret, such as a capture link. Empty once it was erased.
    """

    status: int
    sealed: bytes


def begin(connection: Connection, caller: Caller, request: str, now: datetime) -> Answer | None:
    """Take a key, or return the answer that was given under it.

    Args:
        connection: The transaction that will do the work.
        caller: Whose key, and which.
        request: SHA-256 of the request, in hexadecimal: method, path and body.
        now: The clock.

    Returns:
        None when the work is to be done, and `finish` to be called in the same transaction.

    Raises:
        IdempotencyError: The key stood for another request.
    """
    mine = {"tenant": caller.tenant, "caller": caller.caller, "key": caller.key}
    fresh = {"request": request, "status": _UNANSWERED, "sealed": b"", "subject": None, "created_at": now}
    found = None
    while found is None:  # it may be forgotten before it is read
        if insert_if_absent(connection, idempotency, mine | fresh) or _taken_anew(connection, caller, fresh, now):
            return None
        found = connection.execute(select(idempotency).where(*_mine(caller))).one_or_none()
    if found.request != request:
        raise IdempotencyError(
            "This idempotency key stood for another request", remedy="Use a new key for each request."
        )
    return Answer(found.status, found.sealed)


def finish(connection: Connection, caller: Caller, answer: Answer, subject: str | None = None) -> None:
    """Keep the answer, in the transaction that began.

    Args:
        connection: That transaction.
        caller: Whose key, and which.
        answer: What is answered.
        subject: The verification that it is about; None where it is about none.
    """
    kept = {"status": answer.status, "sealed": answer.sealed, "subject": subject}
    connection.execute(update(idempotency).where(*_mine(caller)).values(**kept))


def erase_answers(connection: Connection, subject: str) -> None:
    """Erase what was answered about a verification. The keys stay taken: a request sent again still does nothing."""
    connection.execute(update(idempotency).where(idempotency.c.subject == subject).values(sealed=b""))


def forget(connection: Connection, now: datetime) -> int:
    """Forget answers that are older than a day; return how many."""
    return connection.execute(delete(idempotency).where(idempotency.c.created_at <= now - KEPT)).rowcount


def _taken_anew(connection: Connection, caller: Caller, fresh: Mapping[str, Any], now: datetime) -> bool:
    """Take a key whose answer is too old to be given again, and has not been forgotten yet."""
    old = update(idempotency).where(*_mine(caller), idempotency.c.created_at <= now - KEPT)
    return connection.execute(old.values(**fresh)).rowcount == 1


def _mine(caller: Caller) -> tuple[ColumnElement[bool], ...]:
    columns = idempotency.c
    return columns.tenant == caller.tenant, columns.caller == caller.caller, columns.key == caller.key
