"""Sending again: one message, or what an endpoint missed since a moment. The id of a message stays what it was."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, exists, select, update

from counterfoil.records.tables import webhook_deliveries, webhook_messages
from counterfoil.records.webhooks.delivery import DeliveryState
from counterfoil.records.webhooks.endpoint import Endpoint, find_endpoint
from counterfoil.records.webhooks.events import Event
from counterfoil.records.webhooks.outbox import schedule, write

MOST: Final = 10_000
"""Messages in one replay. What is on its way already is left out, so that asking again goes on from there."""


def replay(connection: Connection, tenant: str, endpoint: str, message: str, now: datetime) -> bool | None:
    """Send one message again, now; at once when it waits for its next attempt.

    Args:
        connection: A transaction that writes.
        tenant: Whose.
        endpoint: To which endpoint.
        message: Which message, whatever became of it and whether or not the endpoint wants its event.
        now: The clock.

    Returns:
        Whether it is on its way; None when the tenant has no such endpoint, or no such message of its mode.

    Raises:
        StateError: The endpoint is disabled.
    """
    to = _enabled(connection, tenant, endpoint)
    if to is None:
        return None
    mine = webhook_messages.c.tenant == tenant, webhook_messages.c.is_test == to.is_test
    query = select(webhook_messages.c.id).where(webhook_messages.c.id == message, *mine)
    if connection.execute(query).one_or_none() is None:
        return None
    table = webhook_deliveries
    waiting = table.c.message == message, table.c.endpoint == endpoint, table.c.state == DeliveryState.PENDING.value
    hastened = connection.execute(update(table).where(*waiting, table.c.next_at > now).values(next_at=now)).rowcount
    is_waiting = connection.execute(select(table.c.id).where(*waiting)).first() is not None
    if not hastened and not is_waiting:
        schedule(connection, [(message, endpoint)], now)
    return True


def replay_since(
    connection: Connection, tenant: str, endpoint: str, since: datetime, now: datetime, *, all_again: bool = False
) -> int | None:
    """Send what an endpoint missed since a moment: what is dead, and what was never sent to it.

    Args:
        connection: A transaction that writes.
        tenant: Whose.
        endpoint: To which endpoint.
        since: Messages of this moment and later, of events that it wants now.
        now: The clock.
        all_again: Whether what was delivered is sent again as well.

    Returns:
        How many are on their way now that were not, `MOST` at most; None when the tenant has no such endpoint.

    Raises:
        StateError: The endpoint is disabled.
    """
    to = _enabled(connection, tenant, endpoint)
    if to is None:
        return None
    settled = (DeliveryState.PENDING,) if all_again else (DeliveryState.PENDING, DeliveryState.DELIVERED)
    is_settled = exists().where(
        webhook_deliveries.c.message == webhook_messages.c.id,
        webhook_deliveries.c.endpoint == endpoint,
        webhook_deliveries.c.state.in_([state.value for state in settled]),
    )
    wanted = [event.value for event in Event if to.wants(event) and event is not Event.TEST]
    query = (
        select(webhook_messages.c.id)
        .where(webhook_messages.c.tenant == tenant, webhook_messages.c.is_test == to.is_test)
        .where(webhook_messages.c.created_at >= since, webhook_messages.c.event.in_(wanted), ~is_settled)
        .order_by(webhook_messages.c.id)
        .limit(MOST)
    )
    missed = list(connection.execute(query).scalars())
    schedule(connection, [(message, endpoint) for message in missed], now)
    return len(missed)


def ping(connection: Connection, tenant: str, endpoint: str, now: datetime) -> str | None:
    """Send an endpoint a message that tells of nothing, to see whether it arrives.

    Returns:
        The message's id; None when the tenant has no such endpoint.

    Raises:
        StateError: The endpoint is disabled.
    """
    to = _enabled(connection, tenant, endpoint)
    if to is None:
        return None
    message = write(connection, tenant=tenant, event=Event.TEST, subject=endpoint, is_test=to.is_test, now=now)
    schedule(connection, [(message, endpoint)], now)
    return message


def _enabled(connection: Connection, tenant: str, endpoint_id: str) -> Endpoint | None:
    endpoint = find_endpoint(connection, tenant, endpoint_id)
    if endpoint is not None:
        endpoint.require_enabled()
    return endpoint
