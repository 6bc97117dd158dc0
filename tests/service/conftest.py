"""A deployment that all tests share, each with a tenant of its own, and one that a test has for itself."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from deployment import Deployment


@pytest.fixture(scope="session")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """One that nobody hurries and whose clock nobody moves."""
    shared = Deployment(tmp_path_factory.mktemp("deployment"))
    shared.start()
    yield shared
    shared.stop()


@pytest.fixture
def deploy(tmp_path: Path) -> Iterator[Callable[..., Deployment]]:
    """Makes a deployment of the test's own."""
    made: list[Deployment] = []

    def make(database_url: str | None = None, **settings: Any) -> Deployment:
        own = Deployment(tmp_path / f"deployment-{len(made)}", database_url, **settings)
        made.append(own)
        own.start()
        return own

    yield make
    for own in made:
        own.stop()


@pytest.fixture
def tenant(deployment: Deployment) -> str:
    return deployment.new_tenant()


@pytest.fixture
def api(deployment: Deployment, tenant: str) -> Iterator[httpx.Client]:
    """A client with a key that may do everything, of the test's own tenant."""
    with deployment.api(deployment.key(tenant)) as client:
        yield client


@pytest.fixture
def created(api: httpx.Client) -> dict[str, Any]:
    """A verification that was just created."""
    answer = api.post("/v1/verifications", json={"policy": "remote", "reference": "order 1"})
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


@pytest.fixture
def browser(deployment: Deployment, created: dict[str, Any]) -> Iterator[httpx.Client]:
    """A browser that has opened its capture link."""
    with deployment.opened(created["capture_url"]) as client:
        yield client


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Put logging back: what a test sets up writes to a standard error that ends with the test."""
    root, ours = logging.getLogger(), logging.getLogger("counterfoil")
    before = list(root.handlers), root.level, ours.level
    yield
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
