"""Killed at any moment, the API has done what it said it did, and what is sent again is done once."""

import io
import itertools
import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

import httpx
import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select

from counterfoil.clock import utc_now
from counterfoil.network.reach import PUBLIC
from counterfoil.records import ledger, webhooks
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.signing import jwks
from counterfoil.records.tables import evidence, idempotency, ledger_entries, verifications, webhook_messages

KILLS = 60
CLIENTS = 4
SECONDS = 60
LONGEST_LIFE = 0.25
"""Seconds from the first answer of a server to its end; one in six is killed while it starts."""

STEPS = {
    "verification.created": 1,
    "verification.consented": 1,
    "verification.capturing": 1,
    "verification.captured": 2,
    "verification.submitted": 1,
}
"""What one verification that was handed in has in the ledger."""


@dataclass
class Done:
    """What a client was told was done."""

    created: dict[str, dict] = field(default_factory=dict)
    bodies: dict[str, dict] = field(default_factory=dict)
    sent: dict[str, dict[str, bytes]] = field(default_factory=dict)
    submitted: set[str] = field(default_factory=set)
    answered: int = 0
    unanswered: int = 0


def picture(chance):
    """A small picture that nobody else sends."""
    holder = io.BytesIO()
    pixels = np.frombuffer(chance.randbytes(48 * 64 * 3), np.uint8).reshape(48, 64, 3)
    Image.fromarray(pixels).resize((640, 480)).save(holder, "JPEG", quality=80)
    return holder.getvalue()


class Person(threading.Thread):
    """Goes the whole way again and again, and repeats whatever was not answered."""

    def __init__(self, deployment, seed, stopping):
        super().__init__()
        self._deployment, self._stopping = deployment, stopping
        self._chance = random.Random(seed)  # noqa: S311 - which pictures, not secrets
        self.done, self.wrong = Done(), []

    def run(self):
        try:
            with self._deployment.api() as api:
                for number in itertools.count():
                    self._go(api, magic=number % 3 == 2)
                    if self._stopping.is_set():
                        return
        except Exception as wrong:  # noqa: BLE001 - told by the test's own thread
            self.wrong.append(wrong)

    def _go(self, api, *, magic):
        key = str(uuid.UUID(int=self._chance.getrandbits(128)))
        body = {"policy": "bank", "reference": key} | ({"test": "accept"} if magic else {})
        created = self._until_answered(api, "POST", "/v1/verifications", json=body, headers={"Idempotency-Key": key})
        assert created.status_code == 201, created.text
        self.done.created[key], self.done.bodies[key] = created.json(), body
        if magic:
            return
        which, link = created.json()["id"], created.json()["capture_url"]
        pictures = {"document_front": picture(self._chance), "probe": picture(self._chance)}
        with self._deployment.page() as page:
            while self._opened(page, link).status_code != 200:  # it opens once, and may have been opened unheard
                anew = self._until_answered(api, "POST", f"/v1/verifications/{which}/capture-links")
                assert anew.status_code in (200, 201), anew.text
                link = anew.json()["capture_url"]
            self._step(page, "POST", "/v1/capture/consent", json={"version": "1", "language": "en"})
            for kind, content in pictures.items():
                place = kind.replace("_", "/")
                kept = self._until_answered(page, "PUT", f"/v1/capture/{place}", content=content)
                assert (kept.status_code, kept.json()["version"]) == (200, 1), kept.text
            self.done.sent[which] = pictures
            self._step(page, "POST", "/v1/capture/submit")
            self.done.submitted.add(which)

    def _step(self, page, method, path, **more):
        """Take a step that may be taken once: if it was done but not answered, the next try is told that it was."""
        before = self.done.unanswered
        answer = self._until_answered(page, method, path, **more)
        was_done = self.done.unanswered > before and answer.status_code == 409
        assert answer.status_code == 200 or was_done, answer.text

    def _opened(self, page, link):
        return self._until_answered(page, "POST", "/v1/capture/session", json={"token": link.partition("#")[2]})

    def _until_answered(self, client, method, path, **more):
        while True:
            try:
                answer = client.request(method, path, **more)
            except httpx.TransportError:
                self.done.unanswered += 1
            else:
                self.done.answered += 1
                return answer


