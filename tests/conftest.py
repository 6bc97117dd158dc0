"""What all tests share: networks (fetched once into the user's cache by the real path), specimens, invented lists."""

import fcntl
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterfoil.models import REGISTRY, ModelStore, Networks
from counterfoil.records.database import Database
from counterfoil.records.library import Library
from counterfoil.screening.open_lists import OpenLists
from tests import invented, ports
from tests.postgres_server import NotInstalledError, PostgresServer

# How fast the machine is belongs in benchmarks: no test fails for being slow. Nor does one for what chance draws: every
# run draws the same examples, and whoever looks for others does so on purpose (make search).
UNHURRIED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile("unhurried", UNHURRIED, derandomize=True)
settings.register_profile("searching", UNHURRIED, max_examples=1000)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    """The store that a user has, with every file in it. Of several workers of pytest-xdist, one fetches."""
    store = ModelStore()
    with (tmp_path_factory.getbasetemp().parent / "models.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store.fetch(REGISTRY)
    return store


@pytest.fixture(scope="session")
def networks(store: ModelStore) -> Networks:
    return Networks(store)


@pytest.fixture(scope="session")
def specimens() -> Path:
    """Synthetic people and documents, drawn by tools/specimens."""
    return Path(__file__).parent / "specimens"


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> OpenLists:
    """A list of invented people. No specimen's holder is on it."""
    return invented.open_list(tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with that list, imported from our own format on the day of its publication."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "people.csv").write_text(invented.CSV, encoding="utf-8")
    moment = datetime.combine(invented.PUBLISHED, datetime.min.time(), UTC)
    Library(folder / "lists").add(folder / "people.csv", name="invented", now=moment, published=invented.PUBLISHED)
    return folder / "lists"


@pytest.fixture
def kept_port() -> Iterator[int]:
    """A port at which nobody listens, and which nobody else is given, for a server that goes and comes back."""
    with ports.kept_port() as port:
        yield port


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A Postgres, started when a test first asks for it; each worker of pytest-xdist has one of its own."""
    try:
        server = PostgresServer()
    except NotInstalledError as missing:
        pytest.fail(str(missing), pytrace=False)
    yield server
    server.close()


@pytest.fixture(scope="session")
def postgres_spares(postgres_server: PostgresServer) -> list[str]:
    """Databases at their newest layout with nothing in them, which tests take and give back."""
    del postgres_server
    return []


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_spares: list[str]) -> Iterator[str]:
    """The URL of a database on Postgres at its newest layout, with nothing in it, that no other test sees meanwhile."""
    name = postgres_spares.pop() if postgres_spares else postgres_server.new_database()
    Database(postgres_server.url(name)).close()
    yield postgres_server.url(name)
    if postgres_server.empty_database(name):
        postgres_spares.append(name)
    else:
        postgres_server.drop_database(name)


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a database on Postgres in which there is nothing."""
    name = postgres_server.new_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite at its newest layout, to be copied."""
    path = tmp_path_factory.mktemp("template") / "records.sqlite"
    Database(path).close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a database on SQLite of the test's own."""
    path = tmp_path / "records.sqlite"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Where a database of the test's own is: on SQLite, and once more on Postgres."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database could be made: on SQLite, and once more on Postgres."""
    if request.param == "postgres":
        return str(request.getfixturevalue("empty_postgres_url"))
    return f"sqlite:///{tmp_path / 'records.sqlite'}"
