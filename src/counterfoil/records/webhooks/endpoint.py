"""An endpoint: where somebody wants to be told, of what, and in which mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from counterfoil.errors import StateError
from counterfoil.records import ledger
from counterfoil.records.tables import AnyRow, webhook_endpoints
from counterfoil.records.webhooks.events import Event

_THEIRS: Final = (
    select(webhook_endpoints).where(webhook_endpoints.c.tenant == bindparam("tenant")).order_by(webhook_endpoints.c.id)
)
_OF_ONE_MODE: Final = _THEIRS.where(webhook_endpoints.c.is_test == bindparam("mode"))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint without its secret.

    Attributes:
        id: Its id, ``whe_...``.
        tenant: Whose it is.
        url: The address.
        events: What it is told of; everything when empty.
        is_test: Whether it is told of the test mode, and of nothing else.
        created_at: When it was added.
        previous_until: Until when the secret before the present one signs as well; None when there is none.
        failing_since: The first failure since something was delivered; None while all is well.
        disabled_at: Since when it is told nothing; None while it is.
    """

    id: str
    tenant: str
    url: str
    events: tuple[Event, ...]
    is_test: bool
    created_at: datetime
    previous_until: datetime | None
    failing_since: datetime | None
    disabled_at: datetime | None

    def wants(self, event: Event) -> bool:
        """Return whether it wants to be told of an event."""
        return not self.events or event in self.events

    def require_enabled(self) -> None:
        """Refuse a disabled one.

        Raises:
            StateError: It is disabled.
        """
        if self.disabled_at is not None:
            raise StateError("The endpoint is disabled", remedy="Enable it first.")


def find_endpoint(connection: Connection, tenant: str, endpoint_id: str) -> Endpoint | None:
    """Return an endpoint of a tenant; None when the tenant has none of this id."""
    mine = webhook_endpoints.c.tenant == tenant, webhook_endpoints.c.id == endpoint_id
    row = connection.execute(select(webhook_endpoints).where(*mine)).one_or_none()
    return from_row(row) if row else None


def endpoints_of(connection: Connection, tenant: str, *, is_test: bool | None = None) -> list[Endpoint]:
    """Return the endpoints of a tenant, oldest first: those of one mode, or all."""
    if is_test is None:
        found = connection.execute(_THEIRS, {"tenant": tenant})
    else:
        found = connection.execute(_OF_ONE_MODE, {"tenant": tenant, "mode": is_test})
    return [from_row(row) for row in found]


def locked(connection: Connection, endpoint_id: str) -> Endpoint | None:
    """Return an endpoint that nobody else changes until the transaction ends; None when it is gone.

    Whoever changes deliveries or appends to the ledger because of an endpoint locks it first. Messages can still be
    scheduled for it meanwhile: that needs its key alone.
    """
    query = select(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id).with_for_update(key_share=True)
    row = connection.execute(query).one_or_none()
    return from_row(row) if row else None


def locked_of(connection: Connection, tenant: str, endpoint_id: str) -> Endpoint | None:
    """Return an endpoint of a tenant as `locked` does; None when the tenant has none of this id."""
    endpoint = locked(connection, endpoint_id)
    return endpoint if endpoint and endpoint.tenant == tenant else None


def note_change(
    connection: Connection, endpoint: Endpoint, kind: str, body: Mapping[str, Any], *, actor: str, now: datetime
) -> None:
    """Put into the ledger what was done to an endpoint."""
    ledger.append(
        connection,
        tenant=endpoint.tenant,
        kind=f"webhook.{kind}",
        subject=endpoint.id,
        actor=actor,
        body=body,
        now=now,
    )


def from_row(row: AnyRow) -> Endpoint:
    """Read a row of the table."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return Endpoint(**{**values, "events": tuple(map(Event, row.events))})
