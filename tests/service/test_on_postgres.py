"""The way of one verification, with the records on SQLite and once more on Postgres."""


def test_a_verification_goes_its_way_on_either_database(deploy, database_url, specimens):
    own = deploy(database_url)
    secret = own.key(tenant := own.new_tenant())
    with own.api(secret) as api:
        body = {"policy": "border", "reference": "order 5", "expected": {"name": "Mira Arden"}}
        headers = {"Idempotency-Key": "k"}
        created = api.post("/v1/verifications", json=body, headers=headers).json()
        assert api.post("/v1/verifications", json=body, headers=headers).json() == created
        with own.opened(created["capture_url"]) as browser:
            browser.post("/v1/capture/consent", json={"version": "1", "language": "ar"})
            browser.put("/v1/capture/document/front", content=(specimens / "p01/document-flat.jpg").read_bytes())
            browser.put("/v1/capture/probe", content=(specimens / "p01/selfie-1.jpg").read_bytes())
            assert browser.post("/v1/capture/submit").json()["attempt"] == 1
            assert browser.post("/v1/capture/submit").status_code == 409
        assert [one["id"] for one in api.get("/v1/verifications?state=processing").json()["verifications"]] == [
            created["id"]
        ]
        assert api.post(f"/v1/verifications/{created['id']}/erase").status_code == 409  # it is being processed
        kinds = [one["kind"] for one in api.get(f"/v1/verifications/{created['id']}/ledger").json()["entries"]]
    assert kinds == [
        "verification.created",
        "capture_link.issued",
        "capture_link.opened",
        "verification.consented",
        "verification.capturing",
        "verification.captured",
        "verification.captured",
        "verification.submitted",
    ]
    assert tenant not in str(kinds)


def test_what_two_tenants_do_at_once_stays_apart(deploy, database_url):
    own = deploy(database_url)
    secrets = [own.key(own.new_tenant()) for _ in range(2)]
    for secret in secrets:
        with own.api(secret) as api:
            made = api.post("/v1/verifications", json={"policy": "bank"}).json()["id"]
            assert [one["id"] for one in api.get("/v1/verifications").json()["verifications"]] == [made]
