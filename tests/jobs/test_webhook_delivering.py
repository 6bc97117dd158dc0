"""Webhooks on their way: signed, sent over TLS to real hosts, and put down, whatever the hosts and the workers do."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

import counterfoil
from counterfoil.errors import InputError
from counterfoil.jobs.delivering import deliver_due, signed
from counterfoil.network.posting import Way
from counterfoil.network.reach import PUBLIC, Reach
from counterfoil.records import webhooks
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.books import Books, open_books
from counterfoil.records.webhooks import DeliveryState
from tests.receivers import Authority, listening, receiving

HOST = "hooks.example"
LOOPBACK = Reach.of("127.0.0.0/8")
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
CODE = str(Path(counterfoil.__file__).parents[1])

WORKER = """
import sys
from datetime import datetime
from counterfoil.jobs.delivering import deliver_due
from counterfoil.records.books import open_books

deliver_due(open_books(), datetime.fromisoformat(sys.argv[1]), 1000)
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "COUNTERFOIL_DATABASE": database_url,
        "COUNTERFOIL_VAULT": str(tmp_path / "vault"),
        "COUNTERFOIL_KEK_FILE": str(tmp_path / "vault.key"),
        "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "signing.jwk"),
    }


@pytest.fixture
def books(environment: dict[str, str]) -> Iterator[Books]:
    books = open_books(environment)
    with books.database.writing() as connection:
        ensure_tenant(connection, now=NOW)
    yield books
    books.close()


@pytest.fixture
def way(authority):
    return Way(reach=LOOPBACK, resolve=lambda *_: ["127.0.0.1"], trust=authority.trust(), seconds=60)


def add(books, port, scheme="https", host=HOST):
    url = f"{scheme}://{host}:{port}/told"
    secret = webhooks.secret_of_new_endpoint(books.vault, NOW)
    with books.database.writing() as connection:
        endpoint = webhooks.add_endpoint(
            connection,
            books.vault,
            secret,
            tenant="default",
            url=url,
            events=(),
            is_test=False,
            reach=LOOPBACK,
            actor="key:k",
            now=NOW,
        )
    return endpoint, secret.text


def announce(books, count=1, now=NOW):
    with books.database.writing() as connection:
        said = {"tenant": "default", "event": "verification.decided", "is_test": False, "now": now}
        return [webhooks.announce(connection, subject=f"ver_{number}", **said) for number in range(count)]


def deliveries(books, endpoint):
    with books.database.reading() as connection:
        return webhooks.deliveries_to(connection, "default", endpoint.id, limit=200).deliveries


def endpoint_now(books, endpoint):
    with books.database.reading() as connection:
        return webhooks.find_endpoint(connection, "default", endpoint.id)


def test_a_message_arrives_signed_as_the_standard_says(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:
        endpoint, secret = add(books, receiver.port)
        (message,) = announce(books)
        assert deliver_due(books, datetime.now(UTC), 100, way) == 1
        assert deliver_due(books, datetime.now(UTC), 100, way) == 0
    ((headers, body),) = receiver.told
    said = Webhook(secret).verify(body, headers)
    assert said == json.loads(body)
    assert said["type"] == "verification.decided"
    assert headers["webhook-id"] == message
    assert headers["content-type"] == "application/json"
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.state, delivery.attempts, delivery.answered) == (DeliveryState.DELIVERED, 1, 200)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"ver_0", b"ver_1"), headers)


