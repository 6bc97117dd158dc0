"""What a reviewer found, by API or in the console: the reason is sealed first, all the rest is one transaction."""

from datetime import datetime

from sqlalchemy import Connection

from counterfoil.decision import Verdict
from counterfoil.records import receipting, verifications
from counterfoil.records.vault import Clock, Evidence, Sealed, Unsealed
from counterfoil.service.state import Service


def seal_reason(service: Service, tenant: str, which: str, reason: str, now: datetime) -> Sealed:
    """Seal why, in the reviewer's words. It belongs to nothing until it is registered.

    Args:
        service: What the service holds.
        tenant: Whose verification it is.
        which: The verification's id.
        reason: The words.
        now: The clock.

    Raises:
        VaultError: The vault's keys or its store cannot be reached.
    """
    piece = Unsealed("review", Clock.RECORDS, reason.encode(), "text/plain; charset=utf-8")
    return service.books.vault.seal(service.books.database, tenant=tenant, subject=which, pieces=[piece], now=now)


def put_down(
    service: Service,
    connection: Connection,
    which: str,
    *,
    by: str,
    verdict: Verdict,
    why: Evidence | None,
    now: datetime,
) -> None:
    """Put down what a reviewer found; where that decides the verification, with its receipt.

    Args:
        service: What the service holds.
        connection: The transaction that registered the reason.
        which: The verification's id.
        by: The id of the account or of the API key.
        verdict: Accept or reject.
        why: The sealed reason; None only where another one's proposal is confirmed.
        now: The clock.

    Raises:
        StateError: It is not under review.
        ReviewError: This reviewer may not find so, or not without a reason.
    """
    verifications.review(
        connection, which, by=by, verdict=verdict, reason_evidence=why, now=now, retention=service.retention
    )
    receipting.issue(connection, service.books.vault, service.books.signing_key, which, now)
