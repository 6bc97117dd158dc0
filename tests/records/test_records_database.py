"""The database: made when it is first opened, private, whole after a kill, and at its newest layout."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pairs_made import PAIR, evidence
from sqlalchemy import text

from counterfoil.errors import MissingExtraError, RecordsError
from counterfoil.records.alerts import find_alerts, raise_alert
from counterfoil.records.customers.register import salt_of
from counterfoil.records.database import NEWEST_LAYOUT, Database
from counterfoil.records.migrating import scripts
from counterfoil.records.tables import metadata


def test_the_layout_is_what_the_tables_say(database):
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert scripts().get_current_head() == NEWEST_LAYOUT


def test_sqlite_is_set_up_to_lose_nothing(tmp_path):
    database = Database(tmp_path / "records.sqlite")
    with database.reading() as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        told = [connection.exec_driver_sql(f"PRAGMA {setting}").scalar() for setting in asked]
    assert told[:3] == ["wal", 1, 2]
    assert told[3] > 0
    database.close()


def test_only_its_owner_may_read_it(tmp_path):
    Database(tmp_path / "new" / "records.sqlite").close()
    assert stat.S_IMODE((tmp_path / "new" / "records.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_it_is_where_the_setting_says_else_in_the_users_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERFOIL_DATABASE", f"sqlite:///{tmp_path / 'chosen.sqlite'}")
    Database().close()
    assert (tmp_path / "chosen.sqlite").exists()
    monkeypatch.delenv("COUNTERFOIL_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if sys.platform == "linux":
        Database().close()
        assert (tmp_path / "data" / "counterfoil" / "records.sqlite").exists()


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("sqlite://", RecordsError),
        ("sqlite:///:memory:", RecordsError),
        ("nonsense://x", RecordsError),
        ("://", RecordsError),
        ("postgresql+psycopg://localhost:1/x", RecordsError),
    ],
)
def test_what_cannot_be_opened_is_one_line(where, kind):
    with pytest.raises(kind) as wrong:
        Database(where)
    assert "\n" not in str(wrong.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are notes of somebody, and no database at all.\n" * 100)
    with pytest.raises(RecordsError, match="cannot be used"):
        Database(path)
    assert path.read_text().startswith("These are notes")


def test_a_folder_that_is_none_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RecordsError, match="cannot be opened"):
        Database(tmp_path / "file" / "records.sqlite")


def test_one_that_a_newer_counterfoil_made_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "records.sqlite"
    Database(path).close()
    with sqlite3.connect(path) as base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordsError, match="newer Counterfoil"):
        Database(path)


def test_a_password_in_the_url_is_never_told():
    with pytest.raises((RecordsError, MissingExtraError)) as wrong:
        Database("postgresql+psycopg://name:secret-word@localhost:1/x")
    assert "secret-word" not in str(wrong.value)


def test_a_transaction_that_fails_leaves_nothing(database, now):
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        raise_alert(connection, PAIR, evidence(), now)
        1 / 0  # noqa: B018 - any failure
    with database.reading() as connection:
        assert find_alerts(connection) == []


def test_two_writers_wait_for_each_other(database, database_url):
    program = (
        "import sys, time; from counterfoil.records.database import Database; from sqlalchemy import text\n"
        "with Database(sys.argv[1]).writing() as c:\n"
        "    c.execute(text(\"INSERT INTO settings VALUES ('salt', 'ab')\"))\n"
        "    print('in', flush=True); time.sleep(0.5)\n"
    )
    child = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program, database_url], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "in\n"
    with database.writing() as connection:
        salt_of(connection)
        assert connection.execute(text("SELECT count(*) FROM settings")).scalar() == 1
    assert child.wait() == 0
    child.stdout.close()


@pytest.mark.parametrize("after", [0.0, 0.05, 0.15, 0.3])
def test_a_process_killed_while_it_makes_the_database_leaves_one_that_opens(empty_database_url, after):
    program = "import sys; from counterfoil.records.database import Database; print(flush=True); Database(sys.argv[1])"
    child = subprocess.Popen([sys.executable, "-c", program, empty_database_url], stdout=subprocess.PIPE)  # noqa: S603
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    database = Database(empty_database_url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_trouble_of_the_caller_is_not_the_databases(database):
    with pytest.raises(FileNotFoundError), database.writing():
        raise FileNotFoundError
