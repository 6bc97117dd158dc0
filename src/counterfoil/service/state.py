"""What the service holds for all requests of a process. Operations are handed it; there is no global."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from counterfoil.decision import Policy
from counterfoil.models import ModelStore, Networks
from counterfoil.records.books import Books
from counterfoil.service.policies import policies
from counterfoil.service.settings import Settings
from counterfoil.service.shelf import Shelf


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """What hangs on the application.

    Attributes:
        settings: What the operator set.
        books: Database, vault and signing key.
        clock: Gives the time in UTC.
        networks: The models, for the quick look at what was uploaded and for live guidance.
        policies: Those that verifications may name.
        shelf: The lists to screen against, as they are now.
    """

    settings: Settings
    books: Books
    clock: Callable[[], datetime]
    networks: Networks
    policies: Mapping[str, Policy]
    shelf: Shelf


def open_service(settings: Settings, books: Books, clock: Callable[[], datetime] = utc_now) -> Service:
    """Return what the service holds, ready for requests.

    Raises:
        PolicyError: A policy of the operator's own is wrong.
    """
    return Service(
        settings=settings,
        books=books,
        clock=clock,
        networks=Networks(ModelStore()),
        policies=policies(settings.policies),
        shelf=Shelf(),
    )


def _service(connection: HTTPConnection) -> Service:
    held = connection.app.state.service
    assert isinstance(held, Service)  # noqa: S101 - the application's state is untyped
    return held


Here = Annotated[Service, Depends(_service)]
"""A parameter of an operation, or of a WebSocket's: what the service holds."""
