"""One step of a verification: a conditional UPDATE, its entry in the ledger and, when the state changed, a webhook.

The condition is in the UPDATE itself, so that of two processes that take a step at once one finds the row changed: on
Postgres the second waits for the first one's row lock and then looks at the condition again.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from counterfoil.decision.verdict import Verdict
from counterfoil.errors import StateError
from counterfoil.records import ledger
from counterfoil.records.tables import AnyRow, verifications
from counterfoil.records.verifications.state import DecidedBy, Route, State
from counterfoil.records.verifications.verification import Verification
from counterfoil.records.webhooks.outbox import announce

_CHANGE: Final = (
    update(verifications)
    .where(verifications.c.id == bindparam("which"), verifications.c.state.in_(bindparam("among", expanding=True)))
    .returning(*verifications.c)
)


def change(
    connection: Connection, which: str, *conditions: ColumnElement[bool], states: Collection[State], **values: Any
) -> Verification | None:
    """Change a verification that is in one of these states and fulfils the conditions; None when it is not.

    Whoever changes one says so with `note` or `tell` in the same transaction.
    """
    query = _CHANGE.where(*conditions).values(**values)
    among = [state.value for state in states]
    row = connection.execute(query, {"which": which, "among": among}).one_or_none()
    return from_row(row) if row else None


def take(
    connection: Connection, which: str, *conditions: ColumnElement[bool], states: Collection[State], **values: Any
) -> Verification:
    """Change a verification that is in one of these states and fulfils the conditions, and return it.

    Raises:
        StateError: It is in another state, or does not fulfil them.
    """
    return require(change(connection, which, *conditions, states=states, **values), connection, which)


def require(changed: Verification | None, connection: Connection, which: str) -> Verification:
    """Return what was changed.

    Raises:
        StateError: Nothing was: the verification is in another state.
    """
    if changed is None:
        state = connection.execute(select(verifications.c.state).where(verifications.c.id == which)).scalar()
        there = f"is {state.replace('_', ' ')}" if state else "does not exist"
        raise StateError(
            f"The verification {there}, which does not allow this step",
            remedy="Ask for it again to see what it allows.",
        )
    return changed


def note(
    connection: Connection,
    verification: Verification,
    kind: str,
    *,
    actor: str,
    now: datetime,
    body: Mapping[str, Any] | None = None,
) -> None:
    """Put a step that leaves the state as it is into the ledger."""
    ledger.append(
        connection,
        tenant=verification.tenant,
        kind=f"verification.{kind}",
        subject=verification.id,
        actor=actor,
        body=body or {},
        now=now,
    )


def tell(
    connection: Connection,
    verification: Verification,
    kind: str,
    *,
    actor: str,
    now: datetime,
    body: Mapping[str, Any] | None = None,
) -> None:
    """Put a change of state into the ledger, and announce it to whoever wants to be told."""
    note(connection, verification, kind, actor=actor, now=now, body=body)
    announce(
        connection,
        tenant=verification.tenant,
        event=f"verification.{kind}",
        subject=verification.id,
        is_test=verification.is_test,
        now=now,
    )


def from_row(row: AnyRow) -> Verification:
    """Read a row of the table."""
    values = {name: getattr(row, name) for name in Verification.__dataclass_fields__}
    values |= {
        "state": State(row.state),
        "route": Route(row.route),
        "verdict": Verdict(row.verdict) if row.verdict else None,
        "reasons": tuple(row.reasons),
        "decided_by": DecidedBy(row.decided_by) if row.decided_by else None,
    }
    return Verification(**values)
