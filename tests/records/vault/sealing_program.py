"""Seals pieces in a process of its own: DATABASE FOLDER KEY-FILE SUBJECT COUNT. Says when it is ready, then each id."""

import sys
from functools import partial
from pathlib import Path

from vault_made import NOW

from counterfoil.records.database import Database
from counterfoil.records.vault import Clock, Evidence, KeyRing, Unsealed, Vault, until_registered
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.key_file import read_key_file

PIECE = Unsealed("probe", Clock.BIOMETRICS, bytes(200_000), "image/jpeg")

where, folder, keys, subject, count = sys.argv[1:]
database = Database(where)
vault = Vault(KeyRing(read_key_file(Path(keys))), FolderStore(Path(folder)))


def add(whose: str) -> Evidence:
    """Seal a piece and register it, as the service does."""
    sealed = vault.seal(database, tenant="default", subject=whose, pieces=[PIECE], now=NOW)
    with database.writing() as connection:
        return vault.register(connection, sealed)[0]


sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for number in range(int(count)):
    piece = until_registered(partial(add, subject.format(number)))
    sys.stdout.write(f"{piece.id}\n")
    sys.stdout.flush()
