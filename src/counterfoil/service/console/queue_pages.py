"""The queue: cases that wait for a person, the longest waiting first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import Depends, Query, Response
from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select

from counterfoil.reasons import Reason
from counterfoil.records import leases
from counterfoil.records.access import accounts
from counterfoil.records.ids import is_id
from counterfoil.records.tables import AnyRow, reviews, verifications
from counterfoil.records.verifications import Action as Step
from counterfoil.records.verifications import Route, State
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.result_shown import reason_in_words
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import Visitor, allowed
from counterfoil.service.state import Here

router = console_router()

_PAGE: Final = 50
_SLOW: Final = timedelta(hours=4)
_LATE: Final = timedelta(hours=24)
_WHOLE_BAR: Final = timedelta(hours=48)
_CODES: Final = frozenset(reason.code for reason in Reason)

_SINCE: Final = func.coalesce(
    verifications.c.processing_at,
    verifications.c.consented_at,
    verifications.c.created_at,
    type_=verifications.c.created_at.type,
)
"""Since when a case waits: since the bearer handed it in, or asked for a person."""


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
    """What of the queue to show."""

    policy: str = ""
    reason: str = ""
    older_than: int = 0
    eyes: Eyes = Eyes.ANY
    mode: Mode = Mode.LIVE


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in the queue.

    Attributes:
        id: The verification.
        reference: The integrator's own name of it; may be empty.
        policy: Under which policy.
        is_manual: Whether the bearer chose the way without biometrics.
        reasons: Why a person must look, in words.
        since: When it began to wait.
        waited: For how long.
        filled: Percent of the bar that shows it.
        tone: ``accept``, ``refer`` or ``reject``: how pressing it is.
        eyes: Which pair of eyes it waits for.
        by: Who has it open, by name; empty when nobody has.
        is_mine: Whether the visitor has.
    """

    id: str
    reference: str
    policy: str
    is_manual: bool
    reasons: tuple[str, ...]
    since: datetime
    waited: timedelta
    filled: float
    tone: str
    eyes: Eyes
    by: str
    is_mine: bool


@router.get("/queue")
def show_queue(
    here: Here,
    visitor: Annotated[Visitor, Depends(allowed(Action.SEE_QUEUE))],
    *,
    policy: Annotated[str, Query(max_length=64)] = "",
    reason: Annotated[str, Query(max_length=64)] = "",
    older: Annotated[int, Query(ge=0, le=10_000)] = 0,
    eyes: Eyes = Eyes.ANY,
    mode: Mode = Mode.LIVE,
    at: Annotated[int, Query(ge=1, le=100_000, alias="page")] = 1,
    done: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show what waits."""
    chosen, now = Filters(policy, reason if reason in _CODES else "", older, eyes, mode), here.clock()
    with here.books.database.reading() as connection:
        where = _where(visitor.account.tenant, chosen, now)
        total = connection.execute(select(func.count()).select_from(verifications).where(*where)).scalar_one()
        rows = connection.execute(_ordered(where).limit(_PAGE).offset((at - 1) * _PAGE)).all()
        cases = _waiting(connection, rows, visitor, now)
        policies, reasons = _choices(connection, visitor.account.tenant)
    return page(
        "queue.html",
        visitor=visitor,
        here="queue",
        cases=cases,
        total=total,
        filters=chosen,
        policies=policies,
        reasons=reasons,
        at=at,
        pages=max(1, -(-total // _PAGE)),
        done=done if is_id("ver", done) else "",
        late=sum(case.waited >= _LATE for case in cases),
    )


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
    waits = select(_SINCE).where(verifications.c.id == case).scalar_subquery()
    behind = (waits < _SINCE) | ((waits == _SINCE) & (verifications.c.id > case))
    before = (waits > _SINCE) | ((waits == _SINCE) & (verifications.c.id < case))
    after = select(verifications.c.id).where(*where, behind).order_by(_SINCE, verifications.c.id).limit(1)
    first = select(verifications.c.id).where(*where, before)
    first = first.order_by(_SINCE.desc(), verifications.c.id.desc()).limit(1)
    return connection.execute(first).scalar() or "", connection.execute(after).scalar() or ""


def _where(tenant: str, chosen: Filters, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [
        verifications.c.tenant == tenant,
        verifications.c.state == State.UNDER_REVIEW.value,
        verifications.c.is_test.is_(chosen.mode is Mode.TEST),
    ]
    if chosen.policy:
        conditions.append(verifications.c.policy == chosen.policy)
    if chosen.reason:
        conditions.append(cast(verifications.c.reasons, String).contains(f'"{chosen.reason}"', autoescape=True))
    if chosen.older_than:
        conditions.append(now - timedelta(hours=chosen.older_than) >= _SINCE)
    if chosen.eyes is not Eyes.ANY:
        waits = _last_step() == Step.PROPOSED.value
        conditions.append(waits if chosen.eyes is Eyes.SECOND else ~func.coalesce(waits, False))
    return conditions


def _last_step() -> ColumnElement[str]:
    """What a reviewer did last to the verification of the row."""
    newest = select(reviews.c.action).where(reviews.c.verification == verifications.c.id)
    return newest.order_by(reviews.c.number.desc()).limit(1).scalar_subquery()


def _ordered(where: list[ColumnElement[bool]]) -> Select[tuple[Any, ...]]:
    columns = (verifications, _SINCE.label("since"), _last_step().label("last_step"))
    return select(*columns).where(*where).order_by(_SINCE, verifications.c.id)


def _waiting(connection: Connection, rows: Sequence[AnyRow], visitor: Visitor, now: datetime) -> list[Waiting]:
    held = leases.held(connection, [row.id for row in rows], now)
    names = {one.id: one.name for one in accounts.of_tenant(connection, visitor.account.tenant)} if held else {}
    return [_case(row, held.get(row.id), names, visitor, now) for row in rows]


def _case(row: AnyRow, lease: leases.Lease | None, names: dict[str, str], visitor: Visitor, now: datetime) -> Waiting:
    waited = now - row.since
    return Waiting(
        id=row.id,
        reference=row.reference or "",
        policy=row.policy,
        is_manual=row.route == Route.MANUAL.value,
        reasons=tuple(reason_in_words(code) for code in row.reasons),
        since=row.since,
        waited=waited,
        filled=round(min(100.0, 100 * (waited / _WHOLE_BAR)), 1),
        tone="reject" if waited >= _LATE else "refer" if waited >= _SLOW else "accept",
        eyes=Eyes.SECOND if row.last_step == Step.PROPOSED.value else Eyes.FIRST,
        by=names.get(lease.account, "somebody") if lease else "",
        is_mine=lease is not None and lease.account == visitor.account.id,
    )


def _choices(connection: Connection, tenant: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the policies and the reasons that the queue has, to choose from."""
    here = (verifications.c.tenant == tenant, verifications.c.state == State.UNDER_REVIEW.value)
    policies = sorted(connection.execute(select(verifications.c.policy).where(*here).distinct()).scalars())
    text = cast(verifications.c.reasons, String)
    found = connection.execute(select(text).where(*here).distinct()).scalars()
    codes = {code for written in found for code in json.loads(written)}
    return policies, sorted(((code, reason_in_words(code)) for code in codes), key=lambda one: one[1])
