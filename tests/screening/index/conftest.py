"""An index of a few invented people, and one of many."""

from pathlib import Path

import pytest

from counterfoil.screening.index import Index, build
from tools.large_lists import entities

NAMES = 1500


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("many") / "index"
    build(entities(NAMES), folder)
    return Index.open(folder)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"
