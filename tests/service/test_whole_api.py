"""Whatever the schema allows, and what it does not: the service never fails, and says what it published."""

from collections import defaultdict

import httpx
import pytest
import schemathesis
from deployment import BEGINNING, NO_TLS
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from counterfoil.service.app import create_app
from counterfoil.service.settings import Settings

EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


WHOLE = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
OPERATIONS = [found.ok() for found in WHOLE.get_all_operations()]
ENDING_THE_SESSION = "DELETE /v1/capture/session"  # after it, every other answer would be 401


@pytest.fixture(scope="module")
def everybody(deployment):
    """Headers of somebody who may do everything, and has the capture page of one verification open."""
    tenant = deployment.new_tenant()
    secret = deployment.key(tenant)
    with deployment.api(secret) as api:
        created = api.post("/v1/verifications", json={"policy": "bank"}).json()
    with deployment.opened(created["capture_url"]) as browser:
        cookie = browser.cookies["counterfoil_capture"]
    assert deployment.clock() == BEGINNING
    return {
        "Authorization": f"Bearer {secret}",
        "Cookie": f"counterfoil_capture={cookie}",
        "Origin": deployment.url,
        "Counterfoil-Page": "1",
    }


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if one.label != ENDING_THE_SESSION], ids=lambda one: one.label
)
def test_nothing_that_is_sent_makes_it_fail(operation, deployment, everybody):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy())
    def fits_what_is_published(case):
        answer = case.call(base_url=deployment.url, headers=everybody)
        case.validate_response(answer, checks=CHECKS)

    fits_what_is_published()


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.method == "get"], ids=lambda one: one.label)
def test_a_query_parameter_that_there_is_not_is_refused_by_every_get(operation, deployment, everybody):
    path = operation.path.format_map(defaultdict(lambda: "unknown"))
    answer = httpx.get(f"{deployment.url}{path}", params={"limt": "1"}, headers=everybody, timeout=60, verify=NO_TLS)
    assert answer.status_code == 422
    assert answer.json()["code"] == "request_invalid"
    assert [fault["where"] for fault in answer.json()["errors"]] == ["query.limt"]
