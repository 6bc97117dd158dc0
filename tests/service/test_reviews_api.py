"""Reviews by key: a receipt that verifies, and no second pair of eyes."""

from datetime import timedelta

import pytest

from counterfoil.client import verify_receipt
from counterfoil.records import retention

REASON = "Seen in the branch with the original in hand."


def under_review(own, api):
    created = api.post("/v1/verifications", json={"policy": "bank"}).json()
    with own.opened(created["capture_url"]) as browser:
        assert browser.post("/v1/capture/manual").status_code == 200
    return created["id"]


def review(api, which, verdict):
    return api.post(f"/v1/verifications/{which}/review", json={"verdict": verdict, "reason": REASON})


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_decision_by_key_has_a_receipt_that_verifies(deployment, api, verdict):
    which = under_review(deployment, api)
    assert review(api, which, verdict).json()["state"] == "decided"
    receipt = api.get(f"/v1/verifications/{which}/receipt").json()["receipt"]
    claims = verify_receipt(receipt, api.get("/v1/keys").json())
    assert (claims["sub"], claims["verdict"], claims["decided_by"]) == (which, verdict, "reviewer")
    entries = api.get(f"/v1/verifications/{which}/ledger").json()["entries"]
    (entry,) = [one for one in entries if one["kind"] == "verification.decided"]
    assert claims["ledger"] == {"number": entry["number"], "digest": entry["digest"]}
    assert REASON not in receipt


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_where_two_must_agree_a_key_proposes_and_no_key_confirms(deploy, verdict):
    own = deploy(second_review=True)
    tenant = own.new_tenant()
    with own.api(own.key(tenant)) as first, own.api(own.key(tenant)) as second:
        which = under_review(own, first)
        proposed = review(first, which, verdict)
        assert (proposed.status_code, proposed.json()["state"]) == (200, "under_review")
        for key in (first, second):
            answer = review(key, which, verdict)
            assert (answer.status_code, answer.json()["code"]) == (409, "review_refused")
        assert first.get(f"/v1/verifications/{which}").json()["state"] == "under_review"
        assert first.get(f"/v1/verifications/{which}/receipt").status_code == 409


def test_a_case_that_nobody_decides_ends_and_its_person_reads_so(deploy):
    own = deploy(review_days=2)
    with own.api(own.key(own.new_tenant())) as api:
        which = under_review(own, api)
        waits = api.get(f"/v1/verifications/{which}").json()
        assert waits["under_review_at"] == own.clock().isoformat()
        assert waits["biometrics_due_at"] == (own.clock() + timedelta(days=2)).isoformat()
        own.clock.move(days=2)
        link = api.post(f"/v1/verifications/{which}/capture-links").json()["capture_url"]
        with own.opened(link) as browser:
            assert browser.get("/v1/capture/result").json()["outcome"] == "review"
            retention.run(own.books.database, own.books.vault, own.clock(), vouched=True)
            assert browser.get("/v1/capture/result").json()["outcome"] == "undecided"
        ended = api.get(f"/v1/verifications/{which}").json()
        assert (ended["state"], ended["verdict"], ended["decided_by"]) == ("expired", None, None)
        assert review(api, which, "accept").status_code == 409
        assert api.get(f"/v1/verifications/{which}/receipt").status_code == 409
        again = api.post(f"/v1/verifications/{which}/capture-links").json()["capture_url"]
        with own.opened(again) as browser:
            assert browser.get("/v1/capture/result").json()["outcome"] == "undecided"
            assert browser.post("/v1/capture/manual").status_code == 409
