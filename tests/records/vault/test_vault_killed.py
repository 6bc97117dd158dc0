"""Killed anywhere, at once with others, or with the disk full: rows and objects stay together."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from vault_made import NOW, seal

from counterfoil.errors import CounterfoilError, VaultError
from counterfoil.records.database import Database
from counterfoil.records.tables import evidence, vault_keys
from counterfoil.records.vault import KeyRing, Vault
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.key_file import make_key_file, read_key_file
from counterfoil.records.vault.store import CLOCK
from counterfoil.records.vault.sweeping import MARK
from tests.aftermath import wait_for_the_last_commit
from tests.small_disk import small_disk

PROGRAM = Path(__file__).parent / "sealing_program.py"
ROOT = str(Path(__file__).parents[3])


@pytest.fixture
def start(database, folder, tmp_path):
    make_key_file(tmp_path / "vault.key")
    where = database.engine.url.render_as_string(hide_password=False)

    def begin(subject, count):
        command = [sys.executable, PROGRAM, where, folder, tmp_path / "vault.key", subject, str(count)]
        child = subprocess.Popen(  # noqa: S603 - ours
            command, env=os.environ | {"PYTHONPATH": ROOT}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout.readline() == "ready\n"
        return child

    return begin


@pytest.fixture
def opened(folder, tmp_path, start):  # noqa: ARG001 - it makes the key file
    return Vault(KeyRing(read_key_file(tmp_path / "vault.key")), FolderStore(folder))


def test_killed_while_it_seals_it_leaves_no_row_without_its_object(database, start, opened, folder):
    chance, told = random.Random(20261126), []  # noqa: S311 - moments, not keys
    for run in range(5):
        child = start(f"ver_{run}_{{}}", 1000)
        child.stdin.write("\n")
        child.stdin.flush()
        time.sleep(chance.uniform(0.02, 0.5))
        os.kill(child.pid, signal.SIGKILL)
        told += child.communicate()[0].split()
    wait_for_the_last_commit(database)
    with database.reading() as connection:
        kept = connection.execute(select(evidence.c.id)).scalars().all()
        assert set(told) <= set(kept)
        assert all(len(opened.open(connection, "default", name)) == 200_000 for name in kept)
    before = len(list(opened.store.all()))
    assert opened.sweep(database, NOW, timedelta()) == before - len(kept)
    assert len([path for path in folder.rglob("*") if path.is_file() and path.name not in (MARK, CLOCK)]) == len(kept)


def test_processes_that_seal_for_a_new_subject_at_once_make_one_key_and_every_version(database, start, opened):
    children = [start("ver_new", 4) for _ in range(3)]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    told = [name for child in children for name in child.communicate()[0].split()]
    assert len(told) == 12
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(vault_keys)).scalar() == 1
        pieces = opened.find(connection, "default", "ver_new")
        assert [piece.version for piece in pieces] == list(range(1, 13))
        assert all(opened.open(connection, "default", piece.id) for piece in pieces)


def test_a_file_that_may_not_grow_leaves_nothing_half_written(database, vault, folder):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    seal_before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with database.writing() as connection:
        kept = seal(vault, connection)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000_000, usual[1]))
    try:
        with pytest.raises(VaultError, match="cannot be written"), database.writing() as connection:
            seal(vault, connection, content=bytes(9_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, seal_before)
    with database.reading() as connection:
        assert vault.find(connection, "default", "ver_1") == [kept]
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


@pytest.fixture
def tiny_disk(tmp_path):
    with small_disk(tmp_path / "disk", megabytes=3) as place:
        yield place


def test_a_full_disk_leaves_what_was_sealed_before_and_nothing_half_written(tiny_disk, vault):
    database = Database(tiny_disk / "records.sqlite")
    full = Vault(vault.ring, FolderStore(tiny_disk / "vault"))
    kept = []
    with pytest.raises(CounterfoilError) as wrong:  # noqa: PT012 - until it is full
        for _ in range(100):
            with database.writing() as connection:
                kept.append(seal(full, connection, content=bytes(100_000)))
    assert wrong.value.status == 503
    assert "\n" not in str(wrong.value)
    with database.reading() as connection:
        found = full.find(connection, "default", "ver_1")
        assert found == kept[: len(found)]
        assert len(kept) - len(found) <= 1  # the one whose transaction could not be ended
        assert all(full.open(connection, "default", piece.id) == bytes(100_000) for piece in found)
    assert all(file.size > 100_000 for file in full.store.all())
    database.close()
