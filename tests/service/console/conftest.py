"""A tenant of the test's own with one person of each role, and a bench at which cases are judged."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import cases
import people
import pytest
from deployment import Deployment
from people import Person

from counterfoil.jobs.bench import Bench
from counterfoil.records.access.accounts import Role


@pytest.fixture(scope="session")
def bench(deployment: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    now = deployment.clock()
    lists = cases.library(tmp_path_factory.mktemp("lists"), now.date(), now)
    return cases.bench(deployment.books, lists)


@pytest.fixture
def tenant(deployment: Deployment) -> str:
    return deployment.new_tenant()


@pytest.fixture
def staff(deployment: Deployment, tenant: str) -> Iterator[Mapping[Role, Person]]:
    made = {role: people.person(deployment, tenant, role) for role in Role}
    yield made
    for one in made.values():
        one.browser.close()
