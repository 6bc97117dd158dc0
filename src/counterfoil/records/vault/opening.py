"""The vault that the environment describes."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from counterfoil.errors import VaultError
from counterfoil.records.database import data_folder
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.key_file import make_key_file, read_key_file
from counterfoil.records.vault.local_key import read_key
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
    return Vault(_ring(environment), _store(environment))


def key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file of key-encryption keys, when the environment names no other place for them."""
    return Path(environment.get("COUNTERFOIL_KEK_FILE") or data_folder() / "vault.key")


def _ring(environment: Mapping[str, str]) -> KeyRing:
    named = [name for name in _CURRENT if environment.get(name)]
    if len(named) > 1:
        raise VaultError(
            f"{' and '.join(named)} are set: one of them must wrap new keys",
            remedy=f"Name the others in {_FORMER}.",
        )
    former = [one for text in environment.get(_FORMER, "").split(",") if text for one in _named(text.strip())]
    if environment.get("COUNTERFOIL_KEK"):
        return KeyRing(read_key(environment["COUNTERFOIL_KEK"], "COUNTERFOIL_KEK"), former)
    make_key_file(key_file(environment))
    current, *below = read_key_file(key_file(environment))
    return KeyRing(current, [*former, *below])


def _named(text: str) -> list[KeyWrapping]:
    if text.startswith("file:"):
        return list(read_key_file(Path(text.removeprefix("file:"))))
    return [read_key(text, _FORMER)]


def _store(environment: Mapping[str, str]) -> SealedStore:
    return FolderStore(Path(environment.get("COUNTERFOIL_VAULT") or data_folder() / "vault").expanduser())
