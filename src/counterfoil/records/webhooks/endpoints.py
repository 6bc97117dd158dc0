"""Adding, changing and removing endpoints."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, update

from counterfoil.errors import WebhookError
from counterfoil.network.reach import Reach
from counterfoil.network.target import Target, TargetError
from counterfoil.records.tables import webhook_deliveries, webhook_endpoints
from counterfoil.records.vault import Vault
from counterfoil.records.webhooks.disabling import end_pending
from counterfoil.records.webhooks.endpoint import Endpoint, endpoints_of, find_endpoint, locked_of, note_change
from counterfoil.records.webhooks.events import Event
from counterfoil.records.webhooks.signing import NewSecret, drop_secrets

MOST_ENDPOINTS: Final = 20
"""Of a tenant. Each event is sent to every one of them, and they are read in the transaction of the event."""


def add_endpoint(
    connection: Connection,
    vault: Vault,
    secret: NewSecret,
    *,
    tenant: str,
    url: str,
    events: Collection[str],
    is_test: bool,
    reach: Reach,
    actor: str,
    now: datetime,
) -> Endpoint:
    """Add an endpoint.

    Args:
        connection: A transaction that writes.
        vault: Where its secret is kept.
        secret: What signs for it: `secret_of_new_endpoint`.
        tenant: Whose.
        url: The address.
        events: What it wants to be told of; everything when empty.
        is_test: Whether it is told of the test mode, and of nothing else.
        reach: What may be reached beside public addresses.
        actor: Who adds it.
        now: The clock.

    Raises:
        WebhookError: The address or an event will not do, or there are as many as there may be.
    """
    if len(endpoints_of(connection, tenant)) >= MOST_ENDPOINTS:
        raise WebhookError(f"There are {MOST_ENDPOINTS} endpoints already", remedy="Remove one that is not needed.")
    endpoint = Endpoint(
        id=secret.endpoint,
        tenant=tenant,
        url=_plain(url, reach),
        events=_known(events),
        is_test=is_test,
        created_at=now,
        previous_until=None,
        failing_since=None,
        disabled_at=None,
    )
    vault.put_secret(connection, secret.sealed, now)
    kept = {"id": endpoint.id, "tenant": tenant, "url": endpoint.url, "events": list(endpoint.events)}
    connection.execute(insert(webhook_endpoints).values(is_test=is_test, created_at=now, **kept))
    note_change(connection, endpoint, "added", {"events": list(endpoint.events), "test": is_test}, actor=actor, now=now)
    return endpoint


def change_endpoint(
    connection: Connection,
    tenant: str,
    endpoint_id: str,
    *,
    url: str | None = None,
    events: Collection[str] | None = None,
    is_disabled: bool | None = None,
    reach: Reach,
    actor: str,
    now: datetime,
) -> Endpoint | None:
    """Change what is named of an endpoint. What was pending when it is disabled is dead, and can be replayed.

    Args:
        connection: A transaction that writes.
        tenant: Whose.
        endpoint_id: Which.
        url: Its new address.
        events: What it wants to be told of from now on.
        is_disabled: Whether it is told nothing.
        reach: What may be reached beside public addresses.
        actor: Who changes it.
        now: The clock.

    Returns:
        The endpoint as it is now; None when the tenant has none of this id.

    Raises:
        WebhookError: The address or an event will not do.
    """
    before = locked_of(connection, tenant, endpoint_id)
    if before is None:
        return None
    values: dict[str, Any] = {}
    if url is not None:
        values["url"] = _plain(url, reach)
    if events is not None:
        values["events"] = list(_known(events))
    if is_disabled is not None and is_disabled != (before.disabled_at is not None):
        values |= {"disabled_at": now if is_disabled else None, "failing_since": None}
    if not values:
        return before
    connection.execute(update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id).values(**values))
    if values.get("disabled_at"):
        end_pending(connection, endpoint_id, now)
    note_change(connection, before, "changed", {"changed": sorted(values)}, actor=actor, now=now)
    return find_endpoint(connection, tenant, endpoint_id)


def remove_endpoint(
    connection: Connection, vault: Vault, tenant: str, endpoint_id: str, *, actor: str, now: datetime
) -> bool:
    """Remove an endpoint with its deliveries and secrets; return whether the tenant had it."""
    endpoint = locked_of(connection, tenant, endpoint_id)
    if endpoint is None:
        return False
    # Appended before the row goes: whoever announces holds the ledger and then needs the row's key.
    note_change(connection, endpoint, "removed", {}, actor=actor, now=now)
    connection.execute(delete(webhook_deliveries).where(webhook_deliveries.c.endpoint == endpoint_id))
    connection.execute(delete(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id))
    drop_secrets(connection, vault, endpoint_id)
    return True


def _plain(url: str, reach: Reach) -> str:
    try:
        return str(Target.of(url, reach))
    except TargetError as refused:
        raise WebhookError(f"The address cannot be told anything: {refused.message}", remedy=refused.remedy) from None


def _known(events: Collection[str]) -> tuple[Event, ...]:
    unknown = sorted(set(events) - set(Event))
    if unknown:
        raise WebhookError("There is no such event", remedy=f"Choose among: {', '.join(Event)}.")
    return tuple(event for event in Event if event in events)
