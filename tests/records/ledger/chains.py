"""Chains to be tampered with: in the database as somebody who can write to it would, in an export with an editor."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from counterfoil.records.ledger import append, checkpoint, export, verify_export, verify_ledger
from counterfoil.records.signing import SigningKey, jwks

NOW = datetime(2026, 11, 26, 14, 50, tzinfo=UTC)
KEY = SigningKey.generate()
KEYS = jwks([KEY])


def fill(database, entries, *, tenant="a", signed=(), key=KEY):
    """Append entries, and sign behind those whose number is in ``signed``."""
    for number in range(1, entries + 1):
        now = NOW + timedelta(seconds=number)
        with database.writing() as connection:
            append(
                connection,
                tenant=tenant,
                kind="verification.captured",
                subject=f"ver_{number % 3}",
                actor="bearer",
                body={"attempt": number, "evidence": [{"kind": "probe", "sha256": "0" * 64}]},
                now=now,
            )
        if number in signed:
            checkpoint(database, tenant, key, now)


def verify(database, *, tenant="a", keys=KEYS, kept=()):
    with database.reading() as connection:
        return verify_ledger(connection, tenant, keys, kept=kept)


def change(database, statement, **values):
    """Do what no part of Counterfoil does."""
    with database.writing() as connection:
        return connection.execute(text(statement), values).rowcount


@dataclass(frozen=True)
class Exported:
    """An export that can be rewritten line by line: the first line, then entries and checkpoints."""

    path: Path
    lines: tuple[bytes, ...]

    def entry(self, number):
        """Where the entry of that number stands."""
        return next(
            at for at, line in enumerate(self.lines) if f'"number":{number},' in line.decode() and b'{"entry"' in line
        )

    def verify(self, lines, **options):
        self.path.write_bytes(b"".join(lines))
        return verify_export(self.path, **{"keys": KEYS} | options).outcome


def exported(database, path, *, tenant="a"):
    with database.reading() as connection:
        return Exported(path, tuple(export(connection, tenant, KEYS)))


def changed(line, **said):
    """Return a line of an export with other words in it, written as an export writes."""
    ((kind, held),) = json.loads(line).items()
    return (json.dumps({kind: held | said}, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()
