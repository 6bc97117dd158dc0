"""What can be announced. An event is named for what has just become true of its subject."""

from enum import StrEnum


class Event(StrEnum):
    """The type of a message, as the receiver reads it."""

    CREATED = "verification.created"
    CONSENTED = "verification.consented"
    CAPTURING = "verification.capturing"
    SUBMITTED = "verification.submitted"
    RETRY = "verification.retry"
    UNDER_REVIEW = "verification.under_review"
    DECIDED = "verification.decided"
    EXPIRED = "verification.expired"
    ERASED = "verification.erased"
    BIOMETRICS_ERASED = "verification.biometrics_erased"
    TEST = "webhook.test"
