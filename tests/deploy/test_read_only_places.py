"""Keys that lie where nothing can be written, as secrets are mounted, are read and nothing else is tried there."""

import base64
import os
import secrets

import pytest

from counterfoil.records.signing_files import load_or_create
from counterfoil.records.vault import open_vault


@pytest.fixture
def untouched(tmp_path):
    """A folder, and whether anything was put into it or taken out since it was made."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "vault.key").write_bytes(base64.b64encode(secrets.token_bytes(32)) + b"\n")
    (folder / "vault.key").chmod(0o400)
    load_or_create(folder / "signing.jwk")
    os.utime(folder, ns=(0, 0))
    return folder, lambda: folder.stat().st_mtime_ns == 0


def test_the_key_encryption_key_is_read_without_writing_beside_it(tmp_path, untouched):
    folder, is_untouched = untouched
    open_vault({"COUNTERFOIL_VAULT": str(tmp_path / "evidence"), "COUNTERFOIL_KEK_FILE": str(folder / "vault.key")})
    assert is_untouched()


def test_the_signing_key_is_read_without_writing_beside_it(untouched):
    folder, is_untouched = untouched
    load_or_create(folder / "signing.jwk")
    assert is_untouched()
