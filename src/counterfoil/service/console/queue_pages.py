"""The queue: cases that wait for a person, the longest waiting first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Final

from fastapi import Depends, Query, Response
from sqlalchemy import Connection

from counterfoil.reasons import Reason
from counterfoil.records import leases
from counterfoil.records.access import accounts
from counterfoil.records.ids import is_id
from counterfoil.records.verifications import Route, queue
from counterfoil.records.verifications.queue import Eyes, Filters, Mode, Waiting
from counterfoil.service.console.case_shown import ends_soon
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
_ENDED: Final = 20
"""Cases that nobody decided in time, shown at most; they stay until their records are erased."""

_CODES: Final = frozenset(reason.code for reason in Reason)


@dataclass(frozen=True, slots=True)
class CaseInQueue:
    """A case as the queue shows it.

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
        ends_in: How long until it ends undecided, where that is within a week; else None.
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
    ends_in: timedelta | None
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
        total = queue.count(connection, visitor.account.tenant, chosen, now)
        cases = _shown(connection, chosen, visitor, now, at)
        is_test = mode is Mode.TEST
        ended = queue.ended_undecided(connection, visitor.account.tenant, is_test=is_test, limit=_ENDED)
        policies, codes = queue.choices(connection, visitor.account.tenant)
    return page(
        "queue.html",
        visitor=visitor,
        here="queue",
        cases=cases,
        total=total,
        ended=ended,
        filters=chosen,
        policies=policies,
        reasons=sorted(((code, reason_in_words(code)) for code in codes), key=lambda one: one[1]),
        at=at,
        pages=max(1, -(-total // _PAGE)),
        done=done if is_id("ver", done) else "",
        late=sum(case.waited >= _LATE for case in cases),
    )


def _shown(connection: Connection, chosen: Filters, visitor: Visitor, now: datetime, at: int) -> list[CaseInQueue]:
    found = queue.waiting(connection, visitor.account.tenant, chosen, now, limit=_PAGE, offset=(at - 1) * _PAGE)
    held = leases.held(connection, [one.verification.id for one in found], now)
    names = {one.id: one.name for one in accounts.of_tenant(connection, visitor.account.tenant)} if held else {}
    return [_case(one, held.get(one.verification.id), names, visitor, now) for one in found]


def _case(
    one: Waiting, lease: leases.Lease | None, names: dict[str, str], visitor: Visitor, now: datetime
) -> CaseInQueue:
    waited, verification = now - one.since, one.verification
    ends = verification.biometrics_due_at
    return CaseInQueue(
        id=verification.id,
        reference=verification.reference or "",
        policy=verification.policy,
        is_manual=verification.route is Route.MANUAL,
        reasons=tuple(reason_in_words(code) for code in verification.reasons),
        since=one.since,
        waited=waited,
        filled=round(min(100.0, 100 * (waited / _WHOLE_BAR)), 1),
        tone="reject" if waited >= _LATE else "refer" if waited >= _SLOW else "accept",
        ends_in=ends - now if ends is not None and ends_soon(verification, now) else None,
        eyes=one.eyes,
        by=names.get(lease.account, "somebody") if lease else "",
        is_mine=lease is not None and lease.account == visitor.account.id,
    )
