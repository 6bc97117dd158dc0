"""Killed at any moment, workers and those who hand in lose nothing and do nothing twice."""

import random
import time
from collections import Counter

import dbos
import pytest
from attempts_made import MAGIC, NOW, handed_in
from sqlalchemy import select

from counterfoil.jobs import engine_place as place
from counterfoil.jobs.engine import RECOVERIES
from counterfoil.network.reach import PUBLIC
from counterfoil.records import ledger, webhooks
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.signing import jwks
from counterfoil.records.tables import evidence, ledger_entries, verifications, webhook_messages

KILLS = 80
WORKERS = 4
LIVES = (0, 0, 1, 2)
"""Attempts that are concluded between two kills: on a slow machine too, workers come so far. Every other kill does not
wait for any, and may hit one that starts."""

MOMENT = 0.1
"""Seconds until then, at most."""

SECONDS = 600
ENDED = {"accept": "decided", "reject": "decided", "refer": "under_review"}
UNFINISHED = ("created", "consented", "capturing")


@pytest.fixture
def told(books):
    """An endpoint that wants to be told of the test mode's verifications, and is not reached."""
    with books.database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        webhooks.add_endpoint(
            connection,
            books.vault,
            webhooks.secret_of_new_endpoint(books.vault, NOW),
            tenant=DEFAULT,
            url="https://hooks.example/",
            events=list(webhooks.Event),
            is_test=True,
            reach=PUBLIC,
            actor="key:key_test",
            now=NOW,
        )


def rows(books, table, *columns):
    with books.database.reading() as connection:
        return connection.execute(select(*(table.c[name] for name in columns))).all()


def counted(books):
    """Count verifications by their state."""
    return Counter(row.state for row in rows(books, verifications, "state"))


def wait_for(books, condition):
    """Wait until the counted states are so."""
    until = time.monotonic() + SECONDS
    while not condition(counted(books)):
        assert time.monotonic() < until, "unfinished work does not go on"
        time.sleep(0.02)


def concluded(states):
    return states["decided"] + states["under_review"]


def times_taken(books):
    """Return how often workers have taken up each attempt, as the engine has counted."""
    client = dbos.DBOSClient(
        system_database_url=place.address_of(books.database),
        dbos_system_schema=place.SCHEMA,
        application_name=place.APPLICATION,
        serializer=dbos.DBOSPortableJSONSerializer(),
    )
    found = client.list_workflows(load_input=False, load_output=False)
    client.destroy()
    return {one.workflow_id.partition(":")[0]: one.recovery_attempts for one in found}


@pytest.mark.usefixtures("told")
def test_kills_lose_nothing_and_do_nothing_twice(books, family):
    chance = random.Random(20261126)  # noqa: S311 - which moments, not secrets
    kinds = {family.bear("worker"): "worker" for _ in range(WORKERS)} | {family.bear("hand_in"): "hand_in"}
    workers_killed = 0
    for _ in range(KILLS):
        handed_in(books, MAGIC, magic=chance.choice(list(ENDED)))  # and never handed over, as after a kill in between
        wanted = concluded(counted(books)) + chance.choice(LIVES)
        wait_for(books, lambda states, wanted=wanted: concluded(states) >= wanted)
        time.sleep(chance.uniform(0.0, MOMENT))
        kind = chance.choices(("worker", "hand_in"), (6, 1))[0]
        child = chance.choice([one for one in kinds if kinds[one] == kind])
        del kinds[child]
        family.kill(child)
        workers_killed += kind == "worker"
        kinds[family.bear(kind)] = kind
    for child in [child for child, kind in kinds.items() if kind == "hand_in"]:
        family.kill(child)
    wait_for(books, lambda states: not states["processing"])

    found = rows(books, verifications, "id", "state", "magic", "attempt", "reasons", "verdict")
    submitted = [row for row in found if row.attempt]
    assert len(submitted) >= KILLS
    given_up = {row.id for row in submitted if row.reasons == ["processing_failed"]}
    assert all(row.state == ("under_review" if row.id in given_up else ENDED[row.magic]) for row in submitted)
    taken = times_taken(books)
    assert all(taken[which] > RECOVERIES + 1 for which in given_up)
    # A worker that is killed has at most two attempts in its hands: the one that it judges, and the next.
    assert len(given_up) * (RECOVERIES + 1) <= 2 * workers_killed
    assert {row.state for row in found if not row.attempt} <= set(UNFINISHED)

    ends = Counter(
        row.subject
        for row in rows(books, ledger_entries, "subject", "kind")
        if row.kind in ("verification.decided", "verification.under_review")
    )
    assert ends == Counter(row.id for row in submitted)
    said = Counter(
        row.subject
        for row in rows(books, webhook_messages, "subject", "event")
        if row.event in ("verification.decided", "verification.under_review")
    )
    assert said == ends
    results = Counter(row.subject for row in rows(books, evidence, "subject", "kind") if row.kind == "result")
    assert set(results.values()) == {1}
    with books.database.reading() as connection:
        assert isinstance(ledger.verify_ledger(connection, DEFAULT, jwks([books.signing_key])), ledger.Verified)
        assert first_disagreement(connection, DEFAULT) is None
