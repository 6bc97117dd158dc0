"""The vault that the environment describes."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from counterfoil.errors import VaultError
from counterfoil.files import stamp
from counterfoil.records.database import data_folder
from counterfoil.records.vault.aws_kms import SCHEME, AwsKms
from counterfoil.records.vault.bucket_store import BucketStore
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.key_file import make_key_file, read_key_file
from counterfoil.records.vault.local_key import read_key
from counterfoil.records.vault.remembering import Remembering
from counterfoil.records.vault.store import SealedStore
from counterfoil.records.vault.vault import Vault
from counterfoil.records.vault.wrapping import KeyRing, KeyWrapping

_CURRENT: Final = ("COUNTERFOIL_KEK", "COUNTERFOIL_KEK_FILE", "COUNTERFOIL_KMS")
_FORMER: Final = "COUNTERFOIL_KEK_FORMER"


def open_vault(environment: Mapping[str, str] = os.environ) -> Vault:
    """Open the vault: where ``COUNTERFOIL_VAULT`` says, under the key-encryption key that the environment names.

    Without a key-encryption key in the environment, the one in the user's data folder is used, made at the first start.

    Args:
        environment: Its variables: ``COUNTERFOIL_VAULT``, one of ``COUNTERFOIL_KEK``, ``COUNTERFOIL_KEK_FILE`` and
            ``COUNTERFOIL_KMS``, and ``COUNTERFOIL_KEK_FORMER``.

    Raises:
        VaultError: They contradict one another, or a key cannot be read.
        MissingExtraError: They name a store or a key service that needs an optional part.
    """
    named = [name for name in _CURRENT if environment.get(name)]
    if len(named) > 1:
        raise VaultError(
            f"{' and '.join(named)} are set: one of them must wrap new keys", remedy=f"Name the others in {_FORMER}."
        )
    file = key_file(environment)
    ring = KeyRing(_known(environment), lambda: _known(environment), lambda: file and stamp(file))
    return Vault(ring, _store(environment), is_chosen=bool(named))


def key_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file of the current key-encryption key; None when the environment names another place for it."""
    if environment.get("COUNTERFOIL_KEK") or environment.get("COUNTERFOIL_KMS"):
        return None
    return Path(environment.get("COUNTERFOIL_KEK_FILE") or data_folder() / "vault.key").expanduser()


def _known(environment: Mapping[str, str]) -> list[KeyWrapping]:
    former = [text.strip() for text in environment.get(_FORMER, "").split(",")]
    return [*_current(environment), *(one for text in former if text for one in _named(text))]


def _current(environment: Mapping[str, str]) -> Sequence[KeyWrapping]:
    if service := environment.get("COUNTERFOIL_KMS"):
        return [Remembering(AwsKms(service))]
    if key := environment.get("COUNTERFOIL_KEK"):
        return [read_key(key, "COUNTERFOIL_KEK")]
    file = key_file(environment)
    assert file is not None  # noqa: S101 - nothing else is named
    make_key_file(file)
    return read_key_file(file)


def _named(text: str) -> Sequence[KeyWrapping]:
    if text.startswith("file:"):
        return read_key_file(Path(text.removeprefix("file:")).expanduser())
    return [Remembering(AwsKms(text)) if text.startswith(SCHEME) else read_key(text, _FORMER)]


def _store(environment: Mapping[str, str]) -> SealedStore:
    chosen = environment.get("COUNTERFOIL_VAULT") or str(data_folder() / "vault")
    if "://" in chosen:
        return BucketStore(chosen)
    return FolderStore(Path(chosen).expanduser())
