"""The capture page's side of the API: one link, one browser, one verification, and no way in for other pages."""

import pytest

from counterfoil.records import verifications


def token_of(created):
    return created["capture_url"].partition("#")[2]


class TestTheLink:
    def test_it_opens_once(self, deployment, created, browser):
        assert browser.get("/v1/capture").json()["verification"] == created["id"]
        with deployment.page() as other:
            answer = other.post("/v1/capture/session", json={"token": token_of(created)})
            assert (answer.status_code, answer.json()["code"]) == (410, "link_unusable")
            assert "set-cookie" not in answer.headers

    def test_it_opens_for_fifteen_minutes(self, deploy):
        own = deploy()
        with own.api(own.key(own.new_tenant())) as api, own.page() as page:
            made = [api.post("/v1/verifications", json={"policy": "bank"}).json() for _ in range(2)]
            own.clock.move(minutes=14, seconds=59)
            assert page.post("/v1/capture/session", json={"token": token_of(made[0])}).status_code == 200
            own.clock.move(seconds=2)
            assert page.post("/v1/capture/session", json={"token": token_of(made[1])}).status_code == 410

    @pytest.mark.parametrize("token", ["cft_" + "A" * 43, "cfs_" + "A" * 43, "", "x" * 5000, "cft_" + "é" * 43])
    def test_what_is_no_link_says_the_same_to_everyone(self, deployment, token):
        with deployment.page() as page:
            answer = page.post("/v1/capture/session", json={"token": token})
        assert answer.status_code in (410, 422)
        assert token[:20] not in answer.text or not token

    def test_whoever_hands_on_follows_how_far_the_person_is(self, deployment, created, browser):
        handed = browser.post("/v1/capture/handoff").json()
        assert browser.get("/v1/capture").json()["follows"] is False
        with deployment.opened(handed["url"]) as phone:
            before = browser.get("/v1/capture").json()
            version = before["consent"]["version"]
            phone.post("/v1/capture/consent", json={"version": version, "language": "en"})
            after = browser.get("/v1/capture").json()
            assert [one["next"] for one in (before, after)] == ["consent", "document"]
            assert after["verification"] == created["id"]
            assert phone.get("/v1/capture").json() == {**after, "follows": False}
            assert after["follows"] is True
            assert browser.get("/v1/capture/result").json()["outcome"] == "open"

    def test_a_link_that_somebody_else_made_ends_every_session_before(self, deployment, api, created, browser):
        handed = browser.post("/v1/capture/handoff").json()
        with deployment.opened(handed["url"]) as phone:
            sent = api.post(f"/v1/verifications/{created['id']}/capture-links").json()
            with deployment.opened(sent["capture_url"]) as third:
                assert third.get("/v1/capture").json()["follows"] is False
                assert [one.get("/v1/capture").status_code for one in (browser, phone)] == [401, 401]

    def test_the_code_to_scan_is_a_drawing_without_scripts(self, browser):
        handed = browser.post("/v1/capture/handoff").json()
        assert handed["qr"].startswith("<svg")
        assert "script" not in handed["qr"]


class TestTheSession:
    def test_the_cookie_is_for_the_browser_alone(self, deployment, created):
        with deployment.page() as page:
            answer = page.post("/v1/capture/session", json={"token": token_of(created)})
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/;" in cookie
        assert "Domain" not in cookie
        assert "Secure" not in cookie  # this deployment is reached over http, on localhost

    def test_over_https_it_is_never_sent_in_the_clear(self, deploy):
        own = deploy(base_url="https://verify.example.org")
        with own.api(own.key(own.new_tenant())) as api, own.page() as page:
            created = api.post("/v1/verifications", json={"policy": "bank"}).json()
            assert created["capture_url"].startswith("https://verify.example.org/verify#")
            page.headers["Origin"] = own.url.replace("http", "https", 1)
            answer = page.post("/v1/capture/session", json={"token": token_of(created)})
            cookie = answer.headers["set-cookie"]
            assert cookie.startswith("__Host-counterfoil_capture=")
            assert "; Secure" in cookie
            assert "Path=/;" in cookie
            secret = cookie.partition("=")[2].partition(";")[0]
            page.cookies.clear()
            for name, status in (("__Host-counterfoil_capture", 200), ("counterfoil_capture", 401)):
                # without the prefix, a neighbour of the same domain could have planted it
                assert page.get("/v1/capture", headers={"Cookie": f"{name}={secret}"}).status_code == status
        assert "max-age" in answer.headers["strict-transport-security"]

    def test_it_ends_with_its_time(self, deploy):
        own = deploy(session_minutes=5)
        with own.api(own.key(own.new_tenant())) as api:
            created = api.post("/v1/verifications", json={"policy": "bank"}).json()
            with own.opened(created["capture_url"]) as browser:
                assert browser.get("/v1/capture").status_code == 200
                own.clock.move(minutes=5, seconds=1)
                assert browser.get("/v1/capture").status_code == 401

    def test_leaving_ends_it(self, browser):
        assert browser.delete("/v1/capture/session").status_code == 204
        assert browser.get("/v1/capture").status_code == 401

    def test_it_opens_no_other_verification(self, api, created, browser):
        other = api.post("/v1/verifications", json={"policy": "bank"}).json()
        browser.post("/v1/capture/manual")
        assert api.get(f"/v1/verifications/{created['id']}").json()["state"] == "under_review"
        assert api.get(f"/v1/verifications/{other['id']}").json()["state"] == "created"

    def test_it_is_no_api_key(self, deployment, browser):
        secret = browser.cookies["counterfoil_capture"]
        with deployment.api(secret) as api:
            assert api.get("/v1/verifications").status_code == 401


