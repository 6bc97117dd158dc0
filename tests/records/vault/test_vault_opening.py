"""The vault that the environment describes."""

import sys
from pathlib import Path

import pytest
from vault_made import CONTENT, seal

from counterfoil.errors import VaultError
from counterfoil.records.vault import open_vault
from counterfoil.records.vault.key_file import add_key
from counterfoil.records.vault.local_key import new_key_text, read_key
from tests.amazon import new_bucket, new_kms_key, serving


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"COUNTERFOIL_VAULT": str(tmp_path / "vault"), "COUNTERFOIL_KEK_FILE": str(tmp_path / "vault.key")}


def test_without_settings_it_is_in_the_users_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    vault = open_vault({})
    if sys.platform == "linux":
        assert vault.store.place == str(tmp_path / "counterfoil" / "vault")
        assert (tmp_path / "counterfoil" / "vault.key").exists()
    assert open_vault({}).ring.current.id == vault.ring.current.id


def test_what_one_process_sealed_another_opens(database, settings):
    with database.writing() as connection:
        piece = seal(open_vault(settings), connection)
    with database.reading() as connection:
        assert open_vault(settings).open(connection, "default", piece.id) == CONTENT


def test_a_running_process_follows_a_rotation_in_another_one(database, settings):
    running = open_vault(settings)
    with database.writing() as connection:
        piece = seal(running, connection)
    fresh = add_key(Path(settings["COUNTERFOIL_KEK_FILE"]))
    assert sum(open_vault(settings).rewrap(database)) == 1
    with database.writing() as connection:
        assert running.open(connection, "default", piece.id) == CONTENT
        seal(running, connection, subject="ver_2")
    assert running.ring.current.id == fresh.id
    assert sum(open_vault(settings).rewrap(database)) == 0


def test_a_running_process_hangs_nothing_new_on_a_key_that_was_replaced(database, settings):
    file = Path(settings["COUNTERFOIL_KEK_FILE"])
    running = open_vault(settings)
    with database.writing() as connection:
        seal(running, connection)
    fresh = add_key(file)
    with database.writing() as connection:
        piece = seal(running, connection, subject="ver_2")
    assert running.ring.current.id == fresh.id
    file.write_text(file.read_text().splitlines()[0])  # the former key is taken away
    with database.reading() as connection:
        assert open_vault(settings).open(connection, "default", piece.id) == CONTENT


def test_a_running_process_goes_on_while_its_key_file_is_out_of_reach(database, settings):
    file = Path(settings["COUNTERFOIL_KEK_FILE"])
    running = open_vault(settings)
    with database.writing() as connection:
        seal(running, connection)
    kept = file.rename(file.with_name("elsewhere"))
    with database.writing() as connection:
        piece = seal(running, connection, subject="ver_2")
    kept.rename(file)
    with database.reading() as connection:
        assert open_vault(settings).open(connection, "default", piece.id) == CONTENT


@pytest.mark.usefixtures("amazon")
def test_in_a_bucket_under_a_key_service(database):
    key = new_kms_key()
    away = {"COUNTERFOIL_VAULT": new_bucket(), "COUNTERFOIL_KMS": key}
    with database.writing() as connection:
        piece = seal(open_vault(away), connection)
    with database.reading() as connection:
        assert open_vault(away).open(connection, "default", piece.id) == CONTENT
    home = {**away, "COUNTERFOIL_KMS": "", "COUNTERFOIL_KEK": new_key_text(), "COUNTERFOIL_KEK_FORMER": key}
    assert sum(open_vault(home).rewrap(database)) == 1
    alone = {**home, "COUNTERFOIL_KEK_FORMER": ""}
    with database.reading() as connection:
        assert open_vault(alone).open(connection, "default", piece.id) == CONTENT


def test_former_keys_are_named_in_any_way_and_never_wrap(settings, tmp_path):
    one, other = new_key_text(), new_key_text()
    former = tmp_path / "former.key"
    former.write_text(f"{other}\n")
    former.chmod(0o600)
    ring = open_vault({**settings, "COUNTERFOIL_KEK_FORMER": f" {one} , file:{former},"}).ring
    assert set(ring.ids[1:]) == {read_key(text, "a test").id for text in (one, other)}
    assert ring.current.id not in ring.ids[1:]


@pytest.mark.parametrize(
    "several", [("COUNTERFOIL_KEK", "COUNTERFOIL_KMS"), ("COUNTERFOIL_KEK", "COUNTERFOIL_KEK_FILE")]
)
def test_two_current_keys_are_one_too_many(several):
    with pytest.raises(VaultError, match="one of them must wrap"):
        open_vault(dict.fromkeys(several, "x"))


@pytest.mark.usefixtures("amazon")
def test_it_says_when_it_cannot_be_used(monkeypatch, tmp_path):
    with serving() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        bucket, kms = {"COUNTERFOIL_VAULT": new_bucket()}, {"COUNTERFOIL_KMS": new_kms_key()}
        vaults = [
            open_vault({**bucket, "COUNTERFOIL_KEK": new_key_text()}),
            open_vault({**kms, "COUNTERFOIL_VAULT": str(tmp_path / "new")}),
        ]
        for vault in vaults:
            vault.require_usable()
    for vault in vaults:
        with pytest.raises(VaultError, match="cannot be used"):
            vault.require_usable()
