"""What all tests share: networks (fetched once into the user's cache by the real path), specimens, invented lists."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterfoil.models import REGISTRY, ModelStore, Networks
from counterfoil.records.library import Library
from counterfoil.screening.open_lists import OpenLists
from tests import invented

# How fast the machine is belongs in benchmarks: no test fails for being slow.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def store() -> ModelStore:
    """The store that a user has, with every file in it."""
    store = ModelStore()
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
