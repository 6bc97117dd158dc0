"""Every operation of the published schema against everybody: who is not let in by its own words is not let in."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import httpx
import pytest
from deployment import Deployment
from fastapi import APIRouter, Depends

from counterfoil.service.access.callers import Caller, caller
from counterfoil.service.access.scopes import Scope
from counterfoil.service.app import create_app
from counterfoil.service.guards import require_guards
from counterfoil.service.settings import Settings

SCHEMA = create_app(Settings()).openapi()
PUBLIC = {"live", "ready", "getKeys", "getJwks", "openCapture"}
OWN_TOKEN = {"getMetrics"}
FOLLOWED = {"getCapture", "getCaptureResult"}
"""What a browser may still ask for whose person went on with another device."""


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    scope: str | None
    of_bearer: bool

    @property
    def names_an_object(self) -> bool:
        return any(part in self.path for part in ("{verification}", "{key}"))


def operations() -> list[Operation]:
    found = []
    for path, methods in SCHEMA["paths"].items():
        for method, said in methods.items():
            security = said.get("security", [])
            scopes = [scope for one in security for scope in one.get("ApiKey", [])]
            bearer = any("CaptureSession" in one for one in security)
            found.append(Operation(said["operationId"], method, path, scopes[0] if scopes else None, bearer))
    return found


OPERATIONS = operations()
KEYED = [one for one in OPERATIONS if one.scope]
OF_BEARER = [one for one in OPERATIONS if one.of_bearer]


@pytest.fixture(scope="module")
def whole(deployment: Deployment) -> dict[str, Any]:
    """A live verification, and every key that might be held against it."""
    mine, other = deployment.new_tenant(), deployment.new_tenant()
    with deployment.api(deployment.key(mine)) as api:
        created = api.post("/v1/verifications", json={"policy": "bank"}).json()
    revoked = deployment.issued(mine)
    with deployment.api(deployment.key(mine)) as api:
        assert api.delete(f"/v1/api-keys/{revoked.key.id}").status_code == 204
    disabled = deployment.new_tenant()
    key_of_disabled = deployment.key(disabled)
    deployment.disable(disabled)
    return {
        "names": {
            "verification": created["id"],
            "key": deployment.issued(mine).key.id,
            "dataset": "default",
            "side": "front",
            "endpoint": "whe_00000000000000000000000000",
            "delivery": "whd_00000000000000000000000000",
        },
        "by scope": {scope.value: deployment.key(mine, [scope]) for scope in Scope},
        "other tenant": deployment.key(other),
        "test mode": deployment.key(mine, is_test=True),
        "revoked": revoked.secret,
        "expired": deployment.key(mine, expires_at=deployment.clock()),
        "unknown": "cf_live_" + "A" * 43,
        "disabled tenant": key_of_disabled,
        "capture link": created["capture_url"].partition("#")[2],
    }


def ask(deployment: Deployment, operation: Operation, whole: dict[str, Any], secret: str | None) -> httpx.Response:
    path = operation.path.format(**whole["names"])
    body = None if operation.method in ("get", "delete") else {}
    with deployment.api(secret) as client:
        return client.request(operation.method, path, json=body)


def test_the_schema_has_every_operation_of_the_service():
    assert len(OPERATIONS) == len({one.name for one in OPERATIONS}) >= 30
    assert {one.scope for one in KEYED} >= set(Scope) - {Scope.WEBHOOKS}


def test_what_is_open_to_anyone_is_what_is_listed_here():
    assert {one.name for one in OPERATIONS if not one.scope and not one.of_bearer} == PUBLIC | OWN_TOKEN


@pytest.mark.parametrize("operation", [*KEYED, *OF_BEARER], ids=lambda one: one.name)
def test_nobody_is_let_in_without_credentials(deployment, operation, whole):
    answer = ask(deployment, operation, whole, None)
    said = answer.json()["code"]
    assert (answer.status_code, said) in {(401, "credentials_invalid"), (403, "origin_refused")}


@pytest.mark.parametrize("operation", KEYED, ids=lambda one: one.name)
def test_a_key_does_what_its_scope_says_and_nothing_else(deployment, operation, whole):
    let_in = {
        scope
        for scope, secret in whole["by scope"].items()
        if ask(deployment, operation, whole, secret).status_code not in (401, 403)
    }
    assert let_in <= {operation.scope}
    if operation.name not in ("createApiKey", "rotateApiKey"):  # which also ask what the key itself may
        assert let_in == {operation.scope}


@pytest.mark.parametrize("operation", KEYED, ids=lambda one: one.name)
@pytest.mark.parametrize("which", ["revoked", "expired", "unknown", "capture link", "disabled tenant"])
def test_what_is_no_key_any_more_opens_nothing(deployment, operation, whole, which):
    assert ask(deployment, operation, whole, whole[which]).status_code == 401


@pytest.mark.parametrize("operation", [one for one in KEYED if one.names_an_object], ids=lambda one: one.name)
@pytest.mark.parametrize("which", ["other tenant", "test mode"])
def test_what_belongs_to_others_is_not_there(deployment, operation, whole, which):
    answer = ask(deployment, operation, whole, whole[which])
    body_first = answer.status_code == 422  # an empty body is refused before anything is looked up
    assert answer.status_code == 404 or body_first
    names = whole["names"].values()
    assert not any(name in answer.text for name in names if name.startswith(("ver_", "key_")))


@pytest.mark.parametrize("operation", OF_BEARER, ids=lambda one: one.name)
def test_an_api_key_is_no_capture_session(deployment, operation, whole):
    every_scope = whole["other tenant"]
    assert ask(deployment, operation, whole, every_scope).status_code in (401, 403)


@pytest.fixture(scope="module")
def shut_out(deployment: Deployment) -> Iterator[httpx.Client]:
    """A browser with a capture session of a tenant that has been disabled since."""
    tenant = deployment.new_tenant()
    with deployment.api(deployment.key(tenant)) as api:
        link = api.post("/v1/verifications", json={"policy": "bank"}).json()["capture_url"]
    with deployment.opened(link) as browser:
        deployment.disable(tenant)
        yield browser


@pytest.mark.parametrize("operation", OF_BEARER, ids=lambda one: one.name)
def test_a_capture_session_of_a_disabled_tenant_is_over(shut_out, operation):
    body = None if operation.method in ("get", "delete") else {}
    answer = shut_out.request(operation.method, operation.path.format(side="front"), json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "credentials_invalid")


@pytest.fixture
def left_behind(deployment: Deployment, browser: httpx.Client) -> Iterator[httpx.Client]:
    """A browser whose person went on with another device."""
    with deployment.opened(browser.post("/v1/capture/handoff").json()["url"]):
        yield browser


@pytest.mark.parametrize("operation", OF_BEARER, ids=lambda one: one.name)
def test_a_browser_that_was_left_behind_sees_how_far_it_is_and_does_nothing(left_behind, operation):
    body = None if operation.method in ("get", "delete") else {}
    answer = left_behind.request(operation.method, operation.path.format(side="front"), json=body)
    if operation.name in FOLLOWED:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "session_follows")


def half_guarded(who: Annotated[Caller, Depends(caller)]) -> None:
    del who


@pytest.mark.parametrize("endpoint", [lambda: None, half_guarded], ids=["nothing", "a key of any scope"])
def test_an_operation_that_does_not_say_who_may_ask_keeps_the_service_from_starting(endpoint):
    router = APIRouter(prefix="/v1")
    router.add_api_route("/forgotten", endpoint)
    with pytest.raises(RuntimeError, match="/v1/forgotten"):
        require_guards(router.routes)
