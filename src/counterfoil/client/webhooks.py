"""Webhooks: messages of the service, taken only when they are its own (Standard Webhooks)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from counterfoil.client.shapes import moment
from counterfoil.client.trouble import ClientError


class WebhookError(ClientError):
    """The message is not from the service, was changed, or is older than five minutes."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and nothing of what it came to: ask for that with the verification's id.

    Attributes:
        message: The message's id; one that comes again has the same.
        type: Such as ``verification.decided``.
        verification: Whom it is about.
        reference: What you call it; None where you gave it no name, or it was erased.
        is_test: Whether it happened in the test mode.
        at: When.
    """

    message: str
    type: str
    verification: str
    reference: str | None
    is_test: bool
    at: datetime


def verify_webhook(secret: str, headers: Mapping[str, str], body: bytes | str) -> Event:
    """Return what a message says, once its signature has been verified.

    Args:
        secret: The endpoint's, ``whsec_...``.
        headers: Of the request; case does not count.
        body: Of the request, byte for byte as it came.

    Raises:
        WebhookError: It is not from the service, was changed, or is too old.
    """
    named = {name.lower(): value for name, value in headers.items()}
    try:
        said = Webhook(secret).verify(body, named)
        about = said["data"]
        return Event(
            message=named["webhook-id"],
            type=said["type"],
            verification=about["id"],
            reference=about.get("reference"),
            is_test=about["test"],
            at=moment(said["timestamp"]),
        )
    except (WebhookVerificationError, ValueError, KeyError, TypeError) as wrong:
        raise WebhookError("This message is not one of the service's") from wrong
