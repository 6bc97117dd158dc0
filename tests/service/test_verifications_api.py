"""Creating verifications, listing them, looking at them, ending them: over HTTP, as an integrator's server does it."""

from datetime import timedelta
from importlib import resources

import pytest
from published_shapes import VERIFICATION_KEYS

from counterfoil.records import ledger
from counterfoil.records.signing_files import rotate


def post(api, path, body=None, **headers):
    return api.post(path, json=body or {}, headers=headers)


class TestCreating:
    def test_a_verification_says_where_the_person_goes_and_nothing_of_who_it_is(self, api, deployment):
        answer = post(
            api,
            "/v1/verifications",
            {"policy": "bank", "expected": {"name": "Anna Eriksson", "birth_date": "1974-08-12"}, "language": "fr"},
        )
        said = answer.json()
        assert answer.status_code == 201
        assert (said["state"], said["test"], said["language"]) == ("created", False, "fr")
        assert said["capture_url"].startswith(f"{deployment.url}/verify#cft_")
        assert "Eriksson" not in answer.text
        assert "1974" not in answer.text

    def test_whom_it_expects_is_sealed_as_evidence(self, api, deployment, tenant):
        said = post(api, "/v1/verifications", {"policy": "bank", "expected": {"name": "Anna Eriksson"}}).json()
        with deployment.books.database.reading() as connection:
            (piece,) = deployment.books.vault.find(connection, tenant, said["id"])
            assert piece.kind == "expected"
            assert deployment.books.vault.open(connection, tenant, piece.id) == b'{"name": "Anna Eriksson"}'

    @pytest.mark.parametrize(
        ("body", "where"),
        [
            ({}, "body.policy"),
            ({"policy": "casino"}, "body.policy"),
            ({"policy": "bank", "polciy": "bank"}, "body.polciy"),
            ({"policy": "bank", "reference": "two\nlines"}, "body.reference"),
            ({"policy": "bank", "reference": "x" * 129}, "body.reference"),
            ({"policy": "bank", "expected": {}}, "body.expected"),
            ({"policy": "bank", "expected": {"birth_date": 3}}, "body.expected.birth_date"),
            ({"policy": "bank", "expected": {"birth_date": "12/08/1974"}}, "body.expected.birth_date"),
            ({"policy": "bank", "language": "english, please"}, "body.language"),
            ({"policy": "bank", "test": "accept"}, "body.test"),
            ({"policy": "bank", "return_url": "http://example.org/"}, "body.return_url"),
            ({"policy": "bank", "return_url": "javascript:alert(1)"}, "body.return_url"),
            ({"policy": "bank", "return_url": "https://user:pw@example.org/"}, "body.return_url"),
            ({"policy": "bank", "return_url": "https://example.org/\r\nSet-Cookie: a=b"}, "body.return_url"),
            ({"policy": "bank", "return_url": "https://example.org\\@evil.example/"}, "body.return_url"),
        ],
    )
    def test_what_it_cannot_mean_is_refused_with_its_place(self, api, body, where):
        answer = post(api, "/v1/verifications", body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["code"] == "request_invalid"
        assert where in problem["detail"]

    def test_a_form_is_told_to_be_json(self, api):
        answer = api.post("/v1/verifications", data={"policy": "bank"})
        assert answer.status_code == 422
        assert "application/json" in answer.json()["detail"]

    def test_a_refusal_does_not_repeat_what_was_sent(self, api):
        answer = post(api, "/v1/verifications", {"policy": "bank", "expected": {"name": "Canary\nName"}})
        assert answer.status_code == 422
        assert "Canary" not in answer.text


class TestLooking:
    def test_one_is_told_in_the_published_shape(self, api, created):
        said = api.get(f"/v1/verifications/{created['id']}").json()
        assert set(said) == VERIFICATION_KEYS
        assert "capture_url" not in said

    def test_pages_follow_one_another_and_hide_nothing(self, api):
        made = [post(api, "/v1/verifications", {"policy": "bank"}).json()["id"] for _ in range(5)]
        seen, cursor = [], None
        while True:
            page = api.get("/v1/verifications", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
            seen += [one["id"] for one in page["verifications"]]
            if (cursor := page["next"]) is None:
                break
        assert sorted(seen) == sorted(made)
        assert seen == sorted(seen, reverse=True)

    def test_states_narrow_a_page(self, api, created):
        assert api.get("/v1/verifications", params={"state": "decided"}).json()["verifications"] == []
        found = api.get("/v1/verifications", params={"state": ["decided", "created"]}).json()["verifications"]
        assert [one["id"] for one in found] == [created["id"]]

    def test_ones_own_reference_finds_it_and_nobody_elses(self, api, deployment, created):
        post(api, "/v1/verifications", {"policy": "bank", "reference": "order 2"})
        found = api.get("/v1/verifications", params={"reference": "order 1"}).json()["verifications"]
        assert [one["id"] for one in found] == [created["id"]]
        with deployment.api(deployment.key(deployment.new_tenant())) as other:
            assert other.get("/v1/verifications", params={"reference": "order 1"}).json()["verifications"] == []

    def test_a_time_narrows_a_page_from_its_beginning_to_before_its_end(self, api, created):
        at = created["created_at"]
        assert self.ids(api, created_from=at) == [created["id"]]
        assert self.ids(api, created_before=at) == []
        assert self.ids(api, created_from="2026-11-01T00:00:00Z", created_before="2999-01-01T00:00:00Z")

    @staticmethod
    def ids(api, **params):
        return [one["id"] for one in api.get("/v1/verifications", params=params).json()["verifications"]]

    @pytest.mark.parametrize(
        "params", [{"status": "decided"}, {"reference": ""}, {"created_from": "2026-11-26"}, {"created_from": "today"}]
    )
    def test_a_filter_that_there_is_not_is_refused_and_finds_not_everything(self, api, params):
        answer = api.get("/v1/verifications", params=params)
        assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")

    def test_the_ledger_of_one_says_who_did_what(self, api, created):
        entries = api.get(f"/v1/verifications/{created['id']}/ledger").json()["entries"]
        assert [one["kind"] for one in entries] == ["verification.created", "capture_link.issued"]
        assert all(one["actor"].startswith("key:key_") for one in entries)

    @pytest.mark.parametrize("what", ["result", "receipt"])
    def test_what_is_not_there_yet_is_a_conflict_with_its_remedy(self, api, created, what):
        answer = api.get(f"/v1/verifications/{created['id']}/{what}")
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    def test_a_policy_that_looks_at_nobody_expected_refuses_to_be_told_whom(self, deploy, tmp_path):
        written = resources.files("counterfoil.decision").joinpath("policies/counter.toml").read_text()
        blind = [line for line in written.splitlines() if not line.startswith('"document.expected"')]
        (tmp_path / "policies").mkdir()
        (tmp_path / "policies" / "blind.toml").write_text("\n".join(blind).replace('"counter"', '"blind"'))
        own = deploy(policies=tmp_path / "policies")
        with own.api(own.key(own.new_tenant())) as api:
            told = api.post("/v1/verifications", json={"policy": "blind", "expected": {"name": "Anna Eriksson"}})
            assert (told.status_code, told.json()["code"]) == (422, "request_invalid")
            assert api.post("/v1/verifications", json={"policy": "blind"}).status_code == 201

    def test_policies_say_what_they_ask_for(self, api):
        said = {one["name"]: one for one in api.get("/v1/policies").json()["policies"]}
        assert set(said) == {"bank", "border", "counter", "remote"}
        assert said["remote"]["needs_liveness"]
        assert not said["counter"]["needs_liveness"]
        assert said["counter"]["minimum_age"] == 18


class TestEnding:
    def test_one_that_nobody_waits_for_is_called_off_and_its_link_opens_nothing(self, api, deployment, tenant, created):
        path = f"/v1/verifications/{created['id']}/expire"
        off = post(api, path)
        assert (off.status_code, off.json()["state"], off.json()["verdict"]) == (200, "expired", None)
        assert post(api, path).json() == off.json()
        with deployment.page() as page:
            token = created["capture_url"].partition("#")[2]
            assert page.post("/v1/capture/session", json={"token": token}).status_code == 410
        with deployment.books.database.reading() as connection:
            last = ledger.entries(connection, tenant, subject=created["id"])[-1]
        assert (last.kind, last.actor.partition("_")[0]) == ("verification.expired", "key:key")

    def test_calling_off_ends_the_page_that_is_open(self, api, browser, created):
        assert browser.get("/v1/capture").status_code == 200
        post(api, f"/v1/verifications/{created['id']}/expire")
        assert browser.get("/v1/capture").status_code == 401

    def test_what_is_erased_cannot_be_called_off(self, api, created):
        post(api, f"/v1/verifications/{created['id']}/erase")
        answer = post(api, f"/v1/verifications/{created['id']}/expire")
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    def test_erasing_takes_everything_and_leaves_that_it_was_there(self, api, deployment, tenant):
        body = {"policy": "bank", "reference": "order 7", "expected": {"name": "Anna Eriksson"}}
        created = post(api, "/v1/verifications", body).json()
        erased = post(api, f"/v1/verifications/{created['id']}/erase")
        assert erased.status_code == 200
        assert (erased.json()["state"], erased.json()["reference"]) == ("erased", None)
        with deployment.books.database.reading() as connection:
            pieces = deployment.books.vault.find(connection, tenant, created["id"])
            assert all(piece.erased_at for piece in pieces)
            kinds = [one.kind for one in ledger.entries(connection, tenant, subject=created["id"])]
        assert kinds[-1] == "verification.erased"
        assert api.get(f"/v1/verifications/{created['id']}/receipt").status_code == 410

    def test_erasing_again_changes_nothing(self, api, created):
        first = post(api, f"/v1/verifications/{created['id']}/erase").json()
        assert post(api, f"/v1/verifications/{created['id']}/erase").json() == first

    def test_what_was_erased_is_due_no_more(self, api, created):
        expired = post(api, f"/v1/verifications/{created['id']}/expire").json()
        assert expired["records_due_at"]
        erased = post(api, f"/v1/verifications/{created['id']}/erase").json()
        assert (erased["biometrics_due_at"], erased["records_due_at"]) == (None, None)

    def test_the_page_of_what_was_erased_opens_no_more(self, api, deployment, created):
        post(api, f"/v1/verifications/{created['id']}/erase")
        with deployment.page() as page:
            token = created["capture_url"].partition("#")[2]
            assert page.post("/v1/capture/session", json={"token": token}).status_code == 410
        assert post(api, f"/v1/verifications/{created['id']}/capture-links").status_code == 409

    def test_a_relationship_that_never_began_cannot_end(self, api, created):
        answer = post(api, f"/v1/verifications/{created['id']}/relationship-ended", {"at": "2026-01-01T00:00:00Z"})
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    @pytest.mark.parametrize("at", ["2999-01-01T00:00:00Z", "2026-01-01T00:00:00", "yesterday", 5])
    def test_a_moment_that_has_not_passed_is_no_end(self, api, created, at):
        answer = post(api, f"/v1/verifications/{created['id']}/relationship-ended", {"at": at})
        assert answer.status_code == 422


class TestKeys:
    def test_a_key_cannot_give_what_it_lacks(self, deployment, tenant):
        with deployment.api(deployment.key(tenant, ["keys"])) as api:
            answer = post(api, "/v1/api-keys", {"name": "more", "scopes": ["keys", "erase"]})
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
            assert post(api, "/v1/api-keys", {"name": "same", "scopes": ["keys"]}).status_code == 201

    def test_neither_by_rotating_one_that_may_do_more(self, deployment, tenant):
        strong = deployment.issued(tenant)
        with deployment.api(deployment.key(tenant, ["keys"])) as api:
            assert post(api, f"/v1/api-keys/{strong.key.id}/rotate").status_code == 403

    def test_nor_does_it_make_one_that_outlives_it(self, deployment, tenant):
        until = deployment.clock() + timedelta(days=3)
        short, lasting = deployment.issued(tenant, ["keys"], expires_at=until), deployment.issued(tenant, ["keys"])
        later = (until + timedelta(seconds=1)).isoformat()
        with deployment.api(short.secret) as api:
            for asked in ({}, {"expires_at": later}):
                assert post(api, "/v1/api-keys", {"name": "more", "scopes": ["keys"], **asked}).status_code == 403
            assert post(api, f"/v1/api-keys/{lasting.key.id}/rotate").status_code == 403
            made = post(api, "/v1/api-keys", {"name": "same", "scopes": ["keys"], "expires_at": until.isoformat()})
            own = post(api, f"/v1/api-keys/{short.key.id}/rotate")
        assert [answer.status_code for answer in (made, own)] == [201, 201]
        assert {answer.json()["expires_at"] for answer in (made, own)} == {until.isoformat()}

    def test_a_rotated_key_opens_for_another_day_and_the_new_one_from_now_on(self, deploy):
        own = deploy()
        old = own.issued(tenant := own.new_tenant())
        with own.api(old.secret) as api:
            new = post(api, f"/v1/api-keys/{old.key.id}/rotate").json()
            assert api.get("/v1/policies").status_code == 200
            own.clock.move(days=1, seconds=1)
            assert api.get("/v1/policies").status_code == 401
        with own.api(new["secret"]) as api:
            assert api.get("/v1/policies").status_code == 200
        assert tenant not in new

    def test_a_key_says_the_day_it_was_last_used_on_and_never_its_secret(self, api):
        listed = api.get("/v1/api-keys")
        assert listed.json()["keys"][0]["last_used_on"] == "2026-11-26"
        secret = api.headers["authorization"].removeprefix("Bearer ")
        assert secret not in listed.text
        assert secret[:12] == listed.json()["keys"][0]["hint"]

    def test_anyone_may_have_the_keys_that_verify_receipts(self, deployment):
        with deployment.api() as nobody:
            said = nobody.get("/v1/keys").json()
            assert nobody.get("/.well-known/jwks.json").json() == said
        assert [key["kid"] for key in said["keys"]] == [deployment.books.signing_key.kid]
        assert all("d" not in key for key in said["keys"])

    def test_a_key_that_signs_since_a_rotation_is_published_by_a_service_that_runs(self, deploy):
        own = deploy()
        new = rotate(own.folder / "signing.key")
        with own.api() as nobody:
            assert nobody.get("/v1/keys").json()["keys"][0]["kid"] == new.kid
