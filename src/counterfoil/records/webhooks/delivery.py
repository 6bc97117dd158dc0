"""The delivery of one message to one endpoint, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from counterfoil.records.webhooks.events import Event

BACKOFF: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""From the end of one attempt to the next, as the Standard Webhooks specification proposes: ten attempts within
75 hours, so that a receiver which breaks on a Friday evening is told on Monday."""


class DeliveryState(StrEnum):
    """How far a delivery is."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way to one endpoint.

    Attributes:
        id: Its id.
        message: The message's id, the same at every attempt: by it a receiver knows what it has seen.
        endpoint: The endpoint's id.
        event: What the message tells of.
        subject: Whom.
        state: How far it is.
        attempts: How often it was tried, an attempt under way included.
        next_at: When it is tried next, or was tried last.
        answered: The status of the last answer; None when there was none.
        trouble: A code for what went wrong last; None when nothing did.
        ended_at: When it was delivered or given up.
    """

    id: str
    message: str
    endpoint: str
    event: Event
    subject: str
    state: DeliveryState
    attempts: int
    next_at: datetime
    answered: int | None
    trouble: str | None
    ended_at: datetime | None


def next_attempt(attempts: int, now: datetime, retry_after: int | None = None) -> datetime | None:
    """Return when to try again after so many attempts failed; None when it is given up.

    Args:
        attempts: How many.
        now: The end of the last one.
        retry_after: Seconds that the receiver asks to be left alone for. It may ask for longer than we would have
            waited, up to the longest that we ever wait, and not for less.
    """
    if attempts > len(BACKOFF):
        return None
    asked = min(timedelta(seconds=retry_after or 0), BACKOFF[-1])
    return now + max(BACKOFF[attempts - 1], asked)
