"""Webhooks by API, from adding an endpoint to the message that a verification sends to it."""

import base64
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from standardwebhooks import Webhook

from counterfoil.client import WebhookError, verify_webhook
from counterfoil.jobs.delivering import deliver_due
from counterfoil.network.posting import Way
from counterfoil.network.reach import Reach
from counterfoil.records.access.api_keys import issue_key
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.books import Books, open_books
from counterfoil.records.webhooks import Event
from counterfoil.service.app import create_app
from counterfoil.service.settings import Settings
from tests.receivers import receiving

URL = "https://hooks.example/told?token=canary"


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    books = open_books(
        {
            "COUNTERFOIL_DATABASE": f"sqlite:///{tmp_path / 'records.sqlite'}",
            "COUNTERFOIL_VAULT": str(tmp_path / "vault"),
            "COUNTERFOIL_KEK_FILE": str(tmp_path / "vault.key"),
            "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "signing.jwk"),
        }
    )
    yield books
    books.close()


@pytest.fixture
def client(books: Books) -> Iterator[httpx.Client]:
    app = create_app(Settings(webhook_networks="127.0.0.0/8"), books)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
            yield client
        server.should_exit = True
        thread.join()


@pytest.fixture
def key(books):
    """Make keys: of a tenant, of a mode, with scopes."""

    def make(*scopes, tenant="default", is_test=True):
        now = datetime.now(UTC)
        with books.database.writing() as connection:
            ensure_tenant(connection, tenant, now=now)
            made = {"tenant": tenant, "name": "shop", "scopes": scopes or ["webhooks"], "is_test": is_test}
            issued = issue_key(connection, **made, actor="system", now=now)
        return {"Authorization": f"Bearer {issued.secret}"}

    return make


