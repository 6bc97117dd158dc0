"""Workers: which processes are at work, so that what a dead one left is taken up by another."""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from counterfoil.records.tables.base import Moment, metadata

workers: Final = Table(
    "workers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("version", String(32), nullable=False),
    Column("beat", Integer, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "seen_at"),
)
"""Processes. ``beat`` counts up while one is alive; ``is_gone`` says that it has left what it had not finished."""
