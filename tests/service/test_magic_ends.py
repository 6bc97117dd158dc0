"""The test mode's ends that leave something to do: another try, and a time that runs out."""

from datetime import timedelta

import pytest

from counterfoil.decision.choosing import policies
from counterfoil.jobs import tasks
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.judging import judge
from counterfoil.models import ModelStore, Networks
from counterfoil.records import ledger
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention
from tests.sealing import Slow, held_up


@pytest.fixture
def own(deploy):
    return deploy()


@pytest.fixture
def bench(own):
    return Bench(own.books, Networks(ModelStore()), policies(None), Shelf(), Retention())


@pytest.fixture
def api(own):
    with own.api(own.key(own.new_tenant(), is_test=True)) as client:
        yield client


def test_retry_asks_for_the_document_anew_and_may_be_handed_in_again(own, bench, api, specimens):
    created = api.post("/v1/verifications", json={"policy": "bank", "test": "retry"}).json()
    assert judge(bench, created["id"], 1, own.clock)
    said = api.get(f"/v1/verifications/{created['id']}").json()
    assert (said["state"], said["verdict"], said["reasons"]) == ("capturing", "retry", ["document_unreadable"])
    assert said["attempts"] == {"made": 1, "allowed": 3}
    with own.opened(created["capture_url"]) as browser:
        result = browser.get("/v1/capture/result").json()
        assert (result["outcome"], result["attempts_left"]) == ("retry", 2)
        assert browser.get("/v1/capture").json()["next"] == "document"
        front = (specimens / "p01/document-flat.jpg").read_bytes()
        assert browser.put("/v1/capture/document/front", content=front).json()["version"] == 2
        assert browser.post("/v1/capture/submit").json() == {"state": "processing", "attempt": 2}


def test_each_look_at_a_result_is_in_the_ledger_with_the_key_that_looked(bench, api, own):
    created = api.post("/v1/verifications", json={"policy": "bank", "test": "accept"}).json()
    assert judge(bench, created["id"], 1, own.clock)
    for _ in range(2):
        assert api.get(f"/v1/verifications/{created['id']}/result").status_code == 200
    entries = api.get(f"/v1/verifications/{created['id']}/ledger").json()["entries"]
    looks = [one for one in entries if one["kind"] == "result.opened"]
    assert len(looks) == 2
    assert {one["actor"] for one in looks} == {entries[0]["actor"]}
    assert all(one["body"]["evidence"].startswith("evd_") for one in looks)


def test_while_the_store_is_waited_for_a_result_others_write(bench, api, own, monkeypatch):
    created = api.post("/v1/verifications", json={"policy": "bank", "test": "accept"}).json()
    assert judge(bench, created["id"], 1, own.clock)
    slow = Slow(own.books.vault.store)
    monkeypatch.setattr(own.books.vault, "store", slow)
    look = held_up(slow, lambda: api.get(f"/v1/verifications/{created['id']}/result"))
    with look as looking, own.books.database.writing() as connection:
        ledger.append(connection, tenant="somebody-else", kind="x", now=own.clock())
    assert looking.result().status_code == 200


def test_expire_is_handed_in_by_nobody_and_ends_at_the_next_look(own, bench, api):
    created = api.post("/v1/verifications", json={"policy": "bank", "test": "expire"}).json()
    assert created["state"] == "created"
    with own.opened(created["capture_url"]) as browser:
        own.clock.move(seconds=2)
        assert tasks.expire(bench, own.clock()) == 1
        assert api.get(f"/v1/verifications/{created['id']}").json()["state"] == "expired"
        answer = browser.get("/v1/capture/result")
        assert answer.status_code == 401 or answer.json()["outcome"] == "expired"


def test_what_is_contested_waits_as_long_as_the_operator_says(deploy):
    own = deploy(review_days=3)
    judges = Bench(own.books, Networks(ModelStore()), policies(None), Shelf(), Retention())
    with own.api(own.key(own.new_tenant(), is_test=True)) as api:
        created = api.post("/v1/verifications", json={"policy": "bank", "test": "reject"}).json()
        assert judge(judges, created["id"], 1, own.clock)
        with own.opened(created["capture_url"]) as browser:
            assert browser.post("/v1/capture/contest").status_code == 200
        waits = api.get(f"/v1/verifications/{created['id']}").json()
        assert waits["biometrics_due_at"] == (own.clock() + timedelta(days=3)).isoformat()


@pytest.mark.parametrize("end", ["retry", "expire", "accept"])
def test_a_live_key_cannot_say_how_it_ends(own, end):
    with own.api(own.key(own.new_tenant())) as live:
        assert live.post("/v1/verifications", json={"policy": "bank", "test": end}).status_code == 422
