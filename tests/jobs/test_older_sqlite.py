"""The engine's moments on the SQLite that Debian 12 and others have: without them no worker starts on Python 3.12."""

import time

import sqlalchemy

from counterfoil.jobs import engine_place
from counterfoil.records.database import Database


def test_whatever_sqlite_there_is_knows_the_fractions_of_seconds_that_the_engine_asks_for(tmp_path):
    database = Database(tmp_path / "records.sqlite")
    engine_place.make_tables(database)
    engine = sqlalchemy.create_engine(engine_place.address_of(database))
    before = time.time()
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE made (at INTEGER NOT NULL DEFAULT (unixepoch('subsec') * 1000), x)")
        connection.exec_driver_sql("INSERT INTO made (x) VALUES (1)")
        made = connection.exec_driver_sql("SELECT at FROM made").scalar()
    assert before - 1 < made / 1000 < time.time() + 1
    engine.dispose()
    database.close()
