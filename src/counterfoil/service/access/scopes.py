"""What an API key may do. A key has the scopes it was given and no other; no scope includes another."""

from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """One thing that an API key may be allowed."""

    VERIFICATIONS_READ = "verifications:read"
    VERIFICATIONS_WRITE = "verifications:write"
    RESULTS_READ = "results:read"
    REVIEWS_WRITE = "reviews:write"
    ERASE = "erase"
    SCREENING = "screening"
    WEBHOOKS = "webhooks"
    KEYS = "keys"


MEANINGS: Final = {
    Scope.VERIFICATIONS_READ: "See verifications: their state, verdict and dates; nothing of who they are about.",
    Scope.VERIFICATIONS_WRITE: "Create verifications and capture links, and say when a business relationship ended.",
    Scope.RESULTS_READ: "Read results, receipts and the ledger of a verification: personal data.",
    Scope.REVIEWS_WRITE: "Decide what a person must look at.",
    Scope.ERASE: "Erase verifications.",
    Scope.SCREENING: "Screen names against lists, and see the lists.",
    Scope.WEBHOOKS: "Set up webhooks, see their deliveries, send them again.",
    Scope.KEYS: "Make, rotate and revoke API keys.",
}
"""Each scope in a sentence."""
