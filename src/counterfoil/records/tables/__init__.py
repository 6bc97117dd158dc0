"""The tables as they are now. How they came about is in migrations/versions; a test holds the two together."""

from counterfoil.records.tables.access import (
    account_devices,
    account_sessions,
    accounts,
    api_keys,
    capture_sessions,
    capture_tokens,
    idempotency,
)
from counterfoil.records.tables.base import AnyRow, Moment, metadata, settings
from counterfoil.records.tables.ledger import ledger_checkpoints, ledger_entries, ledger_heads
from counterfoil.records.tables.screening import alert_hits, alert_steps, alerts, customers, good_guys, runs
from counterfoil.records.tables.vault import evidence, secrets, swept_objects, vault_keys
from counterfoil.records.tables.verification import review_leases, reviews, tenants, verifications
from counterfoil.records.tables.webhooks import webhook_deliveries, webhook_endpoints, webhook_messages
from counterfoil.records.tables.workers import workers

__all__ = [
    "AnyRow",
    "Moment",
    "account_devices",
    "account_sessions",
    "accounts",
    "alert_hits",
    "alert_steps",
    "alerts",
    "api_keys",
    "capture_sessions",
    "capture_tokens",
    "customers",
    "evidence",
    "good_guys",
    "idempotency",
    "ledger_checkpoints",
    "ledger_entries",
    "ledger_heads",
    "metadata",
    "review_leases",
    "reviews",
    "runs",
    "secrets",
    "settings",
    "swept_objects",
    "tenants",
    "vault_keys",
    "verifications",
    "webhook_deliveries",
    "webhook_endpoints",
    "webhook_messages",
    "workers",
]
