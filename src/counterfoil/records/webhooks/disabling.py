"""When an endpoint is told nothing any more: it said that it is gone, or has failed for days."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, update

from counterfoil.records import ledger
from counterfoil.records.tables import webhook_deliveries, webhook_endpoints
from counterfoil.records.webhooks.delivery import DeliveryState
from counterfoil.records.webhooks.endpoint import Endpoint

PATIENCE: Final = timedelta(days=5)
"""How long everything may fail. Longer than a message is tried, so that a long weekend does not end it."""

_DISABLED: Final = "endpoint_disabled"


class Because(StrEnum):
    """Why an endpoint was disabled."""

    GONE = "gone"
    FAILING = "failing"


def disable(connection: Connection, endpoint: Endpoint, because: Because, now: datetime) -> None:
    """Disable an endpoint that is locked, and say so in the ledger. What was pending is dead, and can be replayed."""
    connection.execute(update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint.id).values(disabled_at=now))
    end_pending(connection, endpoint.id, now)
    ledger.append(
        connection,
        tenant=endpoint.tenant,
        kind="webhook.disabled",
        subject=endpoint.id,
        actor="worker",
        body={"because": because.value},
        now=now,
    )


def end_pending(connection: Connection, endpoint: str, now: datetime) -> None:
    """Give up what is pending for an endpoint that is disabled."""
    pending = webhook_deliveries.c.endpoint == endpoint, webhook_deliveries.c.state == DeliveryState.PENDING.value
    given_up = {"state": DeliveryState.DEAD.value, "trouble": _DISABLED, "ended_at": now, "leased_until": None}
    connection.execute(update(webhook_deliveries).where(*pending).values(**given_up))
