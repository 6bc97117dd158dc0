"""Killed at any moment, the API has done what it said it did, and what is sent again is done once."""

import random
import time
from collections import Counter

import pytest
from bearers_filming import KEPT, Filmer
from bearers_sending import Sender
from reviewers_deciding import AtTheDoor, Reviewers
from sqlalchemy import select
from traffic import going

from counterfoil.clock import utc_now
from counterfoil.network.reach import PUBLIC
from counterfoil.records import ledger, webhooks
from counterfoil.records import verifications as records
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.signing import jwks
from counterfoil.records.tables import (
    account_devices,
    account_sessions,
    evidence,
    idempotency,
    ledger_entries,
    verifications,
    webhook_messages,
)
from counterfoil.service.live import limits
from tests.jobs.attempts_made import MAGIC, handed_in

KILLS = 30
SECONDS = 600
LIVES = (0, 1, 2, 4, 8, 16)
"""Answers of a server, after which it is killed at a random moment: on a slow machine too, they come so far. One in six
is killed while it starts."""

MOMENT = 0.1
"""Seconds until then, at most: in these, several requests are begun and ended."""

STEPS = {
    "verification.created": 1,
    "verification.consented": 1,
    "verification.capturing": 1,
    "verification.captured": 2,
    "verification.submitted": 1,
}
"""What one verification that was handed in has in the ledger."""


def wait_for_answers(own, people, number):
    wanted = sum(one.answered for one in people) + number
    until = time.monotonic() + SECONDS
    while sum(one.answered for one in people) < wanted:
        assert time.monotonic() < until, f"the server does not answer: {own.said[-2000:]}"
        assert all(one.is_alive() for one in people), [one.wrong for one in people]
        time.sleep(0.005)


def rows(books, table, *columns):
    with books.database.reading() as connection:
        return connection.execute(select(*(table.c[name] for name in columns))).all()


def counted(own, table, kind):
    """Count rows of the tenant by subject and kind."""
    found = rows(own.books, table, "tenant", "subject", kind)
    return Counter((subject, what) for tenant, subject, what in found if tenant == own.tenant)


def told_and_written(own):
    """Return how often things were announced, and how often they stand in the ledger."""
    return counted(own, webhook_messages, "event"), counted(own, ledger_entries, "kind")


@pytest.fixture
def own(database_url, killable):
    """A deployment with an endpoint that wants to be told of everything, and is not reached.

    One verification waits for a worker, so that uploads are taken without a look, which would take longer than a life.
    """
    made = killable(database_url)
    handed_in(made.books, MAGIC, magic="accept", now=utc_now())
    with made.books.database.writing() as connection:
        webhooks.add_endpoint(
            connection,
            made.books.vault,
            webhooks.secret_of_new_endpoint(made.books.vault, utc_now()),
            tenant=made.tenant,
            url="https://hooks.example/",
            events=list(webhooks.Event),
            is_test=True,
            reach=PUBLIC,
            actor="key:key_test",
            now=utc_now(),
        )
    return made


def test_kills_of_the_api_undo_nothing_and_double_nothing(own):
    chance = random.Random(20261126)  # noqa: S311 - which moments, not secrets
    senders = [Sender(own, seed) for seed in range(3)]
    filmer, reviewers, door = Filmer(own, 0), Reviewers(own, 0), AtTheDoor(own, 0)
    people = [*senders, filmer, reviewers, door]
    with going(people):
        assert filmer.ready.wait(SECONDS)
        for _ in range(KILLS):
            wait_for_answers(own, people, chance.choice(LIVES))
            time.sleep(chance.uniform(0.0, MOMENT))
            own.kill()
            own.start()
    assert sum(one.unanswered for one in people) >= KILLS  # the kills did hit requests

    see_that_what_was_sent_is_there_once(own, senders)
    see_that_what_was_filmed_is_whole_or_not_there(own, filmer)
    see_that_what_was_decided_is_decided_once(own, reviewers)
    see_that_each_code_let_in_once(own, door)
    see_that_everything_that_changed_was_announced_once(own)
    see_that_the_last_server_knows_what_the_first_have_answered(own, senders)


