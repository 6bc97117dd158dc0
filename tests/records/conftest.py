"""A database of one's own, and a clock that is handed in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pairs_made import NOW

from counterfoil.records.database import Database


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "records.sqlite")
    yield database
    database.close()
