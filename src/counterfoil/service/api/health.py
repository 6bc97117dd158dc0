"""Is the process alive, and can it serve?"""

from collections.abc import Callable
from enum import StrEnum

from fastapi import APIRouter, Response
from sqlalchemy import text

from counterfoil.errors import CounterfoilError
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.api.shapes.parts import Said, example
from counterfoil.service.state import Here, Service

router = APIRouter(prefix="/v1/health", tags=["operation"])
_UNAVAILABLE = 503


class Live(Said):
    """That the process is there."""

    model_config = example(status="live")

    status: str


class Condition(StrEnum):
    """How a part is."""

    OK = "ok"
    FAILED = "failed"


class Ready(Said):
    """Whether the process can serve, by part."""

    model_config = example(status="ok", parts={"database": "ok", "vault": "ok", "models": "ok"})

    status: Condition
    parts: dict[str, Condition]


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
    """Try each part that requests need. Send no requests here while this fails; what failed is said in the log only."""
    parts = {name: _condition(tried, service) for name, tried in _PARTS.items()}
    bad = Condition.FAILED in parts.values()
    response.status_code = _UNAVAILABLE if bad else 200
    return Ready(status=Condition.FAILED if bad else Condition.OK, parts=parts)


def _condition(tried: Callable[[Service], None], service: Service) -> Condition:
    try:
        tried(service)
    except CounterfoilError:
        return Condition.FAILED
    return Condition.OK


def _database(service: Service) -> None:
    with service.books.database.reading() as connection:
        connection.execute(text("SELECT 1"))


def _vault(service: Service) -> None:
    service.books.vault.require_usable()


def _models(service: Service) -> None:
    service.models.require()


_PARTS = {"database": _database, "vault": _vault, "models": _models}
