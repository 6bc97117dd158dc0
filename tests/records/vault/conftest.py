"""Vaults in a folder and in a bucket, under keys of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from amazon import ENVIRONMENT, new_bucket, serving
from vault_made import local_key

from counterfoil.records.vault import KeyRing, SealedStore, Vault
from counterfoil.records.vault.bucket_store import BucketStore
from counterfoil.records.vault.folder_store import FolderStore


@pytest.fixture(scope="session")
def amazon_url() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def amazon(amazon_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a server that speaks like S3 and KMS, and an environment in which it is found."""
    for name, value in {**ENVIRONMENT, "AWS_ENDPOINT_URL": amazon_url}.items():
        monkeypatch.setenv(name, value)
    return amazon_url


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
