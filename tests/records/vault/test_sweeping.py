"""Objects that nobody can open are deleted, and no other."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import update
from vault_made import CONTENT, NOW, local_key, seal

from counterfoil.errors import EvidenceGone, VaultError
from counterfoil.records.database import Database
from counterfoil.records.tables import evidence
from counterfoil.records.vault import Clock, KeyRing, Vault
from counterfoil.records.vault.store import is_name


@pytest.fixture
def stored(sealed_store):
    return Vault(KeyRing([local_key()]), sealed_store)


def objects(vault):
    return len([one for one in vault.store.all() if is_name(one.name)])


def test_objects_of_what_was_erased_go_at_once(database, stored):
    with database.writing() as connection:
        piece = seal(stored, connection)
        kept = seal(stored, connection, clock=Clock.RECORDS, kind="result")
        stored.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
    assert stored.sweep(database, NOW) == 1
    assert stored.sweep(database, NOW) == 0
    assert objects(stored) == 1
    with database.reading() as connection:
        assert stored.open(connection, "default", kept.id) == CONTENT
        with pytest.raises(EvidenceGone):
            stored.open(connection, "default", piece.id)


def test_what_a_rolled_back_transaction_left_goes_after_its_grace(database, stored):
    with database.writing() as connection:
        seal(stored, connection)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        seal(stored, connection, subject="ver_2")
        1 / 0  # noqa: B018 - any failure
    assert objects(stored) == 2
    assert stored.sweep(database, NOW) == 0
    assert stored.sweep(database, NOW, timedelta()) == 1
    assert stored.sweep(database, NOW, timedelta()) == 0
    assert objects(stored) == 1


def test_what_a_transaction_is_about_to_name_stays(database, stored):
    with database.writing() as connection:
        piece = seal(stored, connection)
        assert objects(stored) == 1
    assert stored.sweep(database, NOW, timedelta()) == 0
    with database.reading() as connection:
        assert stored.open(connection, "default", piece.id) == CONTENT


@pytest.mark.parametrize("years", [-30, 30])
def test_how_old_an_object_is_the_store_says_and_no_clock_of_ours(database, stored, years):
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        seal(stored, connection)
        1 / 0  # noqa: B018 - any failure
    assert stored.sweep(database, NOW.replace(year=NOW.year + years)) == 0


def test_a_part_that_a_killed_writer_left_goes_too(database, vault, folder):
    with database.writing() as connection:
        seal(vault, connection)
    (folder / "arriving" / "0f").write_bytes(b"half an obj")
    assert vault.sweep(database, NOW, timedelta()) == 1
    assert objects(vault) == 1


def test_another_database_sweeps_nothing(database, stored, tmp_path):
    with database.writing() as connection:
        piece = seal(stored, connection)
    assert stored.sweep(database, NOW) == 0
    other = Database(tmp_path / "other.sqlite")
    with pytest.raises(VaultError, match="belongs to another database"):
        stored.sweep(other, NOW, timedelta())
    other.close()
    assert stored.sweep(database, NOW, timedelta()) == 0
    with database.reading() as connection:
        assert stored.open(connection, "default", piece.id) == CONTENT


def test_a_database_from_a_backup_sweeps_nothing_until_somebody_says_so(stored, tmp_path):
    database = Database(tmp_path / "records.sqlite")
    with database.writing() as connection:
        seal(stored, connection)
    assert stored.sweep(database, NOW) == 0
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as source:
        source.execute("VACUUM INTO ?", [str(tmp_path / "backup.sqlite")])
    with database.writing() as connection:
        since = seal(stored, connection, subject="ver_2")
    assert stored.sweep(database, NOW) == 0

    restored = Database(tmp_path / "backup.sqlite")
    with pytest.raises(VaultError, match="restored from a backup"):
        stored.sweep(restored, NOW, timedelta())
    with database.reading() as connection:
        assert stored.open(connection, "default", since.id) == CONTENT, "the way back is open"
    assert stored.sweep(restored, NOW, timedelta(), restored=True) == 1
    assert stored.sweep(restored, NOW, timedelta()) == 0
    for one in (database, restored):
        one.close()


def test_a_row_makes_it_delete_no_other_file(database, vault, tmp_path):
    other = tmp_path / "precious"
    other.touch()
    with database.writing() as connection:
        seal(vault, connection)
        vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
        connection.execute(update(evidence).values(object="../precious"))
    vault.sweep(database, NOW)
    assert other.exists()
