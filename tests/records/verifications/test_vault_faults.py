"""A store that is down or a disk that is full stops a step whole: nothing of it is there, and it goes on afterwards."""

import shutil

import pytest
from verification_made import Desk

from counterfoil.decision import Verdict
from counterfoil.errors import CounterfoilError, VaultError
from counterfoil.records import ledger, retention
from counterfoil.records import verifications as steps
from counterfoil.records.access import tenants
from counterfoil.records.database import Database
from counterfoil.records.vault import Vault
from counterfoil.records.vault.bucket_store import BucketStore
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.verifications import State
from tests.amazon import make_bucket, serving
from tests.small_disk import full, small_disk


def whole(desk, one):
    """What a verification is: its state, what the ledger says, and how many pieces can be opened."""
    with desk.database.reading() as connection:
        pieces = desk.vault.find(connection, "default", one)
        assert all(desk.vault.open(connection, "default", piece.id) for piece in pieces)
    return desk.get(one).state, desk.kinds(one), len(pieces)


@pytest.mark.usefixtures("amazon")
def test_a_bucket_that_goes_down_stops_captures_and_nothing_else(desk, kept_port, monkeypatch):
    with serving(kept_port) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        make_bucket("faults")
        desk.vault = Vault(desk.vault.ring, BucketStore("s3://faults/vault"))
        one = desk.brought_to(State.CONSENTED)
        desk.capture(one, "document_front")
        before = whole(desk, one)
    with pytest.raises(VaultError, match="bucket cannot be used") as wrong:
        desk.capture(one, "probe")
    assert wrong.value.status == 503
    assert (desk.get(one).state, desk.kinds(one)) == before[:2]
    with desk.database.reading() as connection:
        assert len(desk.vault.find(connection, "default", one)) == before[2]
    other = desk.brought_to(State.CONSENTED)  # what needs no evidence goes on
    assert desk.erase(other)
    with serving(kept_port):
        make_bucket("faults")
        desk.capture(one, "probe")
        assert desk.submit(one) == 1


def test_erasing_needs_no_store(desk, tmp_path):
    desk.brought_to(State.DECIDED)
    shutil.rmtree(tmp_path / "vault")
    desk.later(days=31)
    assert retention.run(desk.database, desk.vault, desk.now, vouched=True).biometrics == 1
    assert desk.vault.sweep(desk.database, desk.now) == 2


@pytest.fixture
def tiny_disk(tmp_path):
    with small_disk(tmp_path / "disk", megabytes=4) as place:
        yield place


def test_a_disk_that_fills_while_it_is_concluded_leaves_it_in_processing(tiny_disk, vault):
    """Database and vault share the disk, as in a small deployment."""
    database = Database(tiny_disk / "records.sqlite")
    desk = Desk(database, Vault(vault.ring, FolderStore(tiny_disk / "vault")))
    with database.writing() as connection:
        tenants.ensure_tenant(connection, "default", now=desk.now)
    one = desk.brought_to(State.CAPTURING)
    attempt = desk.submit(one)
    before = whole(desk, one)
    with full(tiny_disk):
        for _ in range(2):
            with pytest.raises(CounterfoilError) as wrong, database.writing() as connection:  # noqa: PT012 - one step
                desk.seal(connection, one, "result")
                steps.conclude(connection, one, attempt=attempt, verdict=Verdict.ACCEPT, reasons=(), now=desk.now)
            assert wrong.value.status == 503
            assert whole(desk, one) == before
    with database.writing() as connection:
        desk.seal(connection, one, "result")
        assert steps.conclude(connection, one, attempt=attempt, verdict=Verdict.ACCEPT, reasons=(), now=desk.now)
    assert whole(desk, one)[0] is State.DECIDED
    with database.reading() as connection:
        numbers = [entry.number for entry in ledger.entries(connection, "default")]
    assert numbers == list(range(1, len(numbers) + 1))
    database.close()
