"""The capture page with a clock that stands still, and one that jumps back: order is counted, not read from a clock."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from counterfoil.decision import Verdict
from counterfoil.records import verifications

CONSENT = {"version": "1", "language": "en"}
CLOCKS = pytest.mark.parametrize("moved", [{}, {"hours": -2}, {"minutes": 2}], ids=["stands", "jumps back", "goes on"])


def sent(specimens, what, person):
    names = {"document/front": "document-flat.jpg", "probe": "selfie-1.jpg"}
    return (specimens / person / names[what]).read_bytes()


def hand_in(browser, specimens):
    browser.post("/v1/capture/consent", json=CONSENT)
    for what in ("document/front", "probe"):
        assert browser.put(f"/v1/capture/{what}", content=sent(specimens, what, "p01")).status_code == 200
    assert browser.post("/v1/capture/submit").json()["attempt"] == 1


@CLOCKS
@pytest.mark.parametrize("asked", ["document", "probe"])
def test_what_was_captured_anew_is_not_asked_for_again(deploy, database_url, specimens, moved, asked):
    reason, what = {"document": ("document_unreadable", "document/front"), "probe": ("face_small", "probe")}[asked]
    own = deploy(database_url)
    with own.api(own.key(own.new_tenant())) as api:
        created = api.post("/v1/verifications", json={"policy": "border"}).json()
    with own.opened(created["capture_url"]) as browser:
        hand_in(browser, specimens)
        with own.books.database.writing() as connection:
            known = {"attempt": 1, "verdict": Verdict.RETRY, "reasons": [reason], "now": own.clock()}
            assert verifications.conclude(connection, created["id"], **known)
        own.clock.move(**moved)
        assert browser.get("/v1/capture").json()["next"] == asked
        assert browser.post("/v1/capture/submit").status_code == 409
        assert browser.get("/v1/capture").json()["next"] == asked
        assert browser.put(f"/v1/capture/{what}", content=sent(specimens, what, "p05")).json()["version"] == 2
        assert browser.get("/v1/capture").json()["next"] == "submit"
        assert browser.post("/v1/capture/submit").json() == {"state": "processing", "attempt": 2}


@CLOCKS
def test_the_same_bytes_are_compared_with_what_came_last(deploy, specimens, moved):
    own = deploy()
    with own.api(own.key(own.new_tenant())) as api:
        created = api.post("/v1/verifications", json={"policy": "border"}).json()
    with own.opened(created["capture_url"]) as browser:
        browser.post("/v1/capture/consent", json=CONSENT)
        versions = []
        for person in ("p01", "p05", "p05", "p01"):
            own.clock.move(**moved)
            answer = browser.put("/v1/capture/probe", content=sent(specimens, "probe", person))
            versions.append(answer.json()["version"])
    assert versions == [1, 2, 2, 3]


def test_the_same_bytes_at_the_same_time_are_one_piece_of_evidence(deploy, database_url, specimens):
    own = deploy(database_url)
    with own.api(own.key(tenant := own.new_tenant())) as api:
        created = api.post("/v1/verifications", json={"policy": "border"}).json()
    with own.opened(created["capture_url"]) as browser, ThreadPoolExecutor(4) as pool:
        browser.post("/v1/capture/consent", json=CONSENT)
        content = sent(specimens, "probe", "p01")
        answers = list(pool.map(lambda _: browser.put("/v1/capture/probe", content=content), range(8)))
    kept = [answer.json() for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert {one["version"] for one in kept} == {1}
    with own.books.database.reading() as connection:
        assert len(own.books.vault.find(connection, tenant, created["id"], "probe")) == 1
