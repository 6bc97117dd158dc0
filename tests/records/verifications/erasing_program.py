"""Erases what is due in a process of its own: DATABASE FOLDER MOMENT. Says when it is ready."""

import sys
from datetime import datetime
from pathlib import Path

from counterfoil.records import retention
from counterfoil.records.database import Database
from counterfoil.records.vault import KeyRing, Vault
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.local_key import new_key_text, read_key

where, folder, moment = sys.argv[1:]
database = Database(where)
vault = Vault(KeyRing([read_key(new_key_text(), "a program")]), FolderStore(Path(folder)))  # erasing needs no key
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
retention.run(database, vault, datetime.fromisoformat(moment), vouched=True)
