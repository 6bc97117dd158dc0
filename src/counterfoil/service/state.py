"""What the service holds for all requests of a process. Operations are handed it; there is no global."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import HTTPConnection

from counterfoil.clock import utc_now
from counterfoil.decision import Policy
from counterfoil.decision.choosing import policies
from counterfoil.jobs.handing_over import Handover
from counterfoil.models import ModelStore, Networks
from counterfoil.records.books import Books
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention
from counterfoil.service.access.crowd import Crowd
from counterfoil.service.access.rates import Rates
from counterfoil.service.measures import Measures
from counterfoil.service.model_check import ModelCheck
from counterfoil.service.settings import Settings

_AT_THE_DOOR: Final = 8
"""Of the 40 requests that a process works on at once: whoever floods the door leaves the other places free."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Who is held back in this process.

    Attributes:
        keys: By API key.
        sessions: By capture session.
        addresses: By address, of those who are not known.
        heavy: Places for heavy work.
        uploads: Places for bodies that are in memory as a whole.
        doors: Places for passwords that are looked at, which takes long on purpose.
        providers: Places for those who wait for the company's own sign-in.
    """

    keys: Rates
    sessions: Rates
    addresses: Rates
    heavy: Crowd
    uploads: Crowd
    doors: Crowd
    providers: Crowd


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
        limits: How often each caller may ask, and how much heavy work goes on at once.
        models: Whether the model files are there.
        measures: What is counted and timed.
        handover: Tells the workers of what waits to be judged, once it has been committed.
    """

    settings: Settings
    books: Books
    clock: Callable[[], datetime]
    networks: Networks
    policies: Mapping[str, Policy]
    shelf: Shelf
    limits: Limits
    models: ModelCheck
    measures: Measures
    handover: Handover

    @property
    def retention(self) -> Retention:
        """How long evidence is kept, and how long a case waits for people."""
        return self.settings.retention


def open_service(
    settings: Settings, books: Books, measures: Measures, clock: Callable[[], datetime] = utc_now
) -> Service:
    """Return what the service holds, ready for requests.

    Raises:
        PolicyError: A policy of the operator's own is wrong.
    """
    store = ModelStore()
    return Service(
        settings=settings,
        books=books,
        clock=clock,
        networks=Networks(store),
        policies=policies(settings.policies),
        shelf=Shelf(),
        models=ModelCheck(store),
        measures=measures,
        handover=Handover(books.database),
        limits=Limits(
            keys=Rates(settings.requests_per_minute_key),
            sessions=Rates(settings.requests_per_minute_session),
            addresses=Rates(settings.requests_per_minute_address),
            heavy=Crowd(settings.heavy_at_once),
            uploads=Crowd(settings.uploads_at_once),
            doors=Crowd(_AT_THE_DOOR),
            providers=Crowd(_AT_THE_DOOR),
        ),
    )


async def _service(connection: HTTPConnection) -> Service:  # not worth a thread, which FastAPI gives to others
    held = connection.app.state.service
    assert isinstance(held, Service)  # noqa: S101 - the application's state is untyped
    return held


Here = Annotated[Service, Depends(_service)]
"""A parameter of an operation, or of a WebSocket's: what the service holds."""
