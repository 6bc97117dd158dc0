"""The queue: verifications that wait for a person, the longest waiting first; and those that waited too long."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select

from counterfoil.records.tables import AnyRow, reviews, verifications
from counterfoil.records.verifications.reviewing import Action
from counterfoil.records.verifications.state import State
from counterfoil.records.verifications.step import from_row
from counterfoil.records.verifications.verification import Verification

SINCE: Final = verifications.c.under_review_at
"""Since when a case waits: since it came to people, anew when its bearer contests."""


class Eyes(StrEnum):
    """Which pair of eyes a case waits for."""

    ANY = ""
    FIRST = "first"
    SECOND = "second"


class Mode(StrEnum):
    """Real cases, or those of the test mode."""

    LIVE = ""
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue to show.

    Attributes:
        policy: Under this policy; under any when empty.
        reason: For the reason of this code; for any when empty.
        older_than: What has waited for so many hours.
        eyes: Which pair of eyes it waits for.
        mode: Real cases, or those of the test mode.
    """

    policy: str = ""
    reason: str = ""
    older_than: int = 0
    eyes: Eyes = Eyes.ANY
    mode: Mode = Mode.LIVE


@dataclass(frozen=True, slots=True)
class Waiting:
    """A verification in the queue.

    Attributes:
        verification: Which.
        since: When it began to wait.
        eyes: Which pair of eyes it waits for, or waited for in vain.
    """

    verification: Verification
    since: datetime
    eyes: Eyes


def count(connection: Connection, tenant: str, chosen: Filters, now: datetime) -> int:
    """Return how many of a tenant wait."""
    where = _where(tenant, chosen, now)
    return connection.execute(select(func.count()).select_from(verifications).where(*where)).scalar_one()


def waiting(
    connection: Connection, tenant: str, chosen: Filters, now: datetime, *, limit: int, offset: int
) -> Sequence[Waiting]:
    """Return some of those that wait.

    Args:
        connection: A transaction.
        tenant: Whose queue.
        chosen: Which of it.
        now: The clock.
        limit: How many at most.
        offset: How many to pass over.
    """
    query = _with_step().where(*_where(tenant, chosen, now)).order_by(SINCE, verifications.c.id)
    return [_waiting(row) for row in connection.execute(query.limit(limit).offset(offset))]


def neighbours(connection: Connection, tenant: str, case: str, now: datetime, *, is_test: bool) -> tuple[str, str]:
    """Return the cases before and after one in the queue; empty where there is none.

    Args:
        connection: A transaction.
        tenant: Whose queue.
        case: The verification.
        now: The clock.
        is_test: Of the test mode, or of the others.
    """
    where = _where(tenant, Filters(mode=Mode.TEST if is_test else Mode.LIVE), now)
    waits = select(SINCE).where(verifications.c.id == case).scalar_subquery()
    behind = (waits < SINCE) | ((waits == SINCE) & (verifications.c.id > case))
    before = (waits > SINCE) | ((waits == SINCE) & (verifications.c.id < case))
    after = select(verifications.c.id).where(*where, behind).order_by(SINCE, verifications.c.id).limit(1)
    first = select(verifications.c.id).where(*where, before)
    first = first.order_by(SINCE.desc(), verifications.c.id.desc()).limit(1)
    return connection.execute(first).scalar() or "", connection.execute(after).scalar() or ""


def ended_undecided(connection: Connection, tenant: str, *, is_test: bool, limit: int) -> list[Waiting]:
    """Return cases that nobody decided in time, those that came last first, until their records are erased.

    Args:
        connection: A transaction.
        tenant: Whose.
        is_test: Of the test mode, or of the others.
        limit: How many at most.
    """
    table = verifications.c
    ended = (table.state == State.EXPIRED.value, SINCE.is_not(None))
    where = (table.tenant == tenant, table.is_test.is_(is_test), *ended)
    query = _with_step().where(*where).order_by(SINCE.desc(), table.id).limit(limit)
    return [_waiting(row) for row in connection.execute(query)]


def choices(connection: Connection, tenant: str) -> tuple[list[str], list[str]]:
    """Return the policies and the codes of reasons that a tenant's queue has, to choose from, in order."""
    here = (verifications.c.tenant == tenant, verifications.c.state == State.UNDER_REVIEW.value)
    policies = sorted(connection.execute(select(verifications.c.policy).where(*here).distinct()).scalars())
    found = connection.execute(select(cast(verifications.c.reasons, String)).where(*here).distinct()).scalars()
    return policies, sorted({code for written in found for code in json.loads(written)})


def _where(tenant: str, chosen: Filters, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [
        verifications.c.tenant == tenant,
        verifications.c.state == State.UNDER_REVIEW.value,
        verifications.c.is_test.is_(chosen.mode is Mode.TEST),
        SINCE.is_not(None),  # it is, under review: said so that the index is taken
    ]
    if chosen.policy:
        conditions.append(verifications.c.policy == chosen.policy)
    if chosen.reason:
        conditions.append(cast(verifications.c.reasons, String).contains(f'"{chosen.reason}"', autoescape=True))
    if chosen.older_than:
        conditions.append(now - timedelta(hours=chosen.older_than) >= SINCE)
    if chosen.eyes is not Eyes.ANY:
        waits = _last_step() == Action.PROPOSED.value
        conditions.append(waits if chosen.eyes is Eyes.SECOND else ~func.coalesce(waits, False))
    return conditions


def _with_step() -> Select[Any]:
    return select(verifications, _last_step().label("last_step"))


def _waiting(row: AnyRow) -> Waiting:
    eyes = Eyes.SECOND if row.last_step == Action.PROPOSED.value else Eyes.FIRST
    return Waiting(from_row(row), row.under_review_at, eyes)


def _last_step() -> ColumnElement[str]:
    """What a reviewer did last to the verification of the row."""
    newest = select(reviews.c.action).where(reviews.c.verification == verifications.c.id)
    return newest.order_by(reviews.c.number.desc()).limit(1).scalar_subquery()
