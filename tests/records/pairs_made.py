"""Pairs and evidence of invented parties."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from counterfoil.records.alerts import Evidence, GoodGuy, Pair
from counterfoil.records.alerts.good_guys import live, no_longer_holds

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PAIR = Pair("customer-1", "harbour", "H-17")


def evidence(**changed: Any) -> Evidence:
    """What was found of a pair, with what a test wants otherwise."""
    usual = {
        "score": 0.91,
        "name_score": 0.88,
        "fpr": 0.004,
        "rate": 0.01,
        "list_version": "1",
        "matcher": "matcher-1",
        "customer_digest": "c" * 64,
        "entity_digest": "e" * 64,
        "explanation": {"rules": ["exact"]},
    }
    return Evidence(**{**usual, **changed})


def suppressing(connection: Connection, pair: Pair, found: Evidence, now: datetime) -> GoodGuy | None:
    """The entry that suppresses a hit; None when the hit must be looked at."""
    entry = live(connection, pair)
    return entry if entry and no_longer_holds(entry, found.material, now) is None else None
