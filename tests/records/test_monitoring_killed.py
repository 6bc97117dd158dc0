"""A monitoring run that is killed at any moment: the records open clean, nothing is half there, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from listed import add_version, write
from pairs_made import NOW
from sqlalchemy import func, select

from counterfoil.records.alerts import State, find_alerts
from counterfoil.records.customers.customer_file import register_file
from counterfoil.records.database import Database
from counterfoil.records.library import Library
from counterfoil.records.monitoring import last_covered, monitor
from counterfoil.records.tables import alert_hits, alert_steps, alerts

GIVEN = ("Valdemar", "Amina", "Teodor", "Selma", "Jonas", "Ludmila", "Ravi", "Oksana")
FAMILY = ("Ostrovin", "Karowe", "Lindqvarn", "Quistgard", "Weidenbach", "Tamburi", "Hakkarel")
MONITOR = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from counterfoil.records.database import Database
from counterfoil.records.library import Library
from counterfoil.records.monitoring import monitor
print("ready", flush=True)
folder = Path(sys.argv[1])
now = lambda: datetime.now(UTC)
monitor(Database(sys.argv[2]), Library(folder / "lists"), "harbour", rate=0.01, clock=now)
"""


def customers():
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    return [(f"c{at}", "Person", names[at % len(names)], "", f"19{at % 60 + 30}", "", "") for at in range(1200)]


def entities(many):
    names = [f"{given} {family}" for family in FAMILY for given in GIVEN]
    return [(f"E{at}", "Person", names[at], "", f"19{at + 30}", "", "") for at in range(many)]


def prepared(folder, database):
    """Everyone is covered against a first version, and a second version is there that is not."""
    folder.mkdir()
    library = Library(folder / "lists")
    register_file(database, write(folder / "customers.csv", customers()[:600]), lambda: NOW, lambda *_: None)
    add_version(library, folder, entities(2), NOW)
    monitor(database, library, "harbour", rate=0.01, clock=lambda: NOW)
    register_file(database, write(folder / "customers.csv", customers()), lambda: NOW, lambda *_: None)
    add_version(library, folder, entities(40), NOW.replace(day=24))
    return library


def what_is_there(database):
    """The pairs that have an alert; everything of an alert is there, or nothing of it."""
    with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = find_alerts(connection, states=State, limit=100_000)
        assert all(len(alert.hits) == 1 and len(alert.steps) == 1 for alert in found)
        for table in (alert_hits, alert_steps):
            many = connection.execute(select(func.count()).select_from(table)).scalar()
            assert many == connection.execute(select(func.count()).select_from(alerts)).scalar()
    pairs = [(alert.pair.customer, alert.pair.entity) for alert in found]
    assert len(pairs) == len(set(pairs))
    return set(pairs)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    database = Database(folder / "records.sqlite")
    library = prepared(folder / "all", database)
    monitor(database, library, "harbour", rate=0.01, clock=lambda: NOW)
    return what_is_there(database)


def test_killed_again_and_again_it_ends_with_what_an_undisturbed_run_finds(
    tmp_path, database, database_url, undisturbed
):
    library = prepared(tmp_path / "killed", database)
    target = library.current("harbour").id
    dice, seen, kills = random.Random(11), what_is_there(database), 0  # noqa: S311 - moments, no secrets
    while kills < 12:
        child = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", MONITOR, str(tmp_path / "killed"), database_url], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.6))
        os.kill(child.pid, signal.SIGKILL)
        kills += child.wait() == -signal.SIGKILL
        child.stdout.close()
        now_there = what_is_there(database)
        assert seen <= now_there
        seen = now_there
        with database.reading() as connection:
            covered = last_covered(connection, "harbour")
        if covered and covered.version == target:
            break
    monitor(database, library, "harbour", rate=0.01, clock=lambda: NOW)
    assert what_is_there(database) == undisturbed
    assert len(undisturbed) > 30
