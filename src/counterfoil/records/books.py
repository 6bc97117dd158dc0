"""The books of one deployment: its database, its vault and the key that signs for it, as the environment names them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from counterfoil.records.database import Database, data_folder
from counterfoil.records.signing import SigningKey
from counterfoil.records.signing_files import SigningKeyFile
from counterfoil.records.vault import Vault, open_vault


@dataclass(frozen=True)
class Books:
    """What is kept, and by what it is kept safe. Open them once for each process; threads may share them.

    Attributes:
        database: Rows: verifications, the ledger, who may come in.
        vault: Evidence, sealed.
        signing: The file of the key that signs.
    """

    database: Database
    vault: Vault
    signing: SigningKeyFile

    @property
    def signing_key(self) -> SigningKey:
        """What signs receipts and checkpoints of the ledger, as its file has it now."""
        return self.signing.key

    def close(self) -> None:
        """Let go of every connection."""
        self.database.close()


def open_books(environment: Mapping[str, str] = os.environ) -> Books:
    """Open the books, made at the first start where they are not there.

    Args:
        environment: Its variables: ``COUNTERFOIL_DATABASE``, ``COUNTERFOIL_SIGNING_KEY`` (a file; by default one in the
            user's data folder) and those of `open_vault`.

    Raises:
        RecordsError: The database cannot be opened.
        VaultError: The vault cannot.
        SigningKeyError: The key cannot be read or made.
    """
    vault = open_vault(environment)
    signing = SigningKeyFile(signing_key_file(environment))
    return Books(Database(environment.get("COUNTERFOIL_DATABASE")), vault, signing)


def signing_key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file of the key that signs."""
    chosen = environment.get("COUNTERFOIL_SIGNING_KEY")
    return Path(chosen).expanduser() if chosen else data_folder() / "signing.jwk"
