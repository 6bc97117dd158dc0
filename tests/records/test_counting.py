"""The figures of the operator page are what counting by hand gives, on both databases, and come by way of an index."""

from datetime import timedelta

import pytest
import verifications_made_up as made_up
from sqlalchemy import event, insert

from counterfoil.records import counting
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.counting import End, Span, Step
from counterfoil.records.database import Database
from counterfoil.records.tables import webhook_deliveries, webhook_endpoints, webhook_messages

COUNT = 3000


@pytest.fixture
def midnight(now):
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def filled(database, now):
    """A tenant with many verifications beside another one with some, and the rows of the first that count."""
    with database.writing() as connection:
        for name in ("default", "other"):
            ensure_tenant(connection, name, now=now)
        rows = made_up.fill(connection, made_up.rows(COUNT, "default", now))
        made_up.fill(connection, made_up.rows(200, "other", now, seed=2))
    return database, [row for row in rows if not row["is_test"]]


def seconds(row):
    return (row["decided_at"] - (row["processing_at"] or row["consented_at"])).total_seconds()


@pytest.mark.parametrize(("span", "days"), [(Span.HOUR, 1), (Span.DAY, 30)])
def test_each_stretch_of_time_has_what_began_and_ended_in_it(filled, midnight, span, days):
    database, rows = filled
    since = midnight - timedelta(days=days)
    with database.reading() as connection:
        bars = counting.throughput(connection, "default", since, midnight, span)
    assert [bar.start for bar in bars] == [
        since + span.length * at for at in range(int((midnight - since) / span.length))
    ]
    for bar in bars:
        inside = lambda moment: moment is not None and bar.start <= moment < bar.start + span.length  # noqa: B023, E731
        assert bar.created == sum(inside(row["created_at"]) for row in rows)
        assert bar.accepted == sum(inside(row["decided_at"]) and row["verdict"] == "accept" for row in rows)
        assert bar.rejected == sum(inside(row["decided_at"]) and row["verdict"] == "reject" for row in rows)


def test_every_verification_of_a_period_has_one_end(filled, midnight):
    database, rows = filled
    since = midnight - timedelta(days=30)
    with database.reading() as connection:
        found = counting.ends(connection, "default", since, midnight)
    inside = [row for row in rows if since <= row["created_at"] < midnight]
    assert sum(found.values()) == len(inside)
    assert found[End.ACCEPTED_BY_POLICY] == sum(
        (row["verdict"], row["decided_by"]) == ("accept", "policy") for row in inside
    )
    assert found[End.UNDER_REVIEW] == sum(row["state"] == "under_review" for row in inside)
    ended = [bool(row["under_review_at"]) for row in inside if row["state"] == "expired"]
    assert (found[End.UNDECIDED], found[End.EXPIRED]) == (sum(ended), len(ended) - sum(ended))


def test_nobody_comes_further_than_the_step_before(filled, midnight):
    database, rows = filled
    since = midnight - timedelta(days=90)
    with database.reading() as connection:
        found = counting.funnel(connection, "default", since, midnight)
        manual = counting.manual(connection, "default", since, midnight)
    biometric = [row for row in rows if row["route"] == "biometric" and since <= row["created_at"]]
    assert found[Step.CREATED] == len(biometric)
    assert found[Step.SUBMITTED] == sum(row["processing_at"] is not None for row in biometric)
    assert found[Step.DECIDED] == sum(row["decided_at"] is not None for row in biometric)
    assert sorted(found.values(), reverse=True) == list(found.values())
    assert manual == sum(row["route"] == "manual" and since <= row["created_at"] for row in rows)


