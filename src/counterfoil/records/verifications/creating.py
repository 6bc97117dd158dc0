"""The beginning of a verification."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert

from counterfoil.decision.policy import Policy
from counterfoil.errors import InputError
from counterfoil.records.ids import new_id
from counterfoil.records.tables import verifications
from counterfoil.records.verifications.state import Route, State
from counterfoil.records.verifications.step import from_row, tell
from counterfoil.records.verifications.verification import Verification

_ADD: Final = insert(verifications).returning(*verifications.c)


def create(
    connection: Connection,
    *,
    tenant: str,
    policy: Policy,
    consent_version: str,
    is_test: bool,
    expires_at: datetime,
    actor: str,
    now: datetime,
    magic: str | None = None,
    reference: str | None = None,
    return_url: str | None = None,
    language: str | None = None,
    attempts_allowed: int = 3,
    needs_second_review: bool = False,
    which: str | None = None,
) -> Verification:
    """Begin a verification.

    Args:
        connection: A transaction that writes.
        tenant: Whose it is; there is such a tenant.
        policy: What is asked for, and why.
        consent_version: The text of consent that the bearer will be shown.
        is_test: Whether it belongs to the test mode.
        expires_at: When it expires if it has not been handed in by then; after ``now``.
        actor: Who asked for it, such as ``key:key_01...``.
        now: The clock.
        magic: How a test ends; only in the test mode.
        reference: What the integrator calls it.
        return_url: Where the bearer goes afterwards.
        language: The language in which to greet the bearer (BCP 47).
        attempts_allowed: How often it may be handed in, at least once.
        needs_second_review: Whether two reviewers must agree.
        which: Its id, a new one, where something was sealed for it already.

    Raises:
        InputError: It would expire before it begins, allows no attempt, or has a magic end outside the test mode.
    """
    if expires_at <= now:
        raise InputError("A verification expires after it was created")
    if attempts_allowed < 1:
        raise InputError("A verification allows one attempt at least")
    if magic is not None and not is_test:
        raise InputError("Only the test mode has magic inputs", remedy="Use a key that begins with cf_test_.")
    values: dict[str, Any] = {
        "id": which or new_id("ver", now),
        "tenant": tenant,
        "is_test": is_test,
        "magic": magic,
        "state": State.CREATED.value,
        "route": Route.BIOMETRIC.value,
        "policy": policy.name,
        "policy_sha256": policy.sha256,
        "purpose": policy.purpose,
        "consent_version": consent_version,
        "language": language,
        "reference": reference,
        "return_url": return_url,
        "attempt": 0,
        "attempts_allowed": attempts_allowed,
        "needs_second_review": needs_second_review,
        "reasons": [],
        "created_at": now,
        "changed_at": now,
        "expires_at": expires_at,
    }
    created = from_row(connection.execute(_ADD, values).one())
    body = {"policy": policy.name, "policy_sha256": policy.sha256, "test": is_test}
    tell(connection, created, "created", actor=actor, now=now, body=body)
    return created
