"""How the service is doing, drawn: for those who run it and those who lead the reviewers. No case is shown here."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from fastapi import Depends, Response

from counterfoil.records import counting, workers
from counterfoil.records.counting import Span
from counterfoil.service.console import bars, charts
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import Visitor, allowed
from counterfoil.service.state import Here, Service

router = console_router()

_LIST_IS_OLD: Final = 7
"""Days, as the policies bank and remote ask."""


class Period(StrEnum):
    """How far back to look."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_DAYS: Final = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 90}


@router.get("/operations")
def show_operations(
    here: Here, visitor: Annotated[Visitor, Depends(allowed(Action.SEE_OPERATIONS))], period: Period = Period.WEEK
) -> Response:
    """Show figures of a period that ends now."""
    now, tenant = here.clock(), visitor.account.tenant
    span = Span.HOUR if period is Period.DAY else Span.DAY
    since, until = _period(now, period, span)
    with here.books.database.reading() as connection:
        flow = counting.throughput(connection, tenant, since, until, span)
        ends = counting.ends(connection, tenant, since, until)
        funnel = counting.funnel(connection, tenant, since, until)
        manual = counting.manual(connection, tenant, since, until)
        by_policy = counting.latency(connection, tenant, since, until, by="policy")
        by_people = counting.latency(connection, tenant, since, until, by="reviewer")
        queue = counting.queue(connection, tenant, now)
        due = counting.due(connection, tenant, now)
        deliveries = counting.deliveries(connection, tenant, since, now)
        every = workers.all_workers(connection)
        alive = {one.id for one in workers.alive(connection, now)}
    return page(
        "operations.html",
        visitor=visitor,
        here="operations",
        period=period,
        periods=[one.value for one in Period],
        since=since,
        now=now,
        throughput=charts.throughput(flow, span),
        is_busy=any(bar.created or bar.accepted or bar.rejected for bar in flow),
        ends=bars.ends(ends),
        funnel=bars.funnel(funnel),
        manual=manual,
        latencies=[
            ("Decided by the policy", by_policy, charts.latency(by_policy)),
            ("Decided by people", by_people, charts.latency(by_people)),
        ],
        queue=queue,
        queue_chart=charts.queue(queue),
        due=due,
        deliveries=deliveries,
        workers=[one for one in every if not one.is_gone],
        alive=alive,
        lists=bars.lists(_lists(here), now.date(), _LIST_IS_OLD),
    )


def _period(now: datetime, period: Period, span: Span) -> tuple[datetime, datetime]:
    """Return a period of whole hours or days whose last one is the present one."""
    start = now.replace(minute=0, second=0, microsecond=0)
    start = start if span is Span.HOUR else start.replace(hour=0)
    until = start + span.length
    return until - timedelta(days=_DAYS[period]), until


def _lists(here: Service) -> bars.ListVersions:
    opened = here.shelf.lists()
    return opened.versions if opened else ()