def test_for_a_day_after_a_rotation_either_secret_verifies(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:
        endpoint, old = add(books, receiver.port)
        now = datetime.now(UTC)
        by = {"actor": "key:k", "now": now}
        rotation = webhooks.prepare_rotation(books.database, books.vault, "default", endpoint.id)
        with books.database.writing() as connection:
            new = webhooks.rotate_secret(connection, books.vault, "default", rotation, **by)
        announce(books)
        deliver_due(books, now, 100, way)
        announce(books, now=now)
        deliver_due(books, now + DAY, 100, way)
    (first, body), (second, _) = receiver.told
    for secret in (old, new):
        Webhook(secret).verify(body, first)
    assert len(first["webhook-signature"].split()) == 2
    assert len(second["webhook-signature"].split()) == 1


def test_the_signature_is_that_of_the_standards_own_example():
    secret, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", datetime.fromtimestamp(1614265330, UTC)
    headers = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', [secret], at)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"


def test_a_host_in_trouble_is_told_again_until_it_hears(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:
        receiver.answers[:] = [(500, {}), (302, {"Location": "http://127.0.0.1/"}), (404, {}), (204, {})]
        endpoint, _ = add(books, receiver.port)
        announce(books)
        now, states = NOW, []
        while not states or states[-1].state is DeliveryState.PENDING:
            deliver_due(books, now, 100, way)
            states += deliveries(books, endpoint)
            now = states[-1].next_at
    assert [state.answered for state in states] == [500, 302, 404, 204]
    assert len({headers["webhook-id"] for headers, _ in receiver.told}) == 1
    assert endpoint_now(books, endpoint).failing_since is None


def test_a_target_that_is_down_for_days_leaves_dead_letters_that_are_replayed(books, way, authority, kept_port):
    endpoint, _ = add(books, kept_port)
    messages = announce(books, 3)
    now = NOW
    while pending := [one for one in deliveries(books, endpoint) if one.state is DeliveryState.PENDING]:
        now = max(now, min(one.next_at for one in pending))
        deliver_due(books, now, 1, way)
    assert {(one.state, one.attempts, one.trouble) for one in deliveries(books, endpoint)} == {
        (DeliveryState.DEAD, 10, "connection_failed")
    }
    with receiving(authority.proof(HOST)) as receiver:
        by = {"reach": LOOPBACK, "actor": "key:k", "now": now}
        with books.database.writing() as connection:
            webhooks.change_endpoint(connection, "default", endpoint.id, url=f"https://{HOST}:{receiver.port}/", **by)
            assert webhooks.replay_since(connection, "default", endpoint.id, NOW, now) == 3
        while deliver_due(books, now, 100, way):
            pass
    assert Counter(headers["webhook-id"] for headers, _ in receiver.told) == Counter(messages)


def test_hosts_that_do_not_answer_hold_up_nobody_else(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:

        def silent_until_the_others_are_told(_connection, over):
            while len(receiver.told) < 8 and not over.wait(0.01):
                pass

        with listening(silent_until_the_others_are_told) as silent:
            slow = [add(books, silent.port)[0] for _ in range(3)]
            quick, _ = add(books, receiver.port)
            announce(books, 20)
            deliver_due(books, NOW, 24, way)  # twelve slow ones at most leave room for the others
    assert {one.state for one in deliveries(books, quick)[-8:]} == {DeliveryState.DELIVERED}
    troubles = {one.trouble for endpoint in slow for one in deliveries(books, endpoint)}
    assert troubles == {None, "tls_failed"}  # left in the handshake, and not because their time was over


def test_what_an_operator_no_longer_allows_is_not_reached(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:
        endpoint, _ = add(books, receiver.port)
        local, _ = add(books, receiver.port, scheme="http", host="localhost")
        announce(books)
        deliver_due(books, NOW, 100, Way(reach=PUBLIC, resolve=way.resolve, trust=way.trust))
    assert not receiver.told
    assert [one.trouble for one in (*deliveries(books, endpoint), *deliveries(books, local))] == ["address_refused"] * 2


def test_a_certificate_of_another_host_is_trouble_of_its_own(books, way, authority):
    with receiving(authority.proof("other.example")) as receiver:
        endpoint, _ = add(books, receiver.port)
        announce(books)
        deliver_due(books, NOW, 100, way)
    assert not receiver.told
    assert deliveries(books, endpoint)[0].trouble == "tls_failed"


def test_without_its_secret_a_message_waits_and_is_never_sent_unsigned(books, way, authority):
    with receiving(authority.proof(HOST)) as receiver:
        endpoint, secret = add(books, receiver.port)
        announce(books)
        with books.database.writing() as connection:
            books.vault.drop_secret(connection, endpoint.id)
        deliver_due(books, NOW, 100, way)
        assert not receiver.told
        (delivery,) = deliveries(books, endpoint)
        assert (delivery.state, delivery.attempts, delivery.trouble) == (DeliveryState.PENDING, 0, "secret_unavailable")
        with books.database.writing() as connection:
            books.vault.put_secret(connection, books.vault.seal_secret(endpoint.id, secret.encode()), NOW)
        deliver_due(books, NOW + timedelta(minutes=2), 100, way)
        assert len(receiver.told) == 1


def test_nothing_is_sent_while_the_network_is_forbidden(books, way, authority, monkeypatch):
    monkeypatch.setenv("COUNTERFOIL_OFFLINE", "1")
    with receiving(authority.proof(HOST)) as receiver:
        endpoint, _ = add(books, receiver.port)
        announce(books)
        assert deliver_due(books, NOW, 100, way) == 0
    assert not receiver.told
    assert deliveries(books, endpoint)[0].attempts == 0


def test_a_setting_that_makes_no_sense_is_said_in_one_line(books, monkeypatch):
    add(books, 8443)
    announce(books)
    monkeypatch.setenv("COUNTERFOIL_WEBHOOK_NETWORKS", "0.0.0.0/0")
    with pytest.raises(InputError, match="COUNTERFOIL_WEBHOOK_NETWORKS"):
        deliver_due(books, NOW, 100)


def test_a_worker_killed_at_any_moment_loses_nothing(books, environment):
    """Each time after another number of messages, the last ones while they are being answered."""
    with receiving() as receiver:
        endpoint, _ = add(books, receiver.port, scheme="http", host="localhost")
        messages = announce(books, 40)
        now = NOW
        for told in (1, 9, 24):
            worker = start(environment, now)
            while len(receiver.told) < told and worker.poll() is None:
                time.sleep(0.002)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            now += timedelta(minutes=2)
        worker = start(environment, now)
        assert worker.wait() == 0
    heard = Counter(headers["webhook-id"] for headers, _ in receiver.told)
    assert set(heard) == set(messages)
    assert {one.state for one in deliveries(books, endpoint)} == {DeliveryState.DELIVERED}
    repeated = sum(heard.values()) - len(heard)
    assert repeated <= 3 * 4, "only what was on its way at a kill is sent again"


def test_several_workers_send_everything_once(books, environment):
    with receiving() as receiver:
        endpoint, _ = add(books, receiver.port, scheme="http", host="localhost")
        messages = announce(books, 60)
        workers = [start(environment, NOW) for _ in range(3)]
        assert [worker.wait() for worker in workers] == [0, 0, 0]
        deliver_due(books, NOW, 1000, Way(reach=LOOPBACK))  # a worker leaves early when four are on their way
    assert Counter(headers["webhook-id"] for headers, _ in receiver.told) == Counter(messages)
    assert {one.state for one in deliveries(books, endpoint)} == {DeliveryState.DELIVERED}


def start(environment, now):
    settings = {"COUNTERFOIL_WEBHOOK_NETWORKS": "127.0.0.0/8", "PYTHONPATH": CODE}
    command = [sys.executable, "-c", WORKER, now.isoformat()]
    return subprocess.Popen(command, env={**os.environ, **environment, **settings})  # noqa: S603 - our own
