"""Beginning a verification, with what a test does not care about."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from counterfoil.decision import load_policy
from counterfoil.records import verifications
from counterfoil.records.verifications import Verification


def begun(connection: Connection, now: datetime, *, policy: str = "remote", **otherwise: Any) -> Verification:
    """Create a verification of the default tenant, which must be there."""
    usual = {
        "tenant": "default",
        "consent_version": "1",
        "is_test": False,
        "expires_at": now + timedelta(days=1),
        "actor": "key:key_1",
    }
    return verifications.create(connection, policy=load_policy(policy), now=now, **{**usual, **otherwise})
