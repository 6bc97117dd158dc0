"""Whom to watch, monitoring runs, alerts and the good-guy list."""

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from counterfoil.records.tables.base import DIGEST, Moment, metadata

customers: Final = Table(
    "customers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("external_id", Text, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False, index=True),
    Column("schema", String(32), nullable=False),
    Column("readings", Text, nullable=False),
    Column("birth_date", String(16), nullable=False),
    Column("nationalities", Text, nullable=False),
    Column("documents", Text, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("reader", String(64), nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""Whom to watch, as `counterfoil.records.customers.fingerprint` reduces them. ``sequence`` grows with every
registration and every material change, over all customers."""

runs: Final = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list", Text, nullable=False, index=True),
    Column("is_full", Boolean, nullable=False),
    Column("since", Text),
    Column("version", Text, nullable=False),
    Column("matcher", Text, nullable=False),
    Column("rate", Float, nullable=False),
    Column("from_sequence", Integer, nullable=False),
    Column("to_sequence", Integer, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("covered_matcher", Text, nullable=False),
    Column("covered_rate", Float, nullable=False),
)
"""Monitoring runs: how far each one is, and what is covered when it has ended."""

alerts: Final = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("list", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("disposition", String(16)),
    Column("proposed_by", Text),
    Column("is_delisted", Boolean, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("customer", "list", "entity", "round"),
    Index(None, "state", "opened_at"),
    Index(None, "list", "entity"),
)
"""One customer and one entity of a list. A later ``round`` of the same two follows an alert that was closed."""

alert_hits: Final = Table(
    "alert_hits",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("score", Float, nullable=False),
    Column("name_score", Float, nullable=False),
    Column("fpr", Float, nullable=False),
    Column("rate", Float, nullable=False),
    Column("list_version", Text, nullable=False),
    Column("matcher", Text, nullable=False),
    Column("customer_digest", DIGEST, nullable=False),
    Column("entity_digest", DIGEST, nullable=False),
    Column("explanation", JSON, nullable=False),
)
"""What was found, as it was when it was found; rows are added, never changed."""

alert_steps: Final = Table(
    "alert_steps",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("disposition", String(16)),
    Column("reason", Text, nullable=False),
)
"""Everything that happened to an alert, and who did it; rows are added, never changed."""

good_guys: Final = Table(
    "good_guys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert", ForeignKey("alerts.id"), nullable=False, unique=True),
    Column("customer", Text, nullable=False),
    Column("list", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("customer_digest", DIGEST, nullable=False),
    Column("entity_digest", DIGEST, nullable=False),
    Column("matcher", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ended_because", String(32)),
    Index(None, "customer", "list", "entity"),
    Index(None, "ended_at", "expires_at"),
)
"""Pairs that two people found to be different parties, and until when that holds."""
