"""Rotation moves every key to the current key-encryption key, and touches nothing else."""

import pytest
from sqlalchemy import select
from vault_made import CONTENT, NOW, local_key, seal

from counterfoil.errors import EvidenceGone, VaultError
from counterfoil.records.tables import vault_keys
from counterfoil.records.vault import Clock, KeyRing, Vault
from counterfoil.records.vault.aws_kms import AwsKms
from tests.amazon import new_kms_key, serving

MANY = 120


def wrapped_by(database):
    with database.reading() as connection:
        rows = connection.execute(select(vault_keys.c.wrapped_by).where(vault_keys.c.wrapped.is_not(None)))
        return set(rows.scalars())


@pytest.fixture
def pieces(database, vault):
    with database.writing() as connection:
        vault.put_secret(connection, vault.seal_secret("webhook/whe_1", b"a secret"), NOW)
        return [seal(vault, connection, subject=f"ver_{number}", content=b"x") for number in range(MANY)]


def test_everything_opens_with_the_new_key_alone_and_no_object_was_touched(database, vault, pieces):
    before = {(one.name, one.written_at) for one in vault.store.all()}
    new = local_key()
    assert sum(Vault(KeyRing([new, vault.ring.current]), vault.store).rewrap(database)) == MANY + 1
    alone = Vault(KeyRing([new]), vault.store)
    with database.reading() as connection:
        assert all(alone.open(connection, "default", piece.id) == b"x" for piece in pieces)
        assert alone.open_secret(alone.find_secret(connection, "webhook/whe_1")) == b"a secret"
    assert {(one.name, one.written_at) for one in vault.store.all()} == before
    assert sum(alone.rewrap(database)) == 0


def test_interrupted_it_goes_on_with_those_that_are_left(database, vault, pieces):
    rotated = Vault(KeyRing([local_key(), vault.ring.current]), vault.store)
    done = next(rotated.rewrap(database))
    assert 0 < done < MANY
    assert sum(rotated.rewrap(database)) == MANY + 1 - done
    assert wrapped_by(database) == {rotated.ring.current.id}
    with database.reading() as connection:
        assert rotated.open(connection, "default", pieces[0].id) == b"x"


def test_a_key_that_is_destroyed_meanwhile_stays_destroyed(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
    new = local_key()

    class Slow:
        """While it wraps, somebody erases."""

        id = new.id

        def wrap(self, key, context):
            with database.writing() as connection:
                vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)
            return new.wrap(key, context)

        def unwrap(self, wrapped, context):
            return new.unwrap(wrapped, context)

    assert sum(Vault(KeyRing([Slow(), vault.ring.current]), vault.store).rewrap(database)) == 0
    with database.reading() as connection, pytest.raises(EvidenceGone):
        vault.open(connection, "default", piece.id)


def test_without_the_former_key_nothing_is_moved(database, vault, pieces):
    with pytest.raises(VaultError, match="not known here"):
        list(Vault(KeyRing([local_key()]), vault.store).rewrap(database))
    with database.reading() as connection:
        assert vault.open(connection, "default", pieces[0].id) == b"x"


@pytest.mark.usefixtures("amazon")
def test_from_a_file_to_a_key_service_and_back(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
    local, kms = vault.ring.current, AwsKms(new_kms_key())
    for current, former in ((kms, local), (local, kms)):
        moved = Vault(KeyRing([current, former]), vault.store)
        assert sum(moved.rewrap(database)) == 1
        assert wrapped_by(database) == {current.id}
        with database.reading() as connection:
            assert Vault(KeyRing([current]), vault.store).open(connection, "default", piece.id) == CONTENT


@pytest.mark.usefixtures("amazon")
def test_a_key_service_that_is_down_leaves_everything_as_it_was(database, vault, kept_port, monkeypatch):
    with serving(kept_port) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        kms = AwsKms(new_kms_key())
        served = Vault(KeyRing([kms, vault.ring.current]), vault.store)
        with database.writing() as connection:
            first = seal(served, connection)
    with pytest.raises(VaultError, match="cannot be used"), database.writing() as connection:
        seal(served, connection, subject="ver_2")
    with database.writing() as connection:
        seal(vault, connection, subject="ver_3")
    with pytest.raises(VaultError, match="cannot be used"):
        list(served.rewrap(database))
    with database.reading() as connection:
        with pytest.raises(VaultError, match="cannot be used"):
            served.open(connection, "default", first.id)
        assert vault.find(connection, "default", "ver_2") == []
    assert wrapped_by(database) == {kms.id, vault.ring.current.id}
    assert len(list(vault.store.all())) == 2
