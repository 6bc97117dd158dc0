"""Evidence: what is known of a sealed piece without opening it."""

from dataclasses import dataclass
from datetime import datetime

from counterfoil.records.vault.clock import Clock


@dataclass(frozen=True)
class Evidence:
    """A sealed piece.

    Attributes:
        id: Its name, ``evd_...``.
        tenant: Whose it is.
        subject: The verification it belongs to.
        kind: What it is, such as ``probe``.
        version: From 1; a later piece of the same kind of the same subject has a higher one.
        clock: Which period of retention it follows.
        media_type: Of the content.
        sha256: Of the content, in hexadecimal; empty of kinds that could be guessed, and of all once they are erased.
        size: Of the content in bytes.
        sealed_at: When it was sealed.
        erased_at: When its key was destroyed; None while it can be opened.
    """

    id: str
    tenant: str
    subject: str
    kind: str
    version: int
    clock: Clock
    media_type: str
    sha256: str
    size: int
    sealed_at: datetime
    erased_at: datetime | None = None
