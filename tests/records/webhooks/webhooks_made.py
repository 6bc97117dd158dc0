"""Endpoints and messages for tests of webhooks."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from counterfoil.network.reach import PUBLIC
from counterfoil.records import ledger, webhooks
from counterfoil.records.books import Books
from counterfoil.records.webhooks import Endpoint, Leased, Outcome

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
URL = "https://hooks.example/told?token=canary"
HEARD = Outcome(answered=200)
FAILED = Outcome(answered=500, trouble="status")


def add(books: Books, connection: Connection, **otherwise: Any) -> Endpoint:
    """Add an endpoint of the default tenant that wants everything, or what a test wants otherwise."""
    usual = {"tenant": "default", "url": URL, "events": (), "is_test": False, "reach": PUBLIC, "actor": "key:k"}
    secret = webhooks.secret_of_new_endpoint(books.vault, NOW)
    return webhooks.add_endpoint(connection, books.vault, secret, **{**usual, "now": NOW, **otherwise})


def rotate(books: Books, endpoint: Endpoint, tenant: str = "default") -> str | None:
    """Give an endpoint another secret; None where the tenant has none such."""
    rotation = webhooks.prepare_rotation(books.database, books.vault, tenant, endpoint.id)
    if rotation is None:
        return None
    with books.database.writing() as connection:
        return webhooks.rotate_secret(connection, books.vault, tenant, rotation, actor="key:k", now=NOW)


def announce(connection: Connection, subject: str = "ver_1", **otherwise: Any) -> str | None:
    """Announce that a verification was decided, or what a test wants otherwise."""
    usual = {"tenant": "default", "event": "verification.decided", "subject": subject, "is_test": False, "now": NOW}
    return webhooks.announce(connection, **{**usual, **otherwise})


def leased(books: Books, now: datetime = NOW, limit: int = 100) -> list[Leased]:
    """Lease what is due."""
    with books.database.writing() as connection:
        return webhooks.lease(connection, now, limit)


def note(books: Books, one: Leased, outcome: Outcome, now: datetime = NOW) -> webhooks.DeliveryState | None:
    """Put down what became of an attempt."""
    with books.database.writing() as connection:
        return webhooks.note(connection, one, outcome, now)


def deliveries(books: Books, endpoint: Endpoint, **wanted: Any) -> tuple[webhooks.Delivery, ...]:
    """Return the newest deliveries to an endpoint."""
    with books.database.reading() as connection:
        return webhooks.deliveries_to(connection, endpoint.tenant, endpoint.id, **wanted).deliveries


def ledger_of(books: Books, endpoint: Endpoint) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what the ledger says of an endpoint: kind, actor and body of each entry."""
    with books.database.reading() as connection:
        entries = ledger.entries(connection, endpoint.tenant, subject=endpoint.id)
    return [(entry.kind, entry.actor, dict(entry.body)) for entry in entries]
