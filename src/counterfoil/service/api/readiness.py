"""Is the process alive, and can it serve?"""

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import Field
from sqlalchemy import text

from counterfoil.errors import CounterfoilError
from counterfoil.records import workers
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.api.shapes.parts import Said, example
from counterfoil.service.state import Here, Service

router = APIRouter(prefix="/v1/health", tags=["operation"])
_UNAVAILABLE: Final = 503
_log: Final = logging.getLogger("counterfoil.readiness")


class Live(Said):
    """That the process is there."""

    model_config = example(status="live")

    status: Annotated[str, Field(description="Always `live`.")]


class Condition(StrEnum):
    """How a part is."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILED = "failed"


class Ready(Said):
    """Whether the process can serve, by part."""

    model_config = example(status="ok", parts={"database": "ok", "vault": "ok", "models": "ok", "worker": "ok"})

    status: Annotated[
        Condition, Field(description="`degraded`: it serves, and something waits; `failed`: send no requests here.")
    ]
    parts: Annotated[dict[str, Condition], Field(description="The condition of each part that requests need.")]


@router.get("/live", operation_id="live", summary="Is the process there?", dependencies=[ANYONE])
async def live() -> Live:
    """Answer as long as the process serves at all; it looks at nothing else. Restart it when this fails."""
    return Live(status="live")


@router.get(
    "/ready",
    operation_id="ready",
    summary="Can the process serve?",
    dependencies=[ANYONE],
    responses={_UNAVAILABLE: {"model": Ready, "description": "A part fails; `parts` says which"}},
)
def ready(service: Here, response: Response) -> Ready:
    """Try each part that requests need. Send no requests here while this fails; what failed is said in the log only.

    Without a worker the service is `degraded`: people can hand in, and what they hand in waits.
    """
    parts = {name: _condition(tried, service) for name, tried in _PARTS.items()}
    bad = Condition.FAILED in parts.values()
    parts["worker"] = _worker(service) if parts["database"] is Condition.OK else Condition.FAILED
    response.status_code = _UNAVAILABLE if bad else 200
    without = Condition.OK if parts["worker"] is Condition.OK else Condition.DEGRADED
    return Ready(status=Condition.FAILED if bad else without, parts=parts)


def _condition(tried: Callable[[Service], None], service: Service) -> Condition:
    try:
        tried(service)
    except CounterfoilError as wrong:
        _log.error("not ready", extra={"code": wrong.code})
        return Condition.FAILED
    return Condition.OK


def _database(service: Service) -> None:
    with service.books.database.reading() as connection:
        connection.execute(text("SELECT 1"))


def _worker(service: Service) -> Condition:
    """Say whether a worker has counted up lately."""
    try:
        with service.books.database.reading() as connection:
            return Condition.OK if workers.alive(connection, service.clock()) else Condition.FAILED
    except CounterfoilError:
        return Condition.FAILED


def _vault(service: Service) -> None:
    service.books.vault.require_usable()


def _models(service: Service) -> None:
    service.models.require()


_PARTS = {"database": _database, "vault": _vault, "models": _models}
