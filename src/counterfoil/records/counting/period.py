"""What happened in a period: how many came, how far, what became of them, and how long it took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, exists, func, select

from counterfoil.records.clock_columns import beginning, seconds_between
from counterfoil.records.tables import evidence, verifications
from counterfoil.records.verifications import Route, State

LATENCY_EDGES: Final = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400, 259200)
"""Seconds: where one bar of the histogram ends and the next begins."""


class Span(StrEnum):
    """How one bar of time is long."""

    HOUR = "hour"
    DAY = "day"

    @property
    def length(self) -> timedelta:
        """Return it as a length of time."""
        return timedelta(hours=1) if self is Span.HOUR else timedelta(days=1)


class End(StrEnum):
    """What became of a verification."""

    ACCEPTED_BY_POLICY = "accepted by the policy"
    ACCEPTED_BY_PEOPLE = "accepted by people"
    REJECTED_BY_POLICY = "rejected by the policy"
    REJECTED_BY_PEOPLE = "rejected by people"
    UNDER_REVIEW = "waiting for a person"
    ON_THE_WAY = "still on the way"
    UNDECIDED = "nobody decided in time"
    EXPIRED = "not handed in"
    ERASED = "erased before a decision"


class Step(StrEnum):
    """How far a person came."""

    CREATED = "created"
    CONSENTED = "consented"
    CAPTURED = "captured"
    SUBMITTED = "handed in"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: how many were created, accepted and rejected in it."""

    start: datetime
    created: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Latency:
    """How long decisions took.

    Attributes:
        count: How many decisions.
        median: Seconds that half of them took at most; None without any.
        p95: Seconds that 95 of 100 took at most; None without any.
        counts: How many fell between each two of `LATENCY_EDGES`, those below the first and above the last included.
    """

    count: int
    median: float | None
    p95: float | None
    counts: tuple[int, ...]


def throughput(connection: Connection, tenant: str, since: datetime, until: datetime, span: Span) -> tuple[Bar, ...]:
    """Return every stretch of time of a period, also those in which nothing happened.

    Args:
        connection: A transaction.
        tenant: Whose.
        since: The beginning, at the beginning of a stretch.
        until: The end; what happens at it does not count.
        span: How long a stretch is.
    """
    created = _by_time(connection, tenant, verifications.c.created_at, since, until, span=span)
    table = verifications.c
    decided = _by_time(connection, tenant, table.decided_at, since, until, span=span, apart=table.verdict)
    starts = []
    while since < until:
        starts.append(since)
        since += span.length
    key = "%Y-%m-%d %H" if span is Span.HOUR else "%Y-%m-%d"
    return tuple(
        Bar(
            start,
            created.get((start.strftime(key), None), 0),
            *(decided.get((start.strftime(key), verdict), 0) for verdict in ("accept", "reject")),
        )
        for start in starts
    )


def ends(connection: Connection, tenant: str, since: datetime, until: datetime) -> Mapping[End, int]:
    """Return what became of the verifications that were created in a period."""
    table = verifications.c
    policy, people = table.decided_by == "policy", table.decided_by == "reviewer"
    accepted, rejected = table.verdict == "accept", table.verdict == "reject"
    end = case(
        (table.decided_at.is_not(None) & policy & accepted, End.ACCEPTED_BY_POLICY.value),
        (table.decided_at.is_not(None) & people & accepted, End.ACCEPTED_BY_PEOPLE.value),
        (table.decided_at.is_not(None) & policy & rejected, End.REJECTED_BY_POLICY.value),
        (table.decided_at.is_not(None) & people & rejected, End.REJECTED_BY_PEOPLE.value),
        (table.state == State.UNDER_REVIEW.value, End.UNDER_REVIEW.value),
        ((table.state == State.EXPIRED.value) & table.under_review_at.is_not(None), End.UNDECIDED.value),
        (table.state == State.EXPIRED.value, End.EXPIRED.value),
        (table.state == State.ERASED.value, End.ERASED.value),
        else_=End.ON_THE_WAY.value,
    ).label("ended")
    query = select(end, func.count().label("many")).where(*_created(tenant, since, until)).group_by(end)
    found = {row.ended: row.many for row in connection.execute(query)}
    return {one: found.get(one.value, 0) for one in End}


