"""Every operation of the published schema against everybody: who is not let in by its own words is not let in."""

import re
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
OBJECTS = {"verification", "key", "endpoint"}
"""What an address names that belongs to somebody."""
OF_ALL = {"dataset", "side"}
FOLLOWED = {"getCapture", "getCaptureResult"}
"""What a browser may still ask for whose person went on with another device."""


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    scope: str | None
    of_bearer: bool

    @property
    def names(self) -> set[str]:
        """What the address names."""
        return set(re.findall(r"{(\w+)}", self.path))

    @property
    def body(self) -> Any:
        """The example of the schema; None where nothing is sent."""
        said = SCHEMA["paths"][self.path][self.method].get("requestBody")
        if said is None:
            return None
        name = said["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        return SCHEMA["components"]["schemas"][name]["examples"][0]


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


OF_SOMEBODY = [one for one in KEYED if one.names & OBJECTS]


def made(deployment: Deployment, tenant: str) -> dict[str, str]:
    """Make one of everything that belongs to a tenant; return their ids by what addresses call them."""
    with deployment.api(deployment.key(tenant)) as api:
        return {
            "verification": api.post("/v1/verifications", json={"policy": "bank"}).json()["id"],
            "key": deployment.issued(tenant).key.id,
            "endpoint": api.post("/v1/webhooks", json={"url": "https://shop.example/hooks"}).json()["id"],
        }


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
            **made(deployment, mine),
            "dataset": "default",
            "side": "front",
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
    assert {one.scope for one in KEYED} == set(Scope)


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


def test_every_object_that_an_address_names_is_known_here():
    named = {name for one in OPERATIONS for name in one.names}
    assert named == OBJECTS | OF_ALL
    assert {name for one in OF_SOMEBODY for name in one.names} >= OBJECTS
    assert len(OF_SOMEBODY) >= 15


@pytest.fixture(scope="module")
def somebody(deployment: Deployment) -> dict[str, Any]:
    """A tenant with one of everything, and keys of others that may do everything to what is theirs."""
    mine, other = deployment.new_tenant(), deployment.new_tenant()
    return {
        "names": made(deployment, mine),
        "owner": deployment.key(mine),
        "other tenant": deployment.key(other),
        "test mode": deployment.key(mine, is_test=True),
    }


@pytest.mark.parametrize("operation", OF_SOMEBODY, ids=lambda one: one.name)
@pytest.mark.parametrize("which", ["other tenant", "test mode"])
def test_what_belongs_to_others_is_not_there(deployment, operation, somebody, which):
    names = somebody["names"]
    with deployment.api(somebody[which]) as stranger:
        answer = stranger.request(operation.method, operation.path.format(**names), json=operation.body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not any(name in answer.text for name in names.values())
    with deployment.api(somebody["owner"]) as owner:
        assert owner.get(f"/v1/verifications/{names['verification']}").json()["state"] == "created"
        assert owner.get(f"/v1/api-keys/{names['key']}").json()["revoked_at"] is None
        assert owner.get(f"/v1/webhooks/{names['endpoint']}").json()["disabled_at"] is None


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
