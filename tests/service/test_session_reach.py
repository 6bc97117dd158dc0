"""A capture session reaches its own verification: no operation of the published schema leads it to another one."""

from itertools import product

import pytest
from test_default_deny import OPERATIONS

OF_SESSION = [one for one in OPERATIONS if one.path.startswith("/v1/capture") and one.name != "openCapture"]
HINTS = ("nothing", "query", "header", "body", "cookie")
BODIES = {"consent": {"version": "1", "language": "en"}}


@pytest.fixture
def other(api):
    """Another verification of the same tenant, and how it is now."""
    return api.post("/v1/verifications", json={"policy": "remote", "reference": "order 2"}).json()["id"]


def state_of(api, which):
    return api.get(f"/v1/verifications/{which}").json(), api.get(f"/v1/verifications/{which}/ledger").json()


def test_these_are_the_operations_that_a_session_has():
    assert {one.name for one in OF_SESSION} >= {
        "getCapture",
        "consent",
        "chooseManual",
        "captureDocument",
        "captureProbe",
        "submitCapture",
        "getCaptureResult",
        "contestDecision",
        "handOff",
        "leaveCapture",
    }
    assert not [one.path for one in OF_SESSION if "{verification}" in one.path]


@pytest.mark.parametrize("asked", list(product(OF_SESSION, HINTS)), ids=lambda asked: f"{asked[0].name}-{asked[1]}")
def test_no_operation_leads_to_another_verification(api, browser, specimens, other, asked):
    operation, hint = asked
    before, mine = state_of(api, other), browser.get("/v1/capture").json()["verification"]
    path = operation.path.format(side="front")
    sent = {"params": {}, "headers": {}}
    if operation.method == "put":
        sent["content"] = (specimens / "p01/selfie-1.jpg").read_bytes()
    elif operation.method == "post":
        sent["json"] = dict(BODIES.get(operation.name, {}))
    if operation.name.startswith("capture"):
        browser.post("/v1/capture/consent", json=BODIES["consent"])
    for name in ("verification", "id", "subject"):
        if hint == "query":
            sent["params"][name] = other
        elif hint == "header":
            sent["headers"][f"X-{name}"] = other
        elif hint == "body" and "json" in sent:
            sent["json"][name] = other
        elif hint == "cookie":
            browser.cookies.set(name, other)
    answer = browser.request(operation.method, path, **sent)
    assert answer.status_code < 500
    assert other not in answer.text
    assert state_of(api, other) == before
    own = browser.get("/v1/capture")
    assert own.status_code == 401 or own.json()["verification"] == mine
