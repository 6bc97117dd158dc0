"""A tenant of the test's own with one person of each role, and a bench at which cases are judged."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import cases
import people
import pytest
from cases import Seed
from deployment import Deployment
from people import Person

from counterfoil.jobs.bench import Bench
from counterfoil.liveness import Asked, Challenge, Step, challenge_json
from counterfoil.records.access.accounts import Role


@pytest.fixture(scope="session")
def bench(deployment: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    now = deployment.clock()
    lists = cases.library(tmp_path_factory.mktemp("lists"), now.date(), now)
    return cases.bench(deployment.books, lists)


@pytest.fixture(scope="session")
def hire() -> Iterator[Callable[..., Person]]:
    """Makes people who are signed in; their browsers are closed at the end."""
    with ExitStack() as browsers:

        def hire(deployment: Deployment, tenant: str, role: Role, name: str = "", *, actor: str = "system") -> Person:
            hired = people.person(deployment, tenant, role, name, actor=actor)
            browsers.enter_context(hired.browser)
            return hired

        yield hire


@pytest.fixture
def tenant(deployment: Deployment) -> str:
    return deployment.new_tenant()


@pytest.fixture
def staff(deployment: Deployment, tenant: str, hire: Callable[..., Person]) -> Mapping[Role, Person]:
    return {role: hire(deployment, tenant, role) for role in Role}


@dataclass(frozen=True)
class Office:
    """A tenant whose cases are looked at and never decided, so that many tests may share them."""

    tenant: str
    staff: Mapping[Role, Person]
    cases: Mapping[str, str]


@pytest.fixture(scope="session")
def office(deployment: Deployment, bench: Bench, hire: Callable[..., Person]) -> Office:
    tenant, now = deployment.new_tenant(), deployment.clock()
    turn = challenge_json(Challenge("0" * 32, (Asked(Step.TURN_LEFT, 0.0, 3.0),))).encode()
    seeds = {
        "impostor": Seed(expected={"name": "Anna Example", "birth_date": "1980-02-03"}),
        "hit": Seed("p16/document-flat.jpg", "p16/selfie-1.jpg", "bank", waited=timedelta(hours=30)),
        "clip": Seed("p01/document-flat.jpg", "p01/turn.mjpeg", "remote", waited=timedelta(minutes=30), challenge=turn),
        "test": Seed(test=True),
    }
    made = {name: cases.seed(bench, tenant, what, now) for name, what in seeds.items()}
    return Office(tenant, {role: hire(deployment, tenant, role) for role in Role}, made)
