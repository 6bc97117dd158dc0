"""A database of one's own, and a clock that is handed in."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from pairs_made import NOW

from counterfoil.records.database import Database
from tests.amazon import ENVIRONMENT, serving


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def amazon_url() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def amazon(amazon_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a server that speaks like S3 and KMS, and an environment in which it is found."""
    for name, value in {**ENVIRONMENT, "AWS_ENDPOINT_URL": amazon_url}.items():
        monkeypatch.setenv(name, value)
    return amazon_url
