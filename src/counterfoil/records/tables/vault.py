"""The vault: which key seals whose evidence, and where each sealed piece lies."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from counterfoil.records.tables.base import DIGEST, Moment, metadata

vault_keys: Final = Table(
    "vault_keys",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("clock", String(16), nullable=False),
    Column("wrapped", LargeBinary),
    Column("wrapped_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("destroyed_at", Moment),
    UniqueConstraint("tenant", "subject", "clock"),
    Index(None, "wrapped_by"),
)
"""A key for each subject and clock, wrapped by the key-encryption key ``wrapped_by``; ``wrapped`` is None once it has
been destroyed. The row stays, so that nobody makes the key anew."""

evidence: Final = Table(
    "evidence",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("key", ForeignKey("vault_keys.id"), nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("sha256", DIGEST, nullable=False),
    Column("size", Integer, nullable=False),
    Column("object", Text, unique=True),
    Column("sealed_at", Moment, nullable=False),
    Column("erased_at", Moment),
    UniqueConstraint("tenant", "subject", "kind", "version"),
    Index(None, "tenant", "sealed_at"),
    Index(None, "key"),
    Index(None, "erased_at"),
)
"""Sealed pieces. ``sha256`` and ``size`` are of the content before it was sealed; ``object`` names the sealed bytes in
the store, None once they are deleted. A later piece of the same kind has a higher version; none is ever overwritten.
``sha256`` is empty where content could be guessed from it, and of everything that was erased."""

swept_objects: Final = Table(
    "swept_objects",
    metadata,
    Column("name", Text, primary_key=True),
    Column("swept_at", Moment, nullable=False),
)
"""Objects that were sealed and never registered, and are deleted: no row of ``evidence`` may name one from now on."""

secrets: Final = Table(
    "secrets",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("wrapped_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)
"""Secrets of the service itself, such as those that sign webhooks, each sealed under a key of its own."""
