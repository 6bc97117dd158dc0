"""A database of one's own, and a clock that is handed in."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from pairs_made import NOW

from counterfoil.records.database import Database


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()