def wait_for_an_answer(people):
    before = sum(person.done.answered for person in people)
    until = time.monotonic() + SECONDS
    while sum(person.done.answered for person in people) == before:
        assert time.monotonic() < until, "the server does not answer"
        assert all(person.is_alive() for person in people), [person.wrong for person in people]
        time.sleep(0.005)


def rows(books, table, *columns):
    with books.database.reading() as connection:
        return connection.execute(select(*(table.c[name] for name in columns))).all()


@pytest.fixture
def own(killable, database_url):
    """A deployment with an endpoint that wants to be told of everything, and is not reached."""
    made = killable(database_url)
    with made.books.database.writing() as connection:
        webhooks.add_endpoint(
            connection,
            made.books.vault,
            tenant=made.tenant,
            url="https://hooks.example/",
            events=list(webhooks.Event),
            is_test=True,
            reach=PUBLIC,
            actor="key:key_test",
            now=utc_now(),
        )
    return made


def test_sixty_kills_of_the_api_undo_nothing_and_double_nothing(own):
    stopping, chance = threading.Event(), random.Random(20261126)  # noqa: S311 - which moments, not secrets
    people = [Person(own, seed, stopping) for seed in range(CLIENTS)]
    for person in people:
        person.start()
    for _ in range(KILLS):
        if chance.random() > 1 / 6:
            wait_for_an_answer(people)
        time.sleep(chance.uniform(0.0, LONGEST_LIFE))
        own.kill()
        own.start()
    stopping.set()
    for person in people:
        person.join()
    assert not [person.wrong for person in people if person.wrong]
    assert sum(person.done.unanswered for person in people) >= KILLS  # the kills did hit requests
    assert all(person.done.submitted for person in people)

    see_that_what_was_answered_is_there_once(own, people)
    see_that_each_upload_is_one_piece_of_evidence(own, people)
    see_that_each_step_stands_in_the_ledger_and_was_announced_once(own)
    see_that_the_last_server_knows_what_the_first_have_answered(own, people)


def see_that_what_was_answered_is_there_once(own, people):
    found = rows(own.books, verifications, "id", "reference", "state", "attempt")
    created = {key: said["id"] for person in people for key, said in person.done.created.items()}
    assert sorted((row.reference, row.id) for row in found) == sorted(created.items())
    assert {(row.state, row.attempt) for row in found} == {("processing", 1)}
    assert all(row.status for row in rows(own.books, idempotency, "status"))


def see_that_each_upload_is_one_piece_of_evidence(own, people):
    pieces = Counter((row.subject, row.kind) for row in rows(own.books, evidence, "subject", "kind"))
    assert set(pieces.values()) == {1}
    with own.books.database.reading() as connection:
        for which, pictures in [one for person in people for one in person.done.sent.items()]:
            for kind, content in pictures.items():
                (piece,) = own.books.vault.find(connection, own.tenant, which, kind)
                assert own.books.vault.open(connection, own.tenant, piece.id) == content


def see_that_each_step_stands_in_the_ledger_and_was_announced_once(own):
    steps = Counter((row.subject, row.kind) for row in rows(own.books, ledger_entries, "subject", "kind"))
    ids = [row.id for row in rows(own.books, verifications, "id")]
    taken = {(which, kind): count for which in ids for kind, count in STEPS.items()}
    assert {step: count for step, count in steps.items() if step[1].startswith("verification.")} == taken
    told = Counter((row.subject, row.event) for row in rows(own.books, webhook_messages, "subject", "event"))
    assert told == Counter({step: 1 for step in taken if step[1] in set(webhooks.Event)})
    with own.books.database.reading() as connection:
        verified = ledger.verify_ledger(connection, own.tenant, jwks([own.books.signing_key]))
        assert first_disagreement(connection, own.tenant) is None
    assert isinstance(verified, ledger.Verified), verified


def see_that_the_last_server_knows_what_the_first_have_answered(own, people):
    before = len(rows(own.books, verifications, "id"))
    with own.api() as api:
        for person in people:
            for key, said in person.done.created.items():
                headers = {"Idempotency-Key": key}
                again = api.post("/v1/verifications", json=person.done.bodies[key], headers=headers)
                assert (again.headers["idempotent-replayed"], again.json()) == ("true", said)
    assert len(rows(own.books, verifications, "id")) == before
