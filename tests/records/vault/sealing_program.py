"""Seals pieces in a process of its own: DATABASE FOLDER KEY-FILE SUBJECT COUNT. Says when it is ready, then each id."""

import sys
from pathlib import Path

from vault_made import NOW, seal

from counterfoil.records.database import Database
from counterfoil.records.vault import KeyRing, Vault
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.key_file import read_key_file

where, folder, keys, subject, count = sys.argv[1:]
database = Database(where)
vault = Vault(KeyRing(read_key_file(Path(keys))), FolderStore(Path(folder)))
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for number in range(int(count)):
    with database.writing() as connection:
        piece = seal(vault, connection, subject=subject.format(number), content=bytes(200_000), now=NOW)
    sys.stdout.write(f"{piece.id}\n")
    sys.stdout.flush()
