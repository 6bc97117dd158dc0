"""A POST that is sent again does nothing twice: not later, not at the same time, not after a crash."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

BODY = {"policy": "bank", "reference": "order 9"}


def send(api, key, body=BODY, path="/v1/verifications"):
    return api.post(path, json=body, headers={"Idempotency-Key": key} if key else {})


def count(api):
    return len(api.get("/v1/verifications", params={"limit": 200}).json()["verifications"])


def test_the_same_request_gets_the_same_answer(api):
    first, again = send(api, "k1"), send(api, "k1")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")
    assert count(api) == 1


def test_without_a_key_it_is_done_twice(api):
    assert send(api, None).json()["id"] != send(api, None).json()["id"]


def test_another_body_under_the_same_key_is_refused(api):
    send(api, "k1")
    answer = send(api, "k1", BODY | {"reference": "order 10"})
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_mismatch")


def test_another_address_under_the_same_key_is_refused(api):
    created = send(api, "k1").json()
    answer = send(api, "k1", {}, f"/v1/verifications/{created['id']}/erase")
    assert answer.status_code == 409


def test_the_keys_of_another_api_key_are_other_keys(deployment, tenant, api):
    send(api, "k1")
    with deployment.api(deployment.key(tenant)) as other:
        assert "idempotent-replayed" not in send(other, "k1").headers


@pytest.mark.parametrize("key", ["with space", "é".encode(), "x" * 256])
def test_what_cannot_be_a_key_is_refused(api, key):
    answer = api.post("/v1/verifications", json=BODY, headers={"Idempotency-Key": key})
    assert answer.status_code == 422


def test_a_refused_request_may_be_mended_and_sent_under_the_same_key(api):
    assert send(api, "k1", {"policy": "casino"}).status_code == 422
    assert send(api, "k1").status_code == 201


@pytest.mark.parametrize("place", ["sqlite", "postgres"])
def test_of_many_at_once_one_is_done_and_all_get_its_answer(deploy, request, place):
    own = deploy(request.getfixturevalue("postgres_url") if place == "postgres" else None)
    secret = own.key(own.new_tenant())
    with own.api(secret) as api, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(api, "k1"), range(16)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert count(api) == 1


def test_a_crash_before_the_commit_leaves_nothing_and_the_request_can_be_sent_again(deploy):
    own = deploy()
    crashing = threading.Event()
    crashing.set()

    def crash(*_: object) -> None:
        if crashing.is_set():
            crashing.clear()
            raise RuntimeError("the process is gone at the worst moment")

    with own.api(own.key(own.new_tenant())) as api:
        assert count(api) == 0
        crashing.set()
        event.listen(own.books.database.engine, "commit", lambda connection: wrote(connection) and crash())
        assert send(api, "k1").status_code == 500
        assert count(api) == 0
        assert send(api, "k1").status_code == 201
        assert count(api) == 1


def wrote(connection):
    return connection.get_execution_options().get("counterfoil_writes", False)


def test_what_was_answered_about_a_verification_goes_with_it_and_is_done_no_second_time(api):
    which = send(api, "k1").json()["id"]
    assert send(api, "k2", None, f"/v1/verifications/{which}/capture-links").status_code == 201
    erased = send(api, "k3", None, f"/v1/verifications/{which}/erase")
    assert erased.json()["reference"] is None
    for key, body, path in (("k1", BODY, ""), ("k2", None, f"/{which}/capture-links")):
        again = send(api, key, body, f"/v1/verifications{path}")
        assert (again.status_code, again.json()["code"]) == (410, "evidence_gone")
        assert BODY["reference"] not in again.text
    assert send(api, "k3", None, f"/v1/verifications/{which}/erase").content == erased.content
    assert count(api) == 1


def test_answers_are_sealed_where_they_are_kept(deployment, api):
    link = send(api, "k1").json()["capture_url"].partition("#")[2]
    for file in deployment.folder.rglob("*"):
        if file.is_file():
            assert link.encode() not in file.read_bytes()
