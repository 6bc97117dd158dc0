"""Keys and pieces for tests of the vault."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from counterfoil.records.vault import Clock, Evidence, Vault
from counterfoil.records.vault.local_key import LocalKey, new_key_text, read_key
from tests.sealing import seal_within

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
CONTENT = b"the picture of a synthetic person" * 100


def local_key() -> LocalKey:
    """A fresh key-encryption key."""
    return read_key(new_key_text(), "a test")


def seal(vault: Vault, connection: Connection, **otherwise: Any) -> Evidence:
    """Seal a probe of verification ver_1, or what a test wants otherwise."""
    usual = {
        "tenant": "default",
        "subject": "ver_1",
        "kind": "probe",
        "clock": Clock.BIOMETRICS,
        "content": CONTENT,
        "media_type": "image/jpeg",
        "now": NOW,
    }
    return seal_within(vault, connection, **{**usual, **otherwise})
