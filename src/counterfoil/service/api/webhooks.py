"""Webhooks by API: endpoints of the key's own tenant and mode, and what was sent to them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field
from sqlalchemy import Connection

from counterfoil.errors import NotFoundError
from counterfoil.records import webhooks
from counterfoil.records.paging import LARGEST_PAGE
from counterfoil.records.webhooks import DeliveryState, Endpoint, Event
from counterfoil.records.webhooks.forgetting import KEPT
from counterfoil.service.access.callers import Caller, KeepsWebhooks
from counterfoil.service.access.once import OnceOnly, do_once
from counterfoil.service.api.shapes.parts import Asked
from counterfoil.service.api.shapes.webhook import (
    DeliveriesOut,
    EndpointChange,
    EndpointIn,
    EndpointOut,
    EndpointsOut,
    EndpointWithSecretOut,
    PingOut,
    ReplayIn,
    ReplayOut,
    delivery_out,
    endpoint_out,
    endpoint_with_secret_out,
)
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

_ID = r"_[0-9a-hjkmnp-tv-z]{26}$"
EndpointId = Annotated[
    str, Path(pattern=f"^whe{_ID}", description="The endpoint's id.", examples=["whe_01kb0c4z7m8q2r5t9v3x6y1w0a"])
]


class LookingForDeliveries(Asked):
    """Which deliveries are wanted. A filter that there is not is refused, or a misspelt one would find them all."""

    state: Annotated[
        list[DeliveryState] | None, Field(description="Only those in these states; may be said again.")
    ] = None
    event: Annotated[list[Event] | None, Field(description="Only those of these events; may be said again.")] = None
    subject: Annotated[
        str | None, Field(pattern=r"^[a-z]{3}_[0-9a-z]{26}$", description="Only those that tell of this id.")
    ] = None
    cursor: Annotated[str | None, Field(pattern=f"^whd{_ID}", description="The `next` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 50


@router.get("", operation_id="listWebhooks", summary="List webhook endpoints")
def page(caller: KeepsWebhooks, service: Here) -> EndpointsOut:
    """Return the endpoints of the key's tenant and mode, oldest first."""
    with service.books.database.reading() as connection:
        found = webhooks.endpoints_of(connection, caller.tenant, is_test=caller.is_test)
    return EndpointsOut(endpoints=[endpoint_out(one) for one in found])


@router.post(
    "",
    operation_id="createWebhook",
    summary="Add a webhook endpoint",
    status_code=201,
    response_model=EndpointWithSecretOut,
)
def create(body: EndpointIn, caller: KeepsWebhooks, once: OnceOnly, service: Here) -> Response:
    """Add an address that is told when something happens. Keep the secret: it is told this once.

    An endpoint of a test key is told of the test mode, and of nothing else.
    """
    now, vault = service.clock(), service.books.vault
    secret = webhooks.secret_of_new_endpoint(vault, now)

    def work(connection: Connection) -> EndpointWithSecretOut:
        endpoint = webhooks.add_endpoint(
            connection,
            vault,
            secret,
            tenant=caller.tenant,
            url=body.url,
            events=body.events,
            is_test=caller.is_test,
            reach=service.settings.reach,
            actor=caller.actor,
            now=now,
        )
        return endpoint_with_secret_out(endpoint, secret.text)

    return do_once(service, caller, once, 201, work)


@router.get("/{endpoint}", operation_id="getWebhook", summary="Get a webhook endpoint")
def get(endpoint: EndpointId, caller: KeepsWebhooks, service: Here) -> EndpointOut:
    """Return an endpoint without its secret."""
    with service.books.database.reading() as connection:
        return endpoint_out(_required(connection, caller, endpoint))


@router.patch("/{endpoint}", operation_id="changeWebhook", summary="Change a webhook endpoint")
def change(endpoint: EndpointId, body: EndpointChange, caller: KeepsWebhooks, service: Here) -> EndpointOut:
    """Change an endpoint's address or events, disable it, or enable it again."""
    with service.books.database.writing() as connection:
        before = _required(connection, caller, endpoint)
        changed = webhooks.change_endpoint(
            connection,
            caller.tenant,
            endpoint,
            url=body.url,
            events=body.events,
            is_disabled=body.disabled,
            reach=service.settings.reach,
            actor=caller.actor,
            now=service.clock(),
        )
    return endpoint_out(changed or before)


