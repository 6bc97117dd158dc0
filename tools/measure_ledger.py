"""Measure how long the ledger takes: appending, verifying, exporting, verifying the export.

usage: python -m tools.measure_ledger [--entries N] [--appended N]

A chain of N entries is written in bulk, as appending would have left it, with a checkpoint behind every 1,000th. Prints
a line a measurement, with the largest memory so far.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from counterfoil.records.database import Database
from counterfoil.records.ledger import Verified, append, checkpoint, export, verify_export, verify_ledger
from counterfoil.records.ledger.checkpoint import signed
from counterfoil.records.ledger.entry import GENESIS, Link, digest_of, written
from counterfoil.records.signing import SigningKey, jwks
from counterfoil.records.tables import ledger_checkpoints, ledger_entries, ledger_heads

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BODY = '{"attempt":1,"evidence":[{"kind":"probe","sha256":"' + "0" * 64 + '"}],"reasons":["document_expired"]}'
SIGNED_EVERY = 1_000
AT_ONCE = 10_000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--appended", type=int, default=500)
    chosen = asked.parse_args()
    key = SigningKey.generate()
    with tempfile.TemporaryDirectory() as folder:
        database, file = Database(Path(folder) / "records.sqlite"), Path(folder) / "ledger.jsonl"
        with timed(f"append, a transaction each, {chosen.appended:,}"):
            for at in range(chosen.appended):
                with database.writing() as connection:
                    append(connection, tenant="few", kind="verification.created", subject=f"ver_{at}", now=BEGAN)
        fill(database, chosen.entries, key)
        with timed(f"verify {chosen.entries:,} in the database"), database.reading() as connection:
            assert isinstance(verify_ledger(connection, "many", jwks([key])), Verified)  # noqa: S101 - what is measured
        with timed("sign what is new"):
            checkpoint(database, "few", key, BEGAN)
        with timed("export"), database.reading() as connection, file.open("wb") as out:
            out.writelines(export(connection, "many", jwks([key])))
        print(f"{file.stat().st_size / 2**20:.0f} MB")
        with timed("verify the export"):
            assert isinstance(verify_export(file).outcome, Verified)  # noqa: S101 - the same
        database.close()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {time.perf_counter() - wall:.1f} s, {time.process_time() - processor:.1f} s of one core, "
        f"{memory:.0f} MB at most",
        flush=True,
    )


def fill(database: Database, entries: int, key: SigningKey) -> None:
    """Write a chain in bulk."""
    previous, rows, signatures = GENESIS, [], []
    for number in range(1, entries + 1):
        now = BEGAN + timedelta(seconds=number)
        said: dict[str, Any] = {
            "tenant": "many",
            "number": number,
            "kind": "verification.captured",
            "subject": f"ver_{number:026d}",
            "actor": "key:key_01",
            "body": BODY,
            "previous": previous,
        }
        previous = digest_of(at=written(now), **said)
        rows.append({**said, "at": now, "digest": previous})
        if number % SIGNED_EVERY == 0:
            made = signed("many", Link(number, previous), written(now), key)
            signatures.append(
                {"tenant": "many", "number": number, "digest": previous, "at": now, "key": made.key}
                | {"signature": made.signature}
            )
        if len(rows) == AT_ONCE or number == entries:
            with database.writing() as connection:
                connection.execute(insert(ledger_entries), rows)
            rows = []
    with database.writing() as connection:
        connection.execute(insert(ledger_heads).values(tenant="many", number=entries, digest=previous))
        if signatures:
            connection.execute(insert(ledger_checkpoints), signatures)


if __name__ == "__main__":
    main()