def funnel(connection: Connection, tenant: str, since: datetime, until: datetime) -> Mapping[Step, int]:
    """Return how far people came whose verification was created in a period, and who showed a face and a document."""
    table = verifications.c
    captured = exists().where(evidence.c.subject == table.id, evidence.c.kind.in_(("document_front", "probe")))
    reached: dict[Step, ColumnElement[bool]] = {
        Step.CONSENTED: table.consented_at.is_not(None),
        Step.CAPTURED: table.processing_at.is_not(None) | captured,
        Step.SUBMITTED: table.processing_at.is_not(None),
        Step.DECIDED: table.decided_at.is_not(None),
    }
    counts = [func.count().filter(condition).label(step.name) for step, condition in reached.items()]
    where = (*_created(tenant, since, until), table.route == Route.BIOMETRIC.value)
    row = connection.execute(select(func.count().label(Step.CREATED.name), *counts).where(*where)).one()
    return {step: getattr(row, step.name) for step in Step}


def manual(connection: Connection, tenant: str, since: datetime, until: datetime) -> int:
    """Return how many chose the way without biometrics, of those created in a period."""
    where = (*_created(tenant, since, until), verifications.c.route == Route.MANUAL.value)
    return int(connection.execute(select(func.count()).select_from(verifications).where(*where)).scalar_one())


def latency(connection: Connection, tenant: str, since: datetime, until: datetime, *, by: str) -> Latency:
    """Return how long decisions of a period took, from handing in (or asking for a person) on.

    Args:
        connection: A transaction.
        tenant: Whose.
        since: The beginning of the period.
        until: Its end, which does not count.
        by: ``policy`` or ``reviewer``.
    """
    table = verifications.c
    began = func.coalesce(table.processing_at, table.consented_at, table.created_at)
    took = seconds_between(began, table.decided_at)
    where = (*_in_period(tenant, table.decided_at, since, until), table.decided_by == by)
    # Which row is the median and which the 95th of 100 is known once the rows stand in order: none is interpolated.
    ordered = (
        select(
            took.label("took"),
            func.row_number().over(order_by=took).label("number"),
            func.count().over().label("all"),
        )
        .where(*where)
        .subquery()
    )
    row = ordered.c
    bucket = _bucket(row.took, LATENCY_EDGES)
    query = select(
        bucket,
        func.count().label("many"),
        func.max(case((row.number == (row.all + 1) // 2, row.took))).label("median"),
        func.max(case((row.number == (row.all * 95 + 99) // 100, row.took))).label("p95"),
    )
    found = {one.bucket: one for one in connection.execute(query.group_by(bucket))}
    counts = tuple(found[at].many if at in found else 0 for at in range(len(LATENCY_EDGES) + 1))
    median, p95 = (
        next((max(0.0, float(value)) for one in found.values() if (value := getattr(one, name)) is not None), None)
        for name in ("median", "p95")
    )
    return Latency(sum(counts), median, p95, counts)


def _created(tenant: str, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return _in_period(tenant, verifications.c.created_at, since, until)


def _in_period(
    tenant: str, moment: ColumnElement[Any], since: datetime, until: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (verifications.c.tenant == tenant, verifications.c.is_test.is_(False), moment >= since, moment < until)


def _by_time(
    connection: Connection,
    tenant: str,
    moment: ColumnElement[Any],
    since: datetime,
    until: datetime,
    *,
    span: Span,
    apart: ColumnElement[Any] | None = None,
) -> dict[tuple[str, str | None], int]:
    """Count by the beginning of a stretch of time, and by one more column where it is given."""
    start = beginning(moment, hours=span is Span.HOUR).label("start")
    groups = (start,) if apart is None else (start, apart.label("apart"))
    query = select(*groups, func.count().label("many")).where(*_in_period(tenant, moment, since, until))
    rows = connection.execute(query.group_by(*groups))
    return {(row.start, row.apart if apart is not None else None): row.many for row in rows}


def _bucket(seconds: ColumnElement[float], edges: Sequence[int]) -> ColumnElement[int]:
    return case(*((seconds < edge, at) for at, edge in enumerate(edges)), else_=len(edges)).label("bucket")