@router.delete("/{endpoint}", operation_id="deleteWebhook", summary="Remove a webhook endpoint", status_code=204)
def delete(endpoint: EndpointId, caller: KeepsWebhooks, service: Here) -> None:
    """Remove an endpoint with its secret and its deliveries."""
    with service.books.database.writing() as connection:
        _required(connection, caller, endpoint)
        webhooks.remove_endpoint(
            connection, service.books.vault, caller.tenant, endpoint, actor=caller.actor, now=service.clock()
        )


@router.post(
    "/{endpoint}/rotate",
    operation_id="rotateWebhook",
    summary="Give a webhook endpoint a new secret",
    status_code=201,
    response_model=EndpointWithSecretOut,
)
def rotate(endpoint: EndpointId, caller: KeepsWebhooks, once: OnceOnly, service: Here) -> Response:
    """Make a new secret. For a day messages carry a signature by each, the new one and the one before."""
    database, vault = service.books.database, service.books.vault
    rotation = webhooks.prepare_rotation(database, vault, caller.tenant, endpoint)

    def work(connection: Connection) -> EndpointWithSecretOut:
        _required(connection, caller, endpoint)
        if rotation is None:
            raise _unknown()
        secret = webhooks.rotate_secret(
            connection, vault, caller.tenant, rotation, actor=caller.actor, now=service.clock()
        )
        if secret is None:
            raise _unknown()
        return endpoint_with_secret_out(_required(connection, caller, endpoint), secret)

    return do_once(service, caller, once, 201, work)


@router.post(
    "/{endpoint}/test",
    operation_id="testWebhook",
    summary="Send a webhook endpoint a test",
    status_code=202,
    response_model=PingOut,
)
def ping(endpoint: EndpointId, caller: KeepsWebhooks, once: OnceOnly, service: Here) -> Response:
    """Send a message of type `webhook.test`, signed like any other."""

    def work(connection: Connection) -> PingOut:
        _required(connection, caller, endpoint)
        message = webhooks.ping(connection, caller.tenant, endpoint, service.clock())
        if message is None:
            raise _unknown()
        return PingOut(message=message)

    return do_once(service, caller, once, 202, work)


@router.get("/{endpoint}/deliveries", operation_id="listDeliveries", summary="List what was sent to an endpoint")
def deliveries(
    endpoint: EndpointId, caller: KeepsWebhooks, service: Here, looking: Annotated[LookingForDeliveries, Query()]
) -> DeliveriesOut:
    """Return deliveries of the last 30 days, newest first, a page at a time."""
    with service.books.database.reading() as connection:
        _required(connection, caller, endpoint)
        found = webhooks.deliveries_to(
            connection,
            caller.tenant,
            endpoint,
            states=looking.state or (),
            events=looking.event or (),
            subject=looking.subject,
            after=looking.cursor,
            limit=looking.limit,
        )
    return DeliveriesOut(deliveries=[delivery_out(one) for one in found.deliveries], next=found.next)


@router.post(
    "/{endpoint}/replay",
    operation_id="replayWebhook",
    summary="Send messages again",
    status_code=202,
    response_model=ReplayOut,
)
def replay(endpoint: EndpointId, body: ReplayIn, caller: KeepsWebhooks, once: OnceOnly, service: Here) -> Response:
    """Send one message again, or what the endpoint missed since a moment: what is dead, or was never sent to it.

    Messages keep their ids, so that a receiver knows what it has seen.
    """

    def work(connection: Connection) -> ReplayOut:
        _required(connection, caller, endpoint)
        now = service.clock()
        if body.message is not None:
            found = webhooks.replay(connection, caller.tenant, endpoint, body.message, now)
            if found is None:
                raise NotFoundError("There is no such message")
            return ReplayOut(messages=1)
        since = max(body.since or now, now - KEPT)
        count = webhooks.replay_since(
            connection, caller.tenant, endpoint, min(since, now), now, all_again=body.delivered_too
        )
        return ReplayOut(messages=count or 0)

    return do_once(service, caller, once, 202, work)


def _required(connection: Connection, caller: Caller, endpoint: str) -> Endpoint:
    found = webhooks.find_endpoint(connection, caller.tenant, endpoint)
    if found is None or found.is_test != caller.is_test:
        raise _unknown()
    return found


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such endpoint")
