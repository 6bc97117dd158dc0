"""What was erased is gone from the database too, and stays gone."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from vault_made import NOW, local_key, seal

from counterfoil.errors import EvidenceGone
from counterfoil.records.database import Database
from counterfoil.records.tables import evidence, vault_keys
from counterfoil.records.vault import Clock, KeyRing, Vault
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.keys import Owner
from counterfoil.records.vault.sealing import NotWhatWasSealed

OWNER = Owner("default", "ver_1", Clock.BIOMETRICS)


@pytest.fixture
def sqlite(tmp_path):
    database = Database(tmp_path / "erasing.sqlite")
    yield database
    database.close()


def bytes_of(path: Path) -> bytes:
    """Everything that SQLite keeps: the file, its log, its index."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def keys_found(kept: bytes, vault: Vault, owner: Owner) -> int:
    """Try to unwrap for the owner whatever stands anywhere in these bytes and could be a wrapped key."""
    found, at = 0, kept.find(b"CFSEAL")
    while at >= 0:
        try:
            vault.ring.current.unwrap(kept[at : at + 67], owner.context)
            found += 1
        except NotWhatWasSealed:
            pass
        at = kept.find(b"CFSEAL", at + 1)
    return found


def fill(database, vault):
    """Seal for many subjects, so that keys lie on more than one page."""
    with database.writing() as connection:
        for number in range(80):
            seal(vault, connection, subject=f"ver_{number}", content=b"x")


def test_the_key_is_nowhere_in_the_database_or_its_log(sqlite, vault, tmp_path):
    path = tmp_path / "erasing.sqlite"
    fill(sqlite, vault)
    with sqlite.reading() as connection:
        wrapped = connection.execute(select(vault_keys.c.wrapped).where(vault_keys.c.subject == "ver_1")).scalar_one()
    assert wrapped in bytes_of(path)
    assert keys_found(bytes_of(path), vault, OWNER) > 0
    with sqlite.writing() as connection:
        vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
    kept = bytes_of(path)
    assert wrapped not in kept
    assert keys_found(kept, vault, OWNER) == 0
    assert keys_found(kept, vault, Owner("default", "ver_2", Clock.BIOMETRICS)) > 0


def test_a_reader_keeps_it_in_the_log_only_until_the_log_is_emptied(sqlite, vault, tmp_path):
    path = tmp_path / "erasing.sqlite"
    fill(sqlite, vault)
    other = Database(path)
    with other.reading() as reading:
        reading.execute(select(vault_keys.c.id)).all()
        with sqlite.writing() as connection:
            vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
    other.close()
    sqlite.empty_log()
    assert keys_found(bytes_of(path), vault, OWNER) == 0


def test_a_former_wrapping_of_a_key_is_gone_after_rotation(sqlite, vault, tmp_path):
    fill(sqlite, vault)
    rotated = Vault(KeyRing([local_key(), vault.ring.current]), vault.store)
    assert sum(rotated.rewrap(sqlite)) == 80
    assert keys_found(bytes_of(tmp_path / "erasing.sqlite"), vault, OWNER) == 0


def test_a_secret_that_was_dropped_is_nowhere_either(sqlite, vault, tmp_path):
    for number in range(20):
        with sqlite.writing() as connection:
            vault.put_secret(connection, vault.seal_secret(f"webhook/whe_{number}", b"a secret"), NOW)
    with sqlite.writing() as connection:
        vault.put_secret(connection, vault.seal_secret("webhook/whe_3", b"another"), NOW)
        vault.drop_secret(connection, "webhook/whe_4")
    kept = bytes_of(tmp_path / "erasing.sqlite")
    found, at = 0, kept.find(b"CFSEAL")
    while at >= 0:
        for name, expected in (("webhook/whe_4", 0), ("webhook/whe_3", 1)):
            try:
                vault.ring.current.unwrap(kept[at : at + 67], {"secret": name})
                assert expected
                found += 1
            except NotWhatWasSealed:
                pass
        at = kept.find(b"CFSEAL", at + 1)
    assert found == 1


def test_copies_of_database_and_objects_made_after_the_erasure_open_nothing(sqlite, vault, folder, tmp_path):
    with sqlite.writing() as connection:
        piece = seal(vault, connection)
    objects = tmp_path / "copied-objects"
    shutil.copytree(folder, objects)
    with sqlite.writing() as connection:
        vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)
    sqlite.close()
    shutil.copy(tmp_path / "erasing.sqlite", tmp_path / "copied.sqlite")
    copied = Database(tmp_path / "copied.sqlite")
    with copied.reading() as connection, pytest.raises(EvidenceGone):
        Vault(vault.ring, FolderStore(objects)).open(connection, "default", piece.id)
    copied.close()


def test_an_erasure_that_is_rolled_back_erases_nothing(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)
        1 / 0  # noqa: B018 - any failure
    with database.reading() as connection:
        assert vault.find(connection, "default", "ver_1") == [piece]
        assert vault.open(connection, "default", piece.id)


def test_the_digest_of_what_was_erased_is_gone_from_its_row(database, vault):
    with database.writing() as connection:
        seal(vault, connection)
        vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)
        assert connection.execute(select(evidence.c.sha256)).scalars().all() == [""]
