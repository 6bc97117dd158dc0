"""The engine's own file."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url

from counterfoil.jobs import engine_place
from counterfoil.records.database import Database


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "records.sqlite")
    engine_place.make_tables(database)
    yield database
    database.close()


@pytest.fixture
def file(database):
    return make_url(engine_place.address_of(database)).database


def test_who_looks_at_the_queue_keeps_nobody_from_writing_to_it(file):
    with closing(sqlite3.connect(file)) as looking, closing(sqlite3.connect(file, timeout=0)) as writing:
        looking.execute("BEGIN")
        looking.execute("SELECT count(*) FROM workflow_status").fetchone()
        writing.execute("CREATE TABLE written (x)")
        writing.commit()


def test_what_others_write_to_at_the_moment_is_opened_all_the_same(database, file):
    with closing(sqlite3.connect(file)) as writing:
        writing.execute("PRAGMA journal_mode = DELETE")
        writing.execute("BEGIN IMMEDIATE")
        assert make_url(engine_place.address_of(database)).database == file
