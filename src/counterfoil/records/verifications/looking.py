"""Looking at verifications: one, or a page of them. A look-up names the tenant and finds nothing of another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from counterfoil.records.ids import is_id
from counterfoil.records.paging import cut, require_page
from counterfoil.records.tables import verifications
from counterfoil.records.verifications.state import State
from counterfoil.records.verifications.step import from_row
from counterfoil.records.verifications.verification import Verification

WITH_PEOPLE: Final = verifications.c.state == State.UNDER_REVIEW.value
"""Whose clock of biometrics says when they end undecided."""

_KNOWN: Final = select(verifications).where(verifications.c.id == bindparam("which"))
_BEING_JUDGED: Final = select(func.count()).where(verifications.c.state == State.PROCESSING.value)


@dataclass(frozen=True, slots=True)
class Page:
    """Some verifications, and where to go on.

    Attributes:
        verifications: At most as many as were asked for.
        next: The cursor of the next page; None on the last one.
    """

    verifications: tuple[Verification, ...]
    next: str | None


def get(connection: Connection, tenant: str, which: str) -> Verification | None:
    """Return a verification of a tenant; None when the tenant has none of this id."""
    found = known(connection, which) if is_id("ver", which) else None
    return found if found and found.tenant == tenant else None


def known(connection: Connection, which: str) -> Verification | None:
    """Return a verification by an id that came from a row of ours, such as a session's; never from a request."""
    row = connection.execute(_KNOWN, {"which": which}).one_or_none()
    return from_row(row) if row else None


def page(
    connection: Connection,
    tenant: str,
    *,
    states: Collection[State] = (),
    is_test: bool | None = None,
    reference: str | None = None,
    created_from: datetime | None = None,
    created_before: datetime | None = None,
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Return a page of a tenant's verifications, newest first.

    What is created while somebody turns pages neither repeats a row nor hides one: the cursor is the last id of a page,
    and ids sort by time.

    Args:
        connection: A transaction.
        tenant: Whose.
        states: Those in these states; in any when none is named.
        is_test: Those of the test mode, or those that are not; both when None.
        reference: Those that the integrator calls so.
        created_from: Those created at this moment or later.
        created_before: Those created before this moment.
        oldest_first: Begin with the oldest, as a queue does.
        after: The cursor of the page before; the first page when None.
        limit: At most so many, 1 to 200.

    Raises:
        InputError: The cursor is none, or the limit is out of range.
    """
    require_page("ver", after, limit)
    column = verifications.c.id
    query = select(verifications).where(verifications.c.tenant == tenant, *_filters(states, is_test))
    if reference is not None:
        query = query.where(verifications.c.reference == reference)
    if created_from is not None:
        query = query.where(verifications.c.created_at >= created_from)
    if created_before is not None:
        query = query.where(verifications.c.created_at < created_before)
    if after is not None:
        query = query.where(column > after if oldest_first else column < after)
    rows = connection.execute(query.order_by(column if oldest_first else column.desc()).limit(limit + 1)).all()
    return Page(*cut([from_row(row) for row in rows], limit))


def due_undecided(connection: Connection, now: datetime, limit: int = 100) -> list[str]:
    """Return the ids of cases that waited for people as long as they may, the longest due first."""
    return _due_biometrics(connection, WITH_PEOPLE, now, limit)


def due_biometrics(connection: Connection, now: datetime, limit: int = 100) -> list[str]:
    """Return the ids of verifications, under review no more, whose biometrics must be erased, the longest due first.

    A case that waits for people ends first: `due_undecided`.
    """
    return _due_biometrics(connection, ~WITH_PEOPLE, now, limit)


def due_records(connection: Connection, now: datetime, limit: int = 100) -> list[str]:
    """Return the ids of verifications of which everything must be erased by now, the longest due first."""
    due = verifications.c.records_due_at
    query = select(verifications.c.id).where(due <= now, verifications.c.erased_at.is_(None))
    return list(connection.execute(query.order_by(due).limit(limit)).scalars())


def unfinished(connection: Connection, limit: int = 100) -> list[tuple[str, int]]:
    """Return id and attempt of verifications that are in processing, the longest first.

    Handing work to the engine follows the transaction that asks for it, and may be lost by a kill in between.
    """
    query = select(verifications.c.id, verifications.c.attempt).where(verifications.c.state == State.PROCESSING.value)
    longest_first = query.order_by(verifications.c.processing_at)
    return [(row.id, row.attempt) for row in connection.execute(longest_first.limit(limit))]


def being_judged(connection: Connection) -> int:
    """Return how many verifications, of all tenants, wait to be judged or are."""
    return connection.execute(_BEING_JUDGED).scalar_one()


def _due_biometrics(connection: Connection, which: ColumnElement[bool], now: datetime, limit: int) -> list[str]:
    due = verifications.c.biometrics_due_at
    query = select(verifications.c.id).where(which, due <= now, verifications.c.biometrics_erased_at.is_(None))
    return list(connection.execute(query.order_by(due).limit(limit)).scalars())


def _filters(states: Collection[State], is_test: bool | None) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if states:
        filters.append(verifications.c.state.in_([state.value for state in states]))
    if is_test is not None:
        filters.append(verifications.c.is_test.is_(is_test))
    return filters
