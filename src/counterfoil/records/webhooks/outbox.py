"""The outbox: a message is written in the transaction that it tells of, so that neither is there without the other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from counterfoil.records.ids import new_id
from counterfoil.records.tables import webhook_deliveries, webhook_messages
from counterfoil.records.webhooks.delivery import DeliveryState
from counterfoil.records.webhooks.endpoint import endpoints_of
from counterfoil.records.webhooks.events import Event


def announce(
    connection: Connection, *, tenant: str, event: str, subject: str, is_test: bool, now: datetime
) -> str | None:
    """Write a message to everybody who wants to be told.

    Args:
        connection: The transaction of what the message tells of.
        tenant: Whose event it is.
        event: One of `Event`.
        subject: The id of what it happened to.
        is_test: Whether it happened in test mode; live and test endpoints never hear of each other's.
        now: The clock.

    Returns:
        The message's id. None when the tenant has no endpoint of that mode, and nothing was written.

    Raises:
        ValueError: There is no such event.
    """
    kind = Event(event)
    endpoints = endpoints_of(connection, tenant, is_test=is_test)
    if not endpoints:
        return None
    message = write(connection, tenant=tenant, event=kind, subject=subject, is_test=is_test, now=now)
    told = [endpoint for endpoint in endpoints if endpoint.disabled_at is None and endpoint.wants(kind)]
    schedule(connection, [(message, endpoint.id) for endpoint in told], now)
    return message


def write(connection: Connection, *, tenant: str, event: Event, subject: str, is_test: bool, now: datetime) -> str:
    """Write a message for nobody yet; return its id."""
    message = new_id("whm", now)
    row = {"id": message, "tenant": tenant, "event": event.value, "subject": subject, "is_test": is_test}
    connection.execute(insert(webhook_messages).values(created_at=now, **row))
    return message


def schedule(connection: Connection, pairs: Sequence[tuple[str, str]], now: datetime) -> list[str]:
    """Schedule the delivery of messages to endpoints, at once; return the ids of the deliveries."""
    new: dict[str, Any] = {"state": DeliveryState.PENDING.value, "attempts": 0, "next_at": now}
    rows = [{"id": new_id("whd", now), "message": message, "endpoint": endpoint, **new} for message, endpoint in pairs]
    if rows:
        connection.execute(insert(webhook_deliveries), rows)
    return [row["id"] for row in rows]
