"""A vault in a folder, under a key of its own."""

from pathlib import Path

import pytest
from vault_made import local_key

from counterfoil.records.vault import KeyRing, Vault
from counterfoil.records.vault.folder_store import FolderStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return Vault(KeyRing(local_key()), FolderStore(folder))
