"""Vaults in a folder and in a bucket, under keys of their own."""

from pathlib import Path

import pytest
from vault_made import local_key

from counterfoil.records.vault import KeyRing, SealedStore, Vault
from counterfoil.records.vault.bucket_store import BucketStore
from counterfoil.records.vault.folder_store import FolderStore
from tests.amazon import new_bucket


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture(params=["folder", "bucket"])
def sealed_store(request: pytest.FixtureRequest, folder: Path) -> SealedStore:
    if request.param == "folder":
        return FolderStore(folder)
    request.getfixturevalue("amazon")
    return BucketStore(new_bucket())


@pytest.fixture
def vault(folder: Path) -> Vault:
    """A vault in a folder."""
    return Vault(KeyRing([local_key()]), FolderStore(folder))
