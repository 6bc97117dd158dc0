"""Delivering webhooks: what is due is leased, signed, sent, and what became of it put down.

At least once, and in no order: whoever is killed after a message has arrived, before that is put down, leaves it to be
sent again, under the same id. No transaction is open while something is sent.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from standardwebhooks import Webhook

from counterfoil import network
from counterfoil.errors import InputError, VaultError
from counterfoil.network.posting import PostError, Trouble, Way, post
from counterfoil.network.reach import NETWORKS_SETTING, Reach
from counterfoil.network.target import Target, TargetError
from counterfoil.records import webhooks
from counterfoil.records.books import Books
from counterfoil.records.webhooks import Leased, Outcome

AT_ONCE: Final = 16
"""Messages that one worker sends side by side. They wait for others nearly all the time."""

_STATUS: Final = "status"
_UNSIGNED: Final = "secret_unavailable"

Clock = Callable[[], datetime]


def deliver_due(books: Books, now: datetime, limit: int, way: Way | None = None) -> int:
    """Deliver what is due, at most so much; return how many attempts that were.

    One receiver that does not answer holds up its own messages only.

    Args:
        books: What is kept.
        now: The clock when it begins; it runs on from there.
        limit: At most so many attempts.
        way: How others are reached; as the environment says by default.

    Raises:
        RecordsError: The database cannot be used. What was leased is tried again once the leases have ended.
        InputError: ``COUNTERFOIL_WEBHOOK_NETWORKS`` names what is no private network.
    """
    if network.is_off() or not _is_anything_due(books, now):
        return 0
    way = way or usual_way()
    begun_at = time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - begun_at)

    begun = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way: dict[Future[Outcome], Leased] = {}
        while True:
            free = min(AT_ONCE - len(under_way), limit - begun)
            for leased, secrets in _leased(books, clock, free):
                begun += 1
                under_way[pool.submit(_send, leased, secrets, way, clock)] = leased
            if not under_way:
                return begun
            for ended in wait(under_way, return_when=FIRST_COMPLETED).done:
                _put_down(books, under_way.pop(ended), ended.result(), clock)


def usual_way() -> Way:
    """Return how others are reached when nobody says otherwise.

    Raises:
        InputError: ``COUNTERFOIL_WEBHOOK_NETWORKS`` names what is no private network.
    """
    try:
        return Way(reach=Reach.from_environment())
    except ValueError as wrong:
        raise InputError(f"{NETWORKS_SETTING}: {wrong}", remedy="Name private networks such as 10.1.0.0/16.") from None


def signed(message: str, body: str, secrets: Sequence[str], at: datetime) -> Mapping[str, str]:
    """Return the headers of a message, signed with every secret (Standard Webhooks 1.0, symmetric signatures)."""
    signatures = (Webhook(secret).sign(message, at, body) for secret in secrets)
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _is_anything_due(books: Books, now: datetime) -> bool:
    with books.database.reading() as connection:
        return webhooks.is_anything_due(connection, now)


def _leased(books: Books, clock: Clock, limit: int) -> list[tuple[Leased, tuple[str, ...]]]:
    """Lease what is due, each with the secrets that sign it; put back what there are no secrets for now."""
    if limit <= 0 or not _is_anything_due(books, clock()):
        return []
    with books.database.writing() as connection:
        leased = webhooks.lease(connection, clock(), limit)
    ready, without = [], []
    with books.database.reading() as connection:
        for one in leased:
            try:
                secrets = webhooks.signing_secrets(connection, books.vault, one.endpoint, one.previous_until, clock())
                ready.append((one, secrets))
            except VaultError:
                without.append(one)
    if without:
        with books.database.writing() as connection:
            for one in without:
                webhooks.put_back(connection, one, _UNSIGNED, clock())
    return ready


def _send(leased: Leased, secrets: Sequence[str], way: Way, clock: Clock) -> Outcome:
    try:
        target = Target.of(leased.url, way.reach)  # what may be reached can have changed since it was added
        answer = post(target, leased.body.encode(), signed(leased.message, leased.body, secrets, clock()), way)
    except TargetError:
        return Outcome(trouble=Trouble.ADDRESS_REFUSED.value)
    except PostError as failed:
        return Outcome(trouble=failed.trouble.value)
    is_heard = HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES
    return Outcome(answer.status, None if is_heard else _STATUS, answer.retry_after)


def _put_down(books: Books, leased: Leased, outcome: Outcome, clock: Clock) -> None:
    with books.database.writing() as connection:
        webhooks.note(connection, leased, outcome, clock())
