"""Measures for Prometheus, for whoever has the token that the operator set."""

import hmac
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from counterfoil.errors import CredentialsError, NotFoundError
from counterfoil.records import workers
from counterfoil.records.backlog import backlog
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.state import Here

router = APIRouter(tags=["operation"])
_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"
_TOKEN: Final = HTTPBearer(
    scheme_name="MetricsToken", description="What `COUNTERFOIL_METRICS_TOKEN` says.", auto_error=False
)


def operator(service: Here, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]) -> None:
    """Let in whoever has the token.

    Raises:
        NotFoundError: No token was set: then there are no metrics.
        CredentialsError: It is another.
    """
    token = service.settings.metrics_token
    if token is None:
        raise NotFoundError("There is nothing at this address")
    said = given.credentials if given else ""
    if not hmac.compare_digest(said.encode(), token.get_secret_value().encode()):
        raise CredentialsError("There is no valid token for metrics")


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Measure the service",
    dependencies=[ANYONE, Depends(operator)],
    response_class=Response,
    responses={200: {"description": "The text format of Prometheus", "content": {"text/plain": {}}}},
)
def metrics(service: Here) -> Response:
    """Return counts and times: of requests by operation, what waits and since when, the ages of lists. No ids."""
    now = service.clock()
    with service.books.database.reading() as connection:
        waiting, alive = backlog(connection, now), len(workers.alive(connection, now))
    opened = service.shelf.lists()
    ages = {one.name: timedelta(days=one.age(now.date())) for one in opened.versions} if opened else {}
    return Response(service.measures.text(waiting, alive, ages), media_type=_TEXT)
