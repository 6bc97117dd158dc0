"""Looking at deliveries: a page of those to one endpoint."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from counterfoil.records.paging import cut, require_page
from counterfoil.records.tables import AnyRow, webhook_deliveries, webhook_endpoints, webhook_messages
from counterfoil.records.webhooks.delivery import Delivery, DeliveryState
from counterfoil.records.webhooks.events import Event


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, and where to go on.

    Attributes:
        deliveries: At most as many as were asked for.
        next: The cursor of the next page; None on the last one.
    """

    deliveries: tuple[Delivery, ...]
    next: str | None


def deliveries_to(
    connection: Connection,
    tenant: str,
    endpoint: str,
    *,
    states: Collection[DeliveryState] = (),
    events: Collection[Event] = (),
    subject: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> DeliveryPage:
    """Return a page of the deliveries to an endpoint, newest first.

    Args:
        connection: A transaction.
        tenant: Whose.
        endpoint: Which.
        states: Those in these states; in any when none is named.
        events: Those that tell of these events; of any when none is named.
        subject: Those that tell of this id.
        after: The cursor of the page before; the first page when None.
        limit: At most so many, 1 to 200.

    Raises:
        InputError: The cursor is none, or the limit is out of range.
    """
    require_page("whd", after, limit)
    table = webhook_deliveries
    query = (
        select(table, webhook_messages.c.event, webhook_messages.c.subject)
        .join(webhook_messages, webhook_messages.c.id == table.c.message)
        .join(webhook_endpoints, webhook_endpoints.c.id == table.c.endpoint)
        .where(webhook_endpoints.c.tenant == tenant, table.c.endpoint == endpoint)
        .order_by(table.c.id.desc())
        .limit(limit + 1)
    )
    if states:
        query = query.where(table.c.state.in_([state.value for state in states]))
    if events:
        query = query.where(webhook_messages.c.event.in_([event.value for event in events]))
    if subject is not None:
        query = query.where(webhook_messages.c.subject == subject)
    if after is not None:
        query = query.where(table.c.id < after)
    found = [_delivery(row) for row in connection.execute(query)]
    return DeliveryPage(*cut(found, limit))


def _delivery(row: AnyRow) -> Delivery:
    values = {name: getattr(row, name) for name in Delivery.__dataclass_fields__}
    return Delivery(**{**values, "event": Event(row.event), "state": DeliveryState(row.state)})
