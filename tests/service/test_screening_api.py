"""Screening over HTTP, as a client of yente asks for it."""

import httpx
import pytest

from counterfoil.records.library import Library
from tests.invented import CSV

ASKED = {"queries": {"first": {"schema": "Person", "properties": {"name": ["Vyacheslav Barazanov"]}}}}


@pytest.fixture
def screening(deploy, tmp_path, monkeypatch):
    """A client of a deployment that has one list of invented people."""
    monkeypatch.setenv("COUNTERFOIL_LISTS", str(tmp_path / "lists"))
    file = tmp_path / "list.csv"
    file.write_text(CSV, encoding="utf-8")
    own = deploy()
    Library(tmp_path / "lists").add(file, name="invented", now=own.clock())  # on the day that it is there
    with own.api(own.key(own.new_tenant(), ["screening"])) as client:
        yield client


def test_a_listed_name_is_found_in_the_shape_of_yente_on_every_list_and_on_its_own(screening):
    for place in ("/v1/match", "/v1/match/default", "/v1/match/sanctions", "/v1/match/invented"):
        answer = screening.post(place, params={"algorithm": "logic-v1", "limit": 3}, json=ASKED)
        assert answer.status_code == 200, answer.text
        found = answer.json()["responses"]["first"]
        assert (found["status"], found["total"]) == (200, {"value": 1, "relation": "eq"})
        (hit,) = found["results"]
        assert (hit["id"], hit["schema"], hit["datasets"], hit["match"]) == ("inv-1", "Person", ["invented"], True)
        assert 0.7 <= hit["score"] <= 1
        assert answer.json()["limit"] == 3
    answer = screening.post("/v1/match/nowhere", json=ASKED)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    (one,) = screening.get("/v1/lists").json()["lists"]
    assert (one["name"], one["entities"]) == ("invented", 4)
    assert set(one) >= {"version", "published", "imported", "current_on", "age_days", "sha256"}


def test_without_any_list_nobody_is_said_to_be_on_none(deploy, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERFOIL_LISTS", str(tmp_path / "none"))
    own = deploy()
    with own.api(own.key(own.new_tenant(), ["screening"])) as client:
        answer = client.post("/v1/match", json=ASKED)
    assert (answer.status_code, answer.json()["code"]) == (422, "list_unusable")


def test_a_key_without_the_scope_screens_nobody(deployment, tenant):
    with deployment.api(deployment.key(tenant, ["verifications:read"])) as client:
        assert client.post("/v1/match", json=ASKED).status_code == 403
        assert client.get("/v1/lists").status_code == 403
    with httpx.Client(base_url=deployment.url) as nobody:
        assert nobody.post("/v1/match", json=ASKED).status_code == 401
