"""Books of one's own on SQLite and on Postgres, and a bench to judge at."""

from collections.abc import Iterator
from pathlib import Path

import attempts_made as made
import pytest
from families import Family

from counterfoil.decision.choosing import policies
from counterfoil.jobs.bench import Bench
from counterfoil.records.books import Books, open_books
from counterfoil.records.library import Library
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return made.environment(database_url, tmp_path)


@pytest.fixture
def books(environment: dict[str, str]) -> Iterator[Books]:
    opened = open_books(environment)
    yield opened
    opened.close()


@pytest.fixture
def bench(books, networks, library) -> Bench:
    return Bench(books, networks, policies(None), Shelf(Library(library)), Retention())


@pytest.fixture
def family(environment: dict[str, str]) -> Iterator[Family]:
    with Family(environment) as born:
        yield born
