"""The books of one deployment: everything that outlives a process, opened together."""

import os
from dataclasses import dataclass
from pathlib import Path

from counterfoil.records.database import Database, data_folder
from counterfoil.records.signing import SigningKey, load_or_create
from counterfoil.records.vault import Vault, open_vault


@dataclass(frozen=True)
class Books:
    """What one deployment keeps.

    Attributes:
        database: Where rows are.
        vault: Where evidence is sealed.
        signing_key: What signs checkpoints and receipts.
    """

    database: Database
    vault: Vault
    signing_key: SigningKey


def open_books() -> Books:
    """Open the books that the environment names; keys that are not there are made.

    Raises:
        RecordsError: The database cannot be opened.
        VaultError: The vault's settings contradict one another, or its key cannot be read.
        SigningKeyError: The key that signs cannot be read.
    """
    named = os.environ.get("COUNTERFOIL_SIGNING_KEY")
    key = load_or_create(Path(named).expanduser() if named else data_folder() / "signing.key")
    return Books(Database(), open_vault(), key)
