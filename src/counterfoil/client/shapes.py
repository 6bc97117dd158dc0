"""What the service tells of verifications, as frozen values. What later versions tell besides is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """A link that opens the capture page once.

    Attributes:
        url: Where to send the person.
        expires_at: Until when it opens.
    """

    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Verification:
    """How far a verification is.

    Attributes:
        id: Its id.
        state: ``created``, ``consented``, ``capturing``, ``processing``, ``under_review``, ``decided``, ``expired`` or
            ``erased``.
        route: ``biometric`` or ``manual``.
        is_test: Whether it belongs to the test mode.
        policy: The name of its policy.
        verdict: ``accept`` or ``reject`` once it is decided.
        reasons: Codes of why.
        decided_by: ``policy`` or ``reviewer`` once it is decided.
        reference: What you call it.
        return_url: Where the person goes afterwards.
        attempts_made: How often something was handed in.
        created_at, under_review_at, decided_at, expires_at: When; ``under_review_at`` when it last came to people. One
            that came to people and ``expired`` was decided by nobody in time.
        link: The first link to its page, where it was just created; None otherwise.
    """

    id: str
    state: str
    route: str
    is_test: bool
    policy: str
    verdict: str | None
    reasons: tuple[str, ...]
    decided_by: str | None
    reference: str | None
    return_url: str | None
    attempts_made: int
    created_at: datetime
    under_review_at: datetime | None
    decided_at: datetime | None
    expires_at: datetime
    link: Link | None = None

    @property
    def capture_url(self) -> str:
        """Where to send the person.

        Raises:
            ValueError: It was not just created: a link is told once. Ask for another with `Client.link`.
        """
        if self.link is None:
            raise ValueError("the link of a verification is told once, when it is created")
        return self.link.url

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it by itself."""
        return self.state in ("decided", "expired", "erased")


def verification(said: Mapping[str, Any]) -> Verification:
    """Read an answer."""
    link = Link(said["capture_url"], moment(said["capture_url_expires_at"])) if "capture_url" in said else None
    return Verification(
        id=said["id"],
        state=said["state"],
        route=said["route"],
        is_test=said["test"],
        policy=said["policy"]["name"],
        verdict=said["verdict"],
        reasons=tuple(said["reasons"]),
        decided_by=said["decided_by"],
        reference=said["reference"],
        return_url=said["return_url"],
        attempts_made=said["attempts"]["made"],
        created_at=moment(said["created_at"]),
        under_review_at=moment(said["under_review_at"]) if said["under_review_at"] else None,
        decided_at=moment(said["decided_at"]) if said["decided_at"] else None,
        expires_at=moment(said["expires_at"]),
        link=link,
    )


def moment(written: str) -> datetime:
    """Read a moment (RFC 3339)."""
    return datetime.fromisoformat(written)