@pytest.mark.parametrize("by", ["policy", "reviewer"])
def test_how_long_it_took_is_told_by_values_that_occurred(filled, midnight, by):
    database, rows = filled
    since = midnight - timedelta(days=30)
    with database.reading() as connection:
        found = counting.latency(connection, "default", since, midnight, by=by)
    took = sorted(
        seconds(row)
        for row in rows
        if row["decided_by"] == by and row["decided_at"] and since <= row["decided_at"] < midnight
    )
    assert found.count == len(took) > 50
    assert found.median == pytest.approx(took[-(-len(took) // 2) - 1], abs=0.01)
    assert found.p95 == pytest.approx(took[-(-len(took) * 95 // 100) - 1], abs=0.01)
    assert sum(found.counts) == len(took)
    assert found.counts[0] == sum(one < 1 for one in took)


def test_the_queue_is_counted_by_age(filled, now):
    database, rows = filled
    with database.reading() as connection:
        found = counting.queue(connection, "default", now)
    ages = [(now - row["under_review_at"]).total_seconds() for row in rows if row["state"] == "under_review"]
    assert found.count == len(ages) > 0
    assert found.oldest.total_seconds() == pytest.approx(max(ages), abs=0.01)
    assert found.counts[-1] == sum(age >= counting.AGE_EDGES[-1] for age in ages)


def test_what_is_due_is_overdue_or_soon(filled, now):
    database, rows = filled
    with database.reading() as connection:
        found = counting.due(connection, "default", now)
    for clock, waits in (("biometrics", False), ("undecided", True)):
        mine = [row for row in rows if (row["state"] == "under_review") == waits and row["biometrics_due_at"]]
        due = [row["biometrics_due_at"] for row in mine]
        assert mine
        assert found[clock].overdue >= sum(one <= now for one in due)
        assert found[clock].week >= sum(now < one <= now + timedelta(days=7) for one in due)


def test_nothing_is_counted_where_nothing_is(filled, now):
    database, _ = filled
    with database.reading() as connection:
        assert counting.queue(connection, "nobody", now) == counting.Queue(0, None, (0, 0, 0, 0, 0))
        assert counting.latency(connection, "nobody", now, now, by="policy").median is None
        assert set(counting.ends(connection, "nobody", now, now).values()) == {0}


def test_webhooks_in_trouble_are_counted(database, now):
    with database.writing() as connection:
        ensure_tenant(connection, now=now)
        endpoint = {"id": "whe_1", "tenant": "default", "url": "x", "events": [], "is_test": False, "created_at": now}
        connection.execute(insert(webhook_endpoints).values(**_known(webhook_endpoints, endpoint)))
        for at, (state, attempts) in enumerate([("pending", 0), ("pending", 3), ("dead", 9), ("delivered", 1)]):
            message = {"id": f"whm_{at}", "tenant": "default", "event": "e", "subject": "s", "body": "{}"}
            connection.execute(
                insert(webhook_messages).values(
                    **_known(
                        webhook_messages, {**message, "is_test": False, "created_at": now - timedelta(hours=at + 1)}
                    )
                )
            )
            delivery = {"id": f"whd_{at}", "message": f"whm_{at}", "endpoint": "whe_1", "state": state, "next_at": now}
            delivery |= {"attempts": attempts, "ended_at": now if state in ("dead", "delivered") else None}
            connection.execute(insert(webhook_deliveries).values(**_known(webhook_deliveries, delivery)))
        found = counting.deliveries(connection, "default", now - timedelta(days=1), now)
    assert found == counting.Deliveries(pending=2, retrying=1, dead=1, oldest=timedelta(hours=2))


def test_every_figure_comes_by_way_of_an_index(tmp_path, now):
    database, plans = Database(tmp_path / "plans.sqlite"), []
    period = (now - timedelta(days=7), now)

    def explain(_connection, cursor, statement, parameters, *_more):
        if statement.startswith("SELECT") and "FROM verifications" in statement:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append([row[3] for row in cursor.fetchall()])

    event.listen(database.engine, "before_cursor_execute", explain)
    with database.reading() as connection:
        counting.throughput(connection, "default", *period, Span.DAY)
        counting.ends(connection, "default", *period)
        counting.funnel(connection, "default", *period)
        counting.latency(connection, "default", *period, by="policy")
        counting.queue(connection, "default", now)
        counting.due(connection, "default", now)
    database.close()
    assert len(plans) >= 8
    for plan in plans:
        assert any("SEARCH verifications USING" in step for step in plan), plan


def _known(table, values):
    """Without what this layout of the table has not."""
    return {name: value for name, value in values.items() if name in table.c}
