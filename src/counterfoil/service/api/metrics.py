"""Measures for Prometheus, for whoever has the token that the operator set."""

import hmac
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import func, select

from counterfoil.errors import CredentialsError, NotFoundError
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import State
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
    """Return counts and times: of requests by operation, of verifications by state, the ages of lists. No ids."""
    query = select(verifications.c.state, func.count()).where(verifications.c.is_test.is_(False))
    with service.books.database.reading() as connection:
        counted = {row[0]: row[1] for row in connection.execute(query.group_by(verifications.c.state))}
    opened, today = service.shelf.lists(), service.clock().date()
    ages = {one.name: one.age(today) for one in opened.versions} if opened else {}
    states = {state.value: counted.get(state.value, 0) for state in State}
    return Response(service.measures.text(states, ages), media_type=_TEXT)