def see_that_what_was_sent_is_there_once(own, senders):
    created = {key: said["id"] for one in senders for key, said in one.told.items()}
    found = [one for one in rows(own.books, verifications, "id", "reference", "state", "attempt") if one.reference]
    assert sorted((one.reference, one.id) for one in found) == sorted(created.items())
    assert {(one.state, one.attempt) for one in found} == {("processing", 1)}
    assert all(row.status for row in rows(own.books, idempotency, "status"))
    _, written = told_and_written(own)
    steps = {step: count for step, count in written.items() if step[1].startswith("verification.")}
    for which in created.values():
        assert {kind: count for (subject, kind), count in steps.items() if subject == which} == STEPS
    with own.books.database.reading() as connection:
        for which, pictures in [one for sender in senders for one in sender.sent.items()]:
            for kind, content in pictures.items():
                (piece,) = own.books.vault.find(connection, own.tenant, which, kind)
                assert own.books.vault.open(connection, own.tenant, piece.id) == content


def see_that_what_was_filmed_is_whole_or_not_there(own, filmer):
    pieces = Counter((row.subject, row.kind) for row in rows(own.books, evidence, "subject", "kind"))
    _, written = told_and_written(own)
    for which, begun in filmer.begun.items():
        most = min(filmer.asked[which], limits.CHALLENGES)
        assert begun <= written[which, "capture.challenge_begun"] <= most
        kept = int(which in filmer.kept)
        assert {kind: pieces[which, kind] for kind in KEPT} == dict.fromkeys(KEPT, kept)
        assert written[which, "verification.captured"] == 2 * kept


def see_that_what_was_decided_is_decided_once(own, reviewers):
    told, written = told_and_written(own)
    for case, decided in reviewers.decided.items():
        with own.books.database.reading() as connection:
            done, ended = records.reviews_of(connection, case), records.known(connection, case)
            reasons = {
                piece.id: own.books.vault.open(connection, own.tenant, piece.id).decode()
                for piece in own.books.vault.find(connection, own.tenant, case, "review")
            }
        assert [(one.action, one.by, reasons.get(one.reason)) for one in done] == decided.actions
        assert set(reasons) == {one.reason for one in done if one.reason}
        assert (ended.state, ended.verdict) == (records.State.DECIDED, "accept")
        assert ended.receipt is not None
        assert told[case, "verification.decided"] == written[case, "verification.decided"] == 1
        proposals = [action for action, *_ in decided.actions if action == "proposed"]
        assert written[case, "verification.review_proposed"] == len(proposals)
        assert decided.opened <= written[case, "evidence.viewed"] <= decided.asked


def see_that_each_code_let_in_once(own, door):
    _, written = told_and_written(own)
    sessions = Counter(row.account for row in rows(own.books, account_sessions, "account"))
    browsers = Counter(row.account for row in rows(own.books, account_devices, "account"))
    for account, let_in in door.let_in.items():
        came_in = written[account, "account.signed_in"]
        assert let_in <= came_in <= 1
        assert sessions[account] == came_in + 2  # the first one set up the codes, in place of the one before
        assert browsers[account] == came_in


def see_that_everything_that_changed_was_announced_once(own):
    told, written = told_and_written(own)
    assert told == Counter({step: 1 for step in written if step[1] in set(webhooks.Event)})
    with own.books.database.reading() as connection:
        verified = ledger.verify_ledger(connection, own.tenant, jwks([own.books.signing_key]))
        assert first_disagreement(connection, own.tenant) is None
    assert isinstance(verified, ledger.Verified), verified


def see_that_the_last_server_knows_what_the_first_have_answered(own, senders):
    before = len(rows(own.books, verifications, "id"))
    with own.api() as api:
        for key, said in [one for sender in senders for one in sender.told.items()]:
            body = next(sender.bodies[key] for sender in senders if key in sender.bodies)
            again = api.post("/v1/verifications", json=body, headers={"Idempotency-Key": key})
            assert (again.headers["idempotent-replayed"], again.json()) == ("true", said)
    assert len(rows(own.books, verifications, "id")) == before
