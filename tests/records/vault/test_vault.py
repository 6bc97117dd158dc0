"""What is sealed comes back, to its own tenant only, until its key is destroyed."""

import hashlib

import pytest
from vault_made import CONTENT, NOW, local_key, seal

from counterfoil.errors import EvidenceGone, EvidenceUnknown, InputError, VaultError
from counterfoil.records.vault import Clock, KeyRing, Vault, adding, is_kept
from counterfoil.records.vault.folder_store import FolderStore


def test_what_was_sealed_comes_back(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
    with database.reading() as connection:
        assert vault.open(connection, "default", piece.id) == CONTENT
        assert vault.find(connection, "default", "ver_1") == [piece]
    assert (piece.sha256, piece.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


@pytest.mark.parametrize("kind", ["expected", "review"])
def test_what_could_be_guessed_leaves_no_digest(database, vault, kind):
    with database.writing() as connection:
        piece = seal(vault, connection, kind=kind, clock=Clock.RECORDS, content=b'{"name": "Anna Maria Eriksson"}')
        assert vault.open(connection, "default", piece.id) == b'{"name": "Anna Maria Eriksson"}'
        assert [one.sha256 for one in vault.find(connection, "default", "ver_1")] == [""]


def test_an_empty_piece_comes_back(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection, content=b"")
        assert vault.open(connection, "default", piece.id) == b""


def test_later_pieces_of_a_kind_have_higher_versions_and_none_is_overwritten(database, vault):
    with database.writing() as connection:
        pieces = [seal(vault, connection, content=bytes([at])) for at in range(3)]
        other = seal(vault, connection, kind="portrait")
        assert [piece.version for piece in pieces] == [1, 2, 3]
        assert other.version == 1
        assert [vault.open(connection, "default", piece.id) for piece in pieces] == [b"\0", b"\1", b"\2"]
        assert vault.find(connection, "default", "ver_1", "portrait") == [other]


def test_no_tenant_sees_what_belongs_to_another(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
        assert vault.find(connection, "other", "ver_1") == []
        assert vault.destroy_keys(connection, "other", "ver_1", set(Clock), NOW) == 0
        with pytest.raises(EvidenceUnknown):
            vault.open(connection, "other", piece.id)
        assert vault.open(connection, "default", piece.id) == CONTENT


def test_two_tenants_may_call_their_subjects_alike(database, vault):
    with database.writing() as connection:
        ours = seal(vault, connection, content=b"ours")
        theirs = seal(vault, connection, tenant="other", content=b"theirs")
        vault.destroy_keys(connection, "other", "ver_1", set(Clock), NOW)
        assert vault.open(connection, "default", ours.id) == b"ours"
        with pytest.raises(EvidenceGone):
            vault.open(connection, "other", theirs.id)


def test_each_clock_is_erased_by_itself(database, vault):
    with database.writing() as connection:
        probe = seal(vault, connection)
        result = seal(vault, connection, kind="result", clock=Clock.RECORDS)
    with database.writing() as connection:
        assert vault.destroy_keys(connection, "default", "ver_1", {Clock.BIOMETRICS}, NOW) == 1
    with database.reading() as connection:
        assert vault.open(connection, "default", result.id) == CONTENT
        with pytest.raises(EvidenceGone):
            vault.open(connection, "default", probe.id)
        erased, kept = vault.find(connection, "default", "ver_1")
    assert (erased.erased_at, erased.sha256) == (NOW, "")
    assert kept == result


def test_erasing_twice_erases_nothing_more(database, vault):
    with database.writing() as connection:
        seal(vault, connection)
        assert vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW) == 1
        assert vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW) == 0


@pytest.mark.parametrize("sealed_before", [True, False])
def test_nothing_can_be_added_to_what_was_erased(database, vault, sealed_before):
    with database.writing() as connection:
        if sealed_before:
            seal(vault, connection)
        vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)
        with pytest.raises(EvidenceGone):
            seal(vault, connection)


def test_no_key_opens_what_another_key_encryption_key_wrapped(database, vault, folder):
    with database.writing() as connection:
        piece = seal(vault, connection)
        with pytest.raises(VaultError, match="not known here"):
            Vault(KeyRing([local_key()]), FolderStore(folder)).open(connection, "default", piece.id)


def test_what_is_too_large_is_refused(database, vault, monkeypatch):
    monkeypatch.setattr(adding, "LARGEST", len(CONTENT) - 1)
    with database.writing() as connection, pytest.raises(InputError, match="at most"):
        seal(vault, connection)


def test_a_secret_comes_back_until_it_is_dropped(database, vault):
    with database.writing() as connection:
        first, second = (vault.seal_secret("webhook/whe_1", content) for content in (b"first", b"second"))
        vault.put_secret(connection, first, NOW)
        vault.put_secret(connection, second, NOW)
        assert vault.open_secret(vault.find_secret(connection, "webhook/whe_1")) == b"second"
        assert (is_kept(connection, first), is_kept(connection, second)) == (False, True)
        vault.drop_secret(connection, "webhook/whe_1")
        assert vault.find_secret(connection, "webhook/whe_1") is None
        assert not is_kept(connection, second)


def test_a_small_thing_opens_for_its_subject_only(vault):
    sealed = vault.box("ver_1").seal(b"an answer")
    assert b"answer" not in sealed
    assert vault.open_small("ver_1", sealed) == b"an answer"
    with pytest.raises(VaultError):
        vault.open_small("ver_2", sealed)
