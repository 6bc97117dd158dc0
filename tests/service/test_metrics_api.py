"""Measures for whoever has the operator's token: counts and times, and no id of anybody."""

import re
from pathlib import Path

import pytest
from deployment import eventually
from prometheus_client.parser import text_string_to_metric_families

from counterfoil.errors import SettingError
from counterfoil.service.settings import Settings

OPERATING = Path(__file__).parents[2] / "docs" / "how-to" / "operate.md"
TOKEN = "a token of sixteen characters or more"  # noqa: S105 - a test's own


def test_without_a_token_there_are_none(deployment):
    with deployment.api(TOKEN) as scraper:
        assert scraper.get("/metrics").status_code == 404


def test_the_wrong_one_opens_nothing(deploy):
    own = deploy(metrics_token=TOKEN)
    for wrong in (None, "", TOKEN[:-1], TOKEN + "x", own.key(own.new_tenant())):
        with own.api(wrong) as scraper:
            assert scraper.get("/metrics").status_code == 401


def test_they_count_operations_and_states_and_name_nobody(deploy):
    own = deploy(metrics_token=TOKEN)
    with own.api(own.key(tenant := own.new_tenant())) as api:
        created = [api.post("/v1/verifications", json={"policy": "bank"}).json() for _ in range(3)]
        api.get("/v1/verifications/ver_00000000000000000000000000")
    with own.api(TOKEN) as scraper:
        assert eventually(lambda: 'status="404"} 1.0' in scraper.get("/metrics").text)
        said = scraper.get("/metrics").text
    assert 'counterfoil_http_requests_total{method="POST",route="/v1/verifications",status="201"} 3.0' in said
    assert 'route="/v1/verifications/{verification}",status="404"} 1.0' in said
    assert 'counterfoil_verifications{state="created"} 3.0' in said
    assert not re.search(r"(ver|key|evd)_[0-9a-z]{26}|127\.0\.0\.1", said)
    assert tenant not in said
    assert created[0]["capture_url"] not in said


def test_they_say_what_waits_and_since_when(deploy):
    own = deploy(metrics_token=TOKEN)
    with own.api(own.key(own.new_tenant())) as api:
        made = api.post("/v1/verifications", json={"policy": "bank"}).json()
        with own.opened(made["capture_url"]) as browser:
            assert browser.post("/v1/capture/manual").status_code == 200
        api.post("/v1/verifications", json={"policy": "bank"})
    own.clock.move(minutes=10)
    with own.api(TOKEN) as scraper:
        said = scraper.get("/metrics").text
        assert 'counterfoil_oldest_waiting_seconds{state="under_review"} 600.0' in said
        assert 'counterfoil_oldest_waiting_seconds{state="processing"} 0.0' in said
        assert 'counterfoil_erasures_overdue{clock="biometrics"} 0.0' in said
        assert "counterfoil_workers_alive 0.0" in said
        assert 'counterfoil_webhook_deliveries{state="dead"} 0.0' in said


def test_their_names_are_as_prometheus_wants_them_and_each_is_in_the_docs(deploy):
    own = deploy(metrics_token=TOKEN)
    with own.api(TOKEN) as scraper:
        said = scraper.get("/metrics").text
    found = {one.name: one for one in text_string_to_metric_families(said)}
    assert found
    for name, one in found.items():
        assert re.fullmatch(r"counterfoil_[a-z_]+", name)
        assert one.documentation.endswith(".")
        assert not re.search(r"_(days|hours|minutes|ms|milliseconds)$", name)
        assert f"`{name}{'_total' if one.type == 'counter' else ''}`" in OPERATING.read_text()


def test_a_token_that_could_be_guessed_is_refused_at_the_start():
    with pytest.raises(SettingError, match="COUNTERFOIL_METRICS_TOKEN"):
        Settings.from_environment(metrics_token="short")  # noqa: S106 - the same