class TestOtherPages:
    WRITES = ("consent", "manual", "submit", "contest", "handoff")

    @pytest.mark.parametrize("step", WRITES)
    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {"Counterfoil-Page": "0"},
            {"Counterfoil-Page": ""},
        ],
        ids=str,
    )
    def test_a_write_from_another_page_does_nothing(self, browser, api, created, step, headers):
        answer = browser.post(f"/v1/capture/{step}", json={"version": "1", "language": "en"}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")
        assert api.get(f"/v1/verifications/{created['id']}").json()["state"] == "created"

    @pytest.mark.parametrize("host", [None, "verify.example.org"])
    def test_over_https_a_page_without_tls_is_another_page(self, deploy, host):
        own = deploy(base_url="https://verify.example.org")
        host = host or own.url.partition("//")[2]
        with own.api(own.key(own.new_tenant())) as api, own.page() as page:
            link = {"token": token_of(api.post("/v1/verifications", json={"policy": "bank"}).json())}
            for scheme, status in (("http", 403), ("https", 200)):
                headers = {"Host": host, "Origin": f"{scheme}://{host}"}
                assert page.post("/v1/capture/session", json=link, headers=headers).status_code == status

    def test_another_page_cannot_open_a_session_either(self, deployment, created):
        with deployment.page() as page:
            headers = {"Origin": "https://evil.example"}
            answer = page.post("/v1/capture/session", json={"token": token_of(created)}, headers=headers)
            assert answer.status_code == 403
            assert page.post("/v1/capture/session", json={"token": token_of(created)}).status_code == 200

    def test_no_answer_is_shared_with_other_origins(self, browser):
        answer = browser.get("/v1/capture", headers={"Origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        asked = browser.options("/v1/capture/manual", headers={"Access-Control-Request-Method": "POST"})
        assert asked.status_code == 405


class TestTheWay:
    def test_nothing_is_captured_before_consent(self, browser, specimens):
        answer = browser.put("/v1/capture/document/front", content=(specimens / "p01/document-flat.jpg").read_bytes())
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    def test_consent_to_another_text_is_refused(self, browser):
        answer = browser.post("/v1/capture/consent", json={"version": "0", "language": "en"})
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_outdated")

    def test_the_text_is_sealed_as_it_was_shown(self, browser, deployment, tenant, created):
        shown = browser.get("/v1/capture", params={"language": "es"}).json()
        browser.post("/v1/capture/consent", json={"version": shown["consent"]["version"], "language": "es"})
        with deployment.books.database.reading() as connection:
            (piece,) = deployment.books.vault.find(connection, tenant, created["id"], "consent")
            text = deployment.books.vault.open(connection, tenant, piece.id).decode()
            assert verifications.known(connection, created["id"]).language == "es"
        assert piece.sha256 == shown["consent"]["sha256"]
        assert shown["purpose"] in text
        assert all(section["text"] in text for section in shown["consent"]["sections"])

    def test_after_a_reload_the_page_knows_where_it_was(self, browser, specimens):
        assert browser.get("/v1/capture").json()["next"] == "consent"
        assert browser.post("/v1/capture/consent", json={"version": "1", "language": "en"}).json()["next"] == "document"
        browser.put("/v1/capture/document/front", content=(specimens / "p01/document-flat.jpg").read_bytes())
        assert browser.get("/v1/capture").json()["next"] == "probe"
        browser.put("/v1/capture/probe", content=(specimens / "p01/selfie-1.jpg").read_bytes())
        said = browser.get("/v1/capture").json()
        assert (said["next"], said["there"], said["attempts_left"]) == ("submit", ["document_front", "probe"], 3)
        assert browser.post("/v1/capture/submit").json() == {"state": "processing", "attempt": 1}
        assert browser.get("/v1/capture/result").json()["outcome"] == "wait"

    def test_handing_in_too_early_is_refused(self, browser):
        browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
        assert browser.post("/v1/capture/submit").json()["code"] == "state_conflict"

    def test_the_way_without_biometrics_is_open_from_the_first_moment(self, browser, api, created):
        assert browser.post("/v1/capture/manual").json()["route"] == "manual"
        assert browser.get("/v1/capture/result").json()["outcome"] == "review"
        assert api.get(f"/v1/verifications/{created['id']}").json()["state"] == "under_review"

    def test_when_too_many_wait_nobody_hands_in_but_is_told_to_come_back(self, deploy, specimens):
        own = deploy(waiting_at_most=1)
        with own.api(own.key(own.new_tenant(), is_test=True)) as api:
            api.post("/v1/verifications", json={"policy": "bank", "test": "accept"})
            created = api.post("/v1/verifications", json={"policy": "bank"}).json()
            with own.opened(created["capture_url"]) as browser:
                browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
                browser.put("/v1/capture/document/front", content=(specimens / "p01/document-flat.jpg").read_bytes())
                browser.put("/v1/capture/probe", content=(specimens / "p01/selfie-1.jpg").read_bytes())
                answer = browser.post("/v1/capture/submit")
                assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
                assert int(answer.headers["retry-after"]) > 0
                assert browser.get("/v1/capture").json()["state"] == "capturing"
