"""The client: one method an operation of an integrator's server."""

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from counterfoil.client.calling import Calls
from counterfoil.client.receipts import verify_receipt
from counterfoil.client.shapes import Link, Verification, moment, verification
from counterfoil.client.trouble import TimedOutError

_AT_FIRST: Final = 0.5
_AT_MOST: Final = 10.0
_PAGE: Final = 100


class Client(Calls):
    """Asks a service for what an integrator needs. May be shared between threads; use it in a ``with`` or close it.

    Args:
        url: Where the service is, such as ``https://verify.example.org``.
        key: An API key, ``cf_live_...`` or ``cf_test_...``.
        timeout: Seconds that one answer may take.
    """

    def __init__(self, url: str, key: str, *, timeout: float = 30.0) -> None:
        super().__init__(url, key, timeout)

    def create(
        self,
        policy: str,
        *,
        expected: Mapping[str, str] | None = None,
        reference: str | None = None,
        language: str | None = None,
        return_url: str | None = None,
        test: Literal["accept", "refer", "reject", "retry", "expire"] | None = None,
    ) -> Verification:
        """Begin a verification; send the person to its `Verification.capture_url`.

        Args:
            policy: The name of one.
            expected: Whom you expect: any of ``name``, ``birth_date`` (1974-08-12) and ``document_number``.
            reference: What you call it; no personal data.
            language: In which the person is greeted.
            return_url: Where the person goes afterwards.
            test: With a key of the test mode: end so, at once.

        Raises:
            ApiError: The service refuses.
            UnreachableError: It does not answer.
        """
        body = {
            "policy": policy,
            "expected": dict(expected) if expected else None,
            "reference": reference,
            "language": language,
            "return_url": return_url,
            "test": test,
        }
        said = self.post("/v1/verifications", {name: value for name, value in body.items() if value is not None})
        return verification(said)

    def verification(self, which: str) -> Verification:
        """Return how far a verification is.

        Raises:
            ApiError: There is none of this id (404).
            UnreachableError: The service does not answer.
        """
        return verification(self.get(f"/v1/verifications/{which}"))

    def verifications(
        self,
        *states: str,
        reference: str | None = None,
        created_from: datetime | None = None,
        created_before: datetime | None = None,
    ) -> Iterator[Verification]:
        """Give the verifications in these states, or all, the newest first, asking for one page after the other.

        Args:
            states: Those in one of these; in any when none is named.
            reference: Those that you call so.
            created_from: Those created then or later; with a time zone.
            created_before: Those created before; with a time zone.

        Raises:
            ApiError: The service refuses.
            UnreachableError: It does not answer.
        """
        wanted = {
            "limit": _PAGE,
            "state": list(states),
            "reference": reference,
            "created_from": created_from and created_from.isoformat(),
            "created_before": created_before and created_before.isoformat(),
            "cursor": None,
        }
        while True:
            page = self.get("/v1/verifications", {name: said for name, said in wanted.items() if said is not None})
            yield from map(verification, page["verifications"])
            wanted["cursor"] = page["next"]
            if wanted["cursor"] is None:
                return

    def wait(self, which: str, *, seconds: float = 600.0) -> Verification:
        """Ask until a verification has ended, ever less often. A webhook tells sooner and costs less.

        Args:
            which: The verification's id.
            seconds: How long to ask.

        Raises:
            TimedOutError: It has not ended by then.
            ApiError: There is none of this id.
            UnreachableError: The service does not answer.
        """
        until, pause = time.monotonic() + seconds, _AT_FIRST
        while not (found := self.verification(which)).has_ended:
            left = until - time.monotonic()
            if left <= 0:
                raise TimedOutError(f"The verification is still {found.state} after {seconds:.0f} seconds")
            time.sleep(min(pause, left))
            pause = min(pause * 1.5, _AT_MOST)
        return found

    def link(self, which: str) -> Link:
        """Return another link to the capture page.

        Raises:
            ApiError: There is no such verification, or its page has nothing to show any more.
            UnreachableError: The service does not answer.
        """
        said = self.post(f"/v1/verifications/{which}/capture-links")
        return Link(said["capture_url"], moment(said["expires_at"]))

    def result(self, which: str) -> dict[str, Any]:
        """Return what the latest attempt found (docs/reference/verification.md). It is personal data.

        Raises:
            ApiError: There is no result yet (409), or it has been erased (410).
            UnreachableError: The service does not answer.
        """
        said: dict[str, Any] = self.get(f"/v1/verifications/{which}/result")
        return said

    def receipt(self, which: str) -> dict[str, Any]:
        """Return what the receipt of a decision states, after its signature has been verified.

        Raises:
            ReceiptError: The signature is not one of the published keys'.
            ApiError: There is no receipt yet (409), or it has been erased (410).
            UnreachableError: The service does not answer.
        """
        said = self.get(f"/v1/verifications/{which}/receipt")
        return verify_receipt(said["receipt"], self.get(said["keys"]))

    def review(self, which: str, verdict: Literal["accept", "reject"], reason: str) -> Verification:
        """Decide what is under review, or propose where two must agree.

        Raises:
            ApiError: It is not under review (409).
            UnreachableError: The service does not answer.
        """
        body = {"verdict": verdict, "reason": reason}
        return verification(self.post(f"/v1/verifications/{which}/review", body))

    def expire(self, which: str) -> Verification:
        """Call a verification off: its link and its page open nothing any more.

        Raises:
            ApiError: It was handed in (409).
            UnreachableError: The service does not answer.
        """
        return verification(self.post(f"/v1/verifications/{which}/expire"))

    def relationship_ended(self, which: str, at: datetime) -> datetime:
        """Say when the business relationship ended, and return when its records are erased.

        Raises:
            ApiError: The verification is not decided (409), or the moment has not passed (422).
            UnreachableError: The service does not answer.
        """
        said = self.post(f"/v1/verifications/{which}/relationship-ended", {"at": at.isoformat()})
        return moment(said["records_due_at"])

    def erase(self, which: str) -> Verification:
        """Destroy everything that is kept of a person.

        Raises:
            ApiError: It is being processed (409): ask again a moment later.
            UnreachableError: The service does not answer.
        """
        return verification(self.post(f"/v1/verifications/{which}/erase"))
