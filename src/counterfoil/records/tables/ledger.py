"""The ledger: one chain of entries for each tenant, its newest entry, and the checkpoints that were signed."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from counterfoil.records.tables.base import DIGEST, Moment, metadata

ledger_entries: Final = Table(
    "ledger_entries",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("actor", String(128), nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Index(None, "tenant", "subject", "number"),
    Index(None, "tenant", "kind", "at"),
)
"""Everything that happened; rows are added, never changed. ``body`` is canonical JSON and holds no personal data."""

ledger_heads: Final = Table(
    "ledger_heads",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("digest", DIGEST, nullable=False),
)
"""The newest entry of each chain. Whoever appends locks its row first, so that entries follow one another."""

ledger_checkpoints: Final = Table(
    "ledger_checkpoints",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("digest", DIGEST, nullable=False),
    Column("at", Moment, nullable=False),
    Column("key", String(64), nullable=False),
    Column("signature", Text, nullable=False),
)
"""Signatures over the entry of that number, and so over all before it."""
