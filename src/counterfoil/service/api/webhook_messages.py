"""What webhooks say, for the OpenAPI document: one entry an event."""

from typing import Annotated

from fastapi import APIRouter, Header
from pydantic import Field

from counterfoil.records.webhooks import Event
from counterfoil.service.api.shapes.parts import Moment, Said, example


class Subject(Said):
    """Whom a message tells of."""

    id: Annotated[str, Field(description="The verification's id; the endpoint's, for `webhook.test`.")]
    reference: Annotated[
        str | None, Field(description="What you call the verification; null when it has no reference, or was erased.")
    ]
    test: Annotated[bool, Field(description="Whether it happened in test mode.")]


class Told(Said):
    """A message. What was seen or decided is to be asked for with a key."""

    model_config = example(
        type="verification.decided",
        timestamp="2026-11-26T10:00:00+00:00",
        data={"id": "ver_01kb0c4z7m8q2r5t9v3x6y1w0a", "reference": "application-4711", "test": False},
    )

    type: Annotated[Event, Field(description="What happened.")]
    timestamp: Annotated[Moment, Field(description="When it happened; the same at every attempt.")]
    data: Annotated[Subject, Field(description="Whom it tells of.")]


def told(
    body: Told,
    webhook_id: Annotated[str, Header(description="The message's id, the same at every attempt.")],
    webhook_timestamp: Annotated[int, Header(description="When this attempt was made, in seconds of Unix time.")],
    webhook_signature: Annotated[str, Header(description="`v1,` and a signature, for each secret that is valid.")],
) -> None:
    """Answer with any status of 200 to 299 within 15 seconds. With 410 the endpoint is told nothing more."""


router = APIRouter()
for event in Event:
    router.add_api_route(event.value, told, methods=["POST"], summary=f"Sent on {event.value}", name=event.value)
