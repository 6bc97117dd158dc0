"""Webhooks: where to, what, and how far each delivery is. Messages are written in the transaction that they tell of."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from counterfoil.records.tables.base import Moment, metadata

webhook_endpoints: Final = Table(
    "webhook_endpoints",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", ForeignKey("tenants.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("events", JSON, nullable=False),
    Column("is_test", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("previous_until", Moment),
    Column("failing_since", Moment),
    Column("disabled_at", Moment),
)
"""Addresses that want to be told. The secret that signs for one lies among the secrets under its id; the one before it
signs as well until ``previous_until``. ``failing_since`` is the first failure since something was delivered."""

webhook_messages: Final = Table(
    "webhook_messages",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", ForeignKey("tenants.id"), nullable=False),
    Column("event", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("is_test", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
    Index(None, "tenant", "id"),
)
"""What there is to tell: an event, whom it is about by id, and nothing personal."""

webhook_deliveries: Final = Table(
    "webhook_deliveries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("message", ForeignKey("webhook_messages.id"), nullable=False, index=True),
    Column("endpoint", ForeignKey("webhook_endpoints.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("answered", Integer),
    Column("trouble", String(64)),
    Column("ended_at", Moment),
    Index(None, "state", "next_at"),
    Index(None, "endpoint", "id"),
)
"""One message to one address: pending, delivered or dead. Whoever sends it leases it first; ``attempts`` counts the
leases, so that one who comes back after its lease has ended changes nothing."""
