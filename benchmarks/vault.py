"""How long sealing and opening take, beside AES-GCM of `cryptography` alone.

    python -m benchmarks.vault [FOLDER]

What the vault adds is the key's row, the digest, the object flushed to the disk, and the transaction. All steps are
timed in each round, so that a ratio compares what ran in the same second. The database is SQLite, the store a folder.
"""

import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counterfoil.records.database import Database
from counterfoil.records.vault import Clock, KeyRing, Unsealed, Vault
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.local_key import new_key_text, read_key
from counterfoil.records.vault.sealing import seal_bytes

_SIZES: Final = {"photo, 300 kB": (300_000, 200), "clip, 10 MB": (10_000_000, 30)}
"""Bytes, and rounds."""

_STEPS: Final = ("AES-GCM alone", "and SHA-256", "sealed in memory", "written and flushed", "vault.seal", "vault.open")


def main(folder: Path) -> None:
    """Measure and print one table for each size."""
    database = Database(folder / "records.sqlite")
    vault = Vault(KeyRing([read_key(new_key_text(), "a benchmark")]), FolderStore(folder / "vault"))
    for name, (size, rounds) in _SIZES.items():
        took: dict[str, list[float]] = {step: [] for step in _STEPS}
        content = os.urandom(size)
        for number in range(rounds):
            _apart(took, folder / "plain", content)
            _whole(took, database, vault, f"ver_{size}_{number}", content)
        print(f"\n{name}, {rounds} rounds\n\n| step | ms, median | of AES-GCM alone | MB/s |\n|---|---|---|---|")
        alone = statistics.median(took[_STEPS[0]])
        for step in _STEPS:
            median = statistics.median(took[step])
            print(f"| {step} | {median * 1000:.2f} | {median / alone:.1f} | {size / median / 1e6:.0f} |")
    database.close()


def _apart(took: dict[str, list[float]], plain: Path, content: bytes) -> None:
    key, nonce = os.urandom(32), os.urandom(12)
    with _timed(took["AES-GCM alone"].append):
        AESGCM(key).encrypt(nonce, content, b"associated")
    with _timed(took["and SHA-256"].append):
        AESGCM(key).encrypt(nonce, content, b"associated")
        hashlib.sha256(content).hexdigest()
    with _timed(took["sealed in memory"].append):
        sealed = seal_bytes(key, content, b"associated")
    with _timed(took["written and flushed"].append), plain.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


def _whole(took: dict[str, list[float]], database: Database, vault: Vault, subject: str, content: bytes) -> None:
    now = datetime.now(UTC)
    pieces = [Unsealed("probe", Clock.BIOMETRICS, content, "image/jpeg")]
    with _timed(took["vault.seal"].append):
        sealed = vault.seal(database, tenant="default", subject=subject, pieces=pieces, now=now)
        with database.writing() as connection:
            (piece,) = vault.register(connection, sealed)
    with _timed(took["vault.open"].append), database.reading() as connection:
        vault.open(connection, "default", piece.id)


@contextmanager
def _timed(told: Callable[[float], None]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    told(time.perf_counter() - begun)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as own:
        main(Path(own))
