"""Webhooks as the API writes them."""

from typing import Annotated, Any, Final

from pydantic import AwareDatetime, ConfigDict, Field, model_validator

from counterfoil.records.webhooks import Delivery, DeliveryState, Endpoint, Event
from counterfoil.service.api.shapes.parts import Asked, Moment, Said, example

MessageId = Annotated[str, Field(pattern=r"^whm_[0-9a-hjkmnp-tv-z]{26}$", examples=["whm_01kb0c4z7m8q2r5t9v3x6y1w0a"])]

_LONGEST_URL: Final = 2048
_Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=_LONGEST_URL,
        description="Where to: an https:// address that the whole internet can reach. What its name resolves to is "
        "looked at each time before anything is sent.",
    ),
]
_Events = Annotated[
    list[Event],
    Field(max_length=len(Event), description="What to be told of; everything when empty."),
]
_ENDPOINT: Final[dict[str, Any]] = {
    "id": "whe_01kb0c4z7m8q2r5t9v3x6y1w0a",
    "url": "https://shop.example/counterfoil",
    "events": ["verification.decided", "verification.under_review"],
    "test": False,
    "created_at": "2026-11-26T10:00:00+00:00",
    "previous_secret_until": None,
    "failing_since": None,
    "disabled_at": None,
}


class EndpointIn(Asked):
    """An endpoint that is wanted."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"url": _ENDPOINT["url"], "events": _ENDPOINT["events"]}]},
    )

    url: _Url
    events: _Events = Field(default_factory=list)


class EndpointChange(Asked):
    """What is to be changed of an endpoint; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [{"disabled": False}]})

    url: Annotated[_Url | None, Field(description="Where to from now on; as at first.")] = None
    events: Annotated[_Events | None, Field(description="What to be told of from now on; everything when empty.")] = (
        None
    )
    disabled: Annotated[
        bool | None,
        Field(description="Whether it is told nothing. What waits for it then is dead, and can be replayed later."),
    ] = None


class EndpointOut(Said):
    """An endpoint without its secret."""

    model_config = example(**_ENDPOINT)

    id: Annotated[str, Field(description="Its id.")]
    url: Annotated[str, Field(description="Where it is told.")]
    events: Annotated[list[Event], Field(description="What it is told of; everything when empty.")]
    test: Annotated[bool, Field(description="Whether it is told of the test mode, and of nothing else.")]
    created_at: Annotated[Moment, Field(description="When it was added.")]
    previous_secret_until: Annotated[
        Moment | None, Field(description="Until when the secret before the present one signs as well.")
    ]
    failing_since: Annotated[Moment | None, Field(description="The first failure since something was delivered.")]
    disabled_at: Annotated[Moment | None, Field(description="Since when it is told nothing.")]


class EndpointWithSecretOut(EndpointOut):
    """An endpoint with its secret, the one time that it is told."""

    model_config = example(**_ENDPOINT, secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw...")  # noqa: S106 - an example

    secret: Annotated[str, Field(description="What messages are signed with (Standard Webhooks).")]


class EndpointsOut(Said):
    """The endpoints of a tenant and mode."""

    model_config = example(endpoints=[_ENDPOINT])

    endpoints: Annotated[list[EndpointOut], Field(description="The oldest first.")]


class DeliveryOut(Said):
    """One message on its way to one endpoint."""

    id: Annotated[str, Field(description="Its id, one for each message and endpoint.")]
    message: Annotated[str, Field(description="The id of the message, as `webhook-id` says it at each attempt.")]
    event: Annotated[Event, Field(description="What the message tells of.")]
    subject: Annotated[str, Field(description="Whom the message tells of, by id.")]
    state: Annotated[DeliveryState, Field(description="`dead`: given up, and can be replayed.")]
    attempts: Annotated[int, Field(description="How often it was tried, an attempt under way included.")]
    next_at: Annotated[Moment | None, Field(description="When it is tried next, while it is pending.")]
    answered: Annotated[int | None, Field(description="The status of the last answer, if there was one.")]
    trouble: Annotated[str | None, Field(description="A code for what went wrong last.", examples=["timed_out"])]
    ended_at: Annotated[Moment | None, Field(description="When it was delivered or given up.")]


class DeliveriesOut(Said):
    """A page of deliveries, newest first."""

    model_config = example(
        deliveries=[
            {
                "id": "whd_01kb0c4z7m8q2r5t9v3x6y1w0a",
                "message": "whm_01kb0c4z7m8q2r5t9v3x6y1w0a",
                "event": "verification.decided",
                "subject": "ver_01kb0c4z7m8q2r5t9v3x6y1w0a",
                "state": "pending",
                "attempts": 2,
                "next_at": "2026-11-26T10:05:05+00:00",
                "answered": 503,
                "trouble": "status",
                "ended_at": None,
            }
        ],
        next=None,
    )

    deliveries: Annotated[list[DeliveryOut], Field(description="The newest first.")]
    next: Annotated[str | None, Field(description="The `cursor` of the next page; null on the last one.")]


class ReplayIn(Asked):
    """What is to be sent again: one message, or what was missed since a moment."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"since": "2026-11-25T00:00:00Z"}]}
    )

    message: Annotated[MessageId | None, Field(description="The id of one message.")] = None
    since: Annotated[
        AwareDatetime | None,
        Field(description="Messages of this moment and later that are dead or were never sent to the endpoint."),
    ] = None
    delivered_too: Annotated[bool, Field(description="With `since`: send again what was delivered, as well.")] = False

    @model_validator(mode="after")
    def _one_of_them(self) -> "ReplayIn":
        if (self.message is None) == (self.since is None):
            raise ValueError("name either a message or a moment")
        if self.delivered_too and self.since is None:
            raise ValueError("delivered_too goes with since")
        return self


class ReplayOut(Said):
    """How much is on its way now."""

    model_config = example(messages=17)

    messages: Annotated[
        int,
        Field(description="How many messages are on their way that were not; 10,000 at most: ask again for the rest."),
    ]


class PingOut(Said):
    """A message that tells of nothing, on its way."""

    model_config = example(message="whm_01kb0c4z7m8q2r5t9v3x6y1w0a")

    message: Annotated[str, Field(description="Its id; look for it among the deliveries.")]


def endpoint_out(endpoint: Endpoint) -> EndpointOut:
    """Write an endpoint."""
    return EndpointOut(**_fields(endpoint))


def endpoint_with_secret_out(endpoint: Endpoint, secret: str) -> EndpointWithSecretOut:
    """Write an endpoint with its secret."""
    return EndpointWithSecretOut(**_fields(endpoint), secret=secret)


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """Write a delivery."""
    return DeliveryOut(
        id=delivery.id,
        message=delivery.message,
        event=delivery.event,
        subject=delivery.subject,
        state=delivery.state,
        attempts=delivery.attempts,
        next_at=delivery.next_at if delivery.state is DeliveryState.PENDING else None,
        answered=delivery.answered,
        trouble=delivery.trouble,
        ended_at=delivery.ended_at,
    )


def _fields(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "events": list(endpoint.events),
        "test": endpoint.is_test,
        "created_at": endpoint.created_at,
        "previous_secret_until": endpoint.previous_until,
        "failing_since": endpoint.failing_since,
        "disabled_at": endpoint.disabled_at,
    }