def added(client, key, **body):
    answer = client.post("/v1/webhooks", headers=key, json={"url": URL, **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_an_endpoint_is_added_changed_and_removed(client, key):
    mine = key()
    made = added(client, mine, events=["verification.decided"])
    assert made["secret"].startswith("whsec_")
    assert (made["url"], made["events"], made["test"]) == (URL, ["verification.decided"], True)
    at = f"/v1/webhooks/{made['id']}"
    kept = client.get(at, headers=mine).json()
    assert "secret" not in kept
    assert client.get("/v1/webhooks", headers=mine).json() == {"endpoints": [kept]}
    assert client.patch(at, headers=mine, json={"events": []}).json()["events"] == []
    assert client.patch(at, headers=mine, json={"disabled": True}).json()["disabled_at"]
    assert client.post(f"{at}/test", headers=mine).status_code == 409
    assert client.patch(at, headers=mine, json={"disabled": False}).json()["disabled_at"] is None
    assert client.delete(at, headers=mine).status_code == 204
    assert client.get(at, headers=mine).status_code == 404
    assert client.delete(at, headers=mine).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"url": "http://hooks.example/"},
        {"url": "https://10.0.0.1/"},
        {"url": "https://canary:canary@hooks.example/"},
        {"url": "https://canary.example/ "},
        {"url": URL, "events": ["verification.lost"]},
        {"url": URL, "secret": "canary"},
        {},
    ],
)
def test_what_will_not_do_is_refused_without_repeating_it(client, key, body):
    answer = client.post("/v1/webhooks", headers=key(), json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "canary" not in answer.text


def test_another_tenant_and_the_other_mode_find_nothing(client, key):
    made = added(client, key())
    at = f"/v1/webhooks/{made['id']}"
    for stranger in (key(tenant="other"), key(is_test=False)):
        assert client.get("/v1/webhooks", headers=stranger).json() == {"endpoints": []}
        answers = [
            client.get(at, headers=stranger),
            client.patch(at, headers=stranger, json={"disabled": True}),
            client.delete(at, headers=stranger),
            client.post(f"{at}/rotate", headers=stranger),
            client.post(f"{at}/test", headers=stranger),
            client.get(f"{at}/deliveries", headers=stranger),
            client.post(f"{at}/replay", headers=stranger, json={"since": "2026-01-01T00:00:00Z"}),
        ]
        assert {answer.status_code for answer in answers} == {404}


def test_a_key_without_the_scope_is_turned_away(client, key):
    reader = key("verifications:read", "verifications:write")
    assert client.get("/v1/webhooks", headers=reader).status_code == 403
    assert client.post("/v1/webhooks", headers=reader, json={"url": URL}).status_code == 403
    assert client.get("/v1/webhooks").status_code == 401


def test_a_request_that_is_sent_again_adds_one_endpoint(client, key):
    mine = key() | {"Idempotency-Key": "once"}
    first, second = (client.post("/v1/webhooks", headers=mine, json={"url": URL}) for _ in range(2))
    assert first.json() == second.json()
    assert len(client.get("/v1/webhooks", headers=mine).json()["endpoints"]) == 1


def test_a_verification_is_told_of_and_the_message_verifies(client, key, books):
    mine = key("webhooks", "verifications:write", "verifications:read")
    with receiving() as receiver:
        made = added(client, mine, url=f"http://localhost:{receiver.port}/", events=["verification.created"])
        created = client.post("/v1/verifications", headers=mine, json={"policy": "remote", "reference": "canary"})
        assert created.status_code == 201, created.text
        receiver.answers[:] = [(500, {}), (200, {})]
        way = Way(reach=Reach.of("127.0.0.0/8"))
        assert deliver_due(books, datetime.now(UTC), 10, way) == 1
        at = f"/v1/webhooks/{made['id']}"
        (waiting,) = client.get(f"{at}/deliveries?state=pending", headers=mine).json()["deliveries"]
        assert (waiting["answered"], waiting["trouble"], waiting["attempts"]) == (500, "status", 1)
        assert client.get(at, headers=mine).json()["failing_since"]
        sent = client.post(f"{at}/replay", headers=mine, json={"message": waiting["message"]})
        assert (sent.status_code, sent.json()) == (202, {"messages": 1})
        assert deliver_due(books, datetime.now(UTC), 10, way) == 1
    headers, body = receiver.told[-1]
    event = verify_webhook(made["secret"], headers, body)
    assert (event.type, event.verification, event.is_test) == ("verification.created", created.json()["id"], True)
    assert event.message == headers["webhook-id"]
    assert event.reference == "canary"
    for secret, heads, content in changed(made["secret"], headers, body):
        with pytest.raises(WebhookError):
            verify_webhook(secret, heads, content)
    (delivered,) = client.get(f"{at}/deliveries", headers=mine).json()["deliveries"]
    assert (delivered["state"], delivered["subject"]) == ("delivered", created.json()["id"])


def changed(secret, headers, body):
    """Messages that are not the service's: changed, unsigned, old, signed with another secret."""
    old = str(int(headers["webhook-timestamp"]) - 600)
    yield secret, headers, body.replace(b"created", b"decided")
    yield secret, headers, body + b" "
    yield secret, headers, b""
    yield secret, {**headers, "webhook-id": "msg_other"}, body
    yield secret, {**headers, "webhook-timestamp": old}, body
    yield secret, {**headers, "webhook-signature": "v1,AAAA"}, body
    yield secret, {name: value for name, value in headers.items() if name != "webhook-signature"}, body
    yield "whsec_" + base64.b64encode(bytes(32)).decode(), headers, body
    yield secret, {**headers, "webhook-timestamp": "soon"}, body
    for heads, signed in signed_but_strange(secret):
        yield secret, heads, signed


def signed_but_strange(secret):
    """Messages that whoever has the secret signed, and that are none of ours."""
    now = datetime.now(UTC)
    for body in (b"[]", b"{}", b'"text"', b"no JSON", b'{"type": "x", "data": {"id": 1}}'):
        signature = Webhook(secret).sign("msg_1", now, body.decode())
        heads = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
        yield heads, body


def test_a_new_secret_is_told_once_and_the_old_one_signs_for_a_day(client, key, books):
    mine = key()
    with receiving() as receiver:
        made = added(client, mine, url=f"http://localhost:{receiver.port}/")
        turned = client.post(f"/v1/webhooks/{made['id']}/rotate", headers=mine)
        assert turned.status_code == 201
        assert turned.json()["previous_secret_until"]
        message = client.post(f"/v1/webhooks/{made['id']}/test", headers=mine).json()["message"]
        deliver_due(books, datetime.now(UTC), 10, Way(reach=Reach.of("127.0.0.0/8")))
    ((headers, body),) = receiver.told
    assert headers["webhook-id"] == message
    for secret in (made["secret"], turned.json()["secret"]):
        assert Webhook(secret).verify(body, headers)["type"] == "webhook.test"


def test_what_was_missed_is_sent_since_a_moment(client, key):
    mine = key("webhooks", "verifications:write")
    first = added(client, mine)
    for _ in range(3):
        client.post("/v1/verifications", headers=mine, json={"policy": "remote"})
    late = added(client, mine)
    since = (datetime.now(UTC) - timedelta(hours=1)).isoformat()

    def replay(endpoint, **body):
        return client.post(f"/v1/webhooks/{endpoint['id']}/replay", headers=mine, json=body)

    assert replay(late, since=since).json() == {"messages": 3}
    assert replay(late, since=since).json() == {"messages": 0}
    assert replay(first, since=since, delivered_too=True).json() == {"messages": 0}
    assert replay(late, since="0001-01-01T00:00:00+14:00").status_code == 202
    assert replay(late, since="9999-12-31T23:59:59-12:00").json() == {"messages": 0}
    for wrong in ({}, {"since": since, "message": "whm_" + "0" * 26}, {"since": "yesterday"}, {"delivered_too": True}):
        assert replay(late, **wrong).status_code == 422
    assert replay(late, message="whm_" + "0" * 26).status_code == 404


def test_the_openapi_document_says_what_is_sent(client):
    document = client.get("/v1/openapi.json").json()
    assert set(document["webhooks"]) == set(Event)
    headers = {one["name"] for one in document["webhooks"]["verification.decided"]["post"]["parameters"]}
    assert headers == {"webhook-id", "webhook-timestamp", "webhook-signature"}


def test_a_filter_of_deliveries_that_there_is_not_is_refused_and_finds_not_everything(client, key):
    mine = key()
    at = f"/v1/webhooks/{added(client, mine)['id']}/deliveries"
    for wrong in ("stat=pending", "state=lost", "subject=anna"):
        refused = client.get(f"{at}?{wrong}", headers=mine)
        assert (refused.status_code, refused.json()["code"]) == (422, "request_invalid")
        assert f"query.{wrong.partition('=')[0]}" in refused.json()["detail"]
