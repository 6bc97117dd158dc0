"""Many made-up rows of verifications, quickly: for counting, not for judging."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from counterfoil.records.ids import new_id
from counterfoil.records.tables import verifications

_BATCH = 5000


def rows(count: int, tenant: str, now: datetime, seed: int = 1, days: int = 90) -> Iterator[dict[str, Any]]:
    """Rows as they are after weeks of use: most decided, some on the way, some expired, some waiting for people."""
    chance = random.Random(seed)  # noqa: S311 - nobody must not guess them
    for number in range(count):
        created = now - timedelta(seconds=chance.uniform(0, days * 86400))
        yield _row(chance, number, tenant, created, now)


def _row(chance: random.Random, number: int, tenant: str, created: datetime, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": new_id("ver", created),
        "tenant": tenant,
        "is_test": number % 50 == 0,
        "state": "created",
        "route": "manual" if number % 40 == 0 else "biometric",
        "policy": chance.choice(["bank", "border", "remote"]),
        "policy_sha256": "0" * 64,
        "purpose": "To count.",
        "consent_version": "1",
        "attempt": 1,
        "attempts_allowed": 3,
        "needs_second_review": False,
        "reasons": [],
        "verdict": None,
        "decided_by": None,
        "created_at": created,
        "consented_at": None,
        "processing_at": None,
        "under_review_at": None,
        "decided_at": None,
        "changed_at": created,
        "expires_at": created + timedelta(days=3),
        "biometrics_due_at": None,
        "records_due_at": None,
    }
    far = chance.random()
    if far > 0.05:
        row |= {"state": "consented", "consented_at": created + timedelta(seconds=chance.uniform(5, 60))}
    if far > 0.15 and row["route"] == "biometric":
        row |= {"state": "processing", "processing_at": created + timedelta(seconds=chance.uniform(60, 400))}
    if far > 0.2:
        began = row["processing_at"] or row["consented_at"]
        if chance.random() < 0.85 and row["route"] == "biometric":
            row |= _decided(began + timedelta(seconds=chance.lognormvariate(1.0, 0.8)), "policy", chance)
        else:
            ended = began + timedelta(seconds=chance.lognormvariate(8.5, 1.4))
            row["under_review_at"] = began
            row |= _decided(ended, "reviewer", chance) if ended < now else _waiting(began, now)
    if row["decided_at"] is None and row["state"] != "under_review" and created < now - timedelta(days=3):
        row["state"] = "expired"
    return row


def _waiting(since: datetime, now: datetime) -> dict[str, Any]:
    """Wait for people, or have waited for them in vain."""
    ends = since + timedelta(days=30)
    return {"state": "under_review" if now < ends else "expired", "verdict": "refer", "biometrics_due_at": ends}


def _decided(at: datetime, by: str, chance: random.Random) -> dict[str, Any]:
    verdict = "accept" if chance.random() < 0.9 else "reject"
    due = {"biometrics_due_at": at + timedelta(days=30), "records_due_at": at + timedelta(days=5 * 365)}
    return {"state": "decided", "verdict": verdict, "decided_by": by, "decided_at": at, **due}


def fill(connection: Connection, made: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows into the table and return them."""
    kept = list(made)
    for at in range(0, len(kept), _BATCH):
        connection.execute(insert(verifications), kept[at : at + _BATCH])
    return kept
