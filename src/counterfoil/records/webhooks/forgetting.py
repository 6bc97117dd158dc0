"""How long messages and their deliveries are kept."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from counterfoil.records.tables import webhook_deliveries, webhook_messages

KEPT: Final = timedelta(days=30)
"""So far back a replay can reach."""


def forget(connection: Connection, now: datetime) -> int:
    """Remove what is older than `KEPT`; return how many messages that were."""
    old = select(webhook_messages.c.id).where(webhook_messages.c.created_at < now - KEPT)
    connection.execute(delete(webhook_deliveries).where(webhook_deliveries.c.message.in_(old)))
    return connection.execute(delete(webhook_messages).where(webhook_messages.c.created_at < now - KEPT)).rowcount
