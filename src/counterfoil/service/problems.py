"""Errors as answers: problem details (RFC 9457), each with a code that is stable.

``type`` is a URN made of the code; ``detail`` is the error's own line. Neither repeats what was sent.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from inspect import cleandoc
from typing import Annotated, Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import Scope

from counterfoil.errors import (
    BusyError,
    CounterfoilError,
    CredentialsError,
    InvalidRequestError,
    NotFoundError,
    RequestError,
)

MEDIA_TYPE: Final = "application/problem+json"
_LONGEST_PLACE: Final = 80
_MOST_FAULTS: Final = 20
_OPERATORS: Final = (HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE)
_RETRY_AFTER: Final = "5"

_log: Final = logging.getLogger("counterfoil.problems")


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: Annotated[str, Field(description="The place in the request, such as `body.policy`.")]
    what: Annotated[str, Field(description="What is wrong with it.")]


class Problem(BaseModel):
    """Why a request was not served (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:counterfoil:problem:not_found",
                    "title": "There is nothing of that name, or nothing that the caller may see",
                    "status": 404,
                    "detail": "There is no such verification",
                    "code": "not_found",
                    "request_id": "5b1e8f0c2d3a4b5c6d7e8f9a0b1c2d3e",
                }
            ]
        }
    )

    type: Annotated[str, Field(description="`urn:counterfoil:problem:` and the code.")]
    title: Annotated[str, Field(description="What the code means; the same every time.")]
    status: Annotated[int, Field(description="The status of the answer.", ge=400, le=599)]
    detail: Annotated[str, Field(description="What is wrong this time, and what would help.")]
    code: Annotated[str, Field(description="Stable: act on this one.")]
    request_id: Annotated[str, Field(description="The same as in the header X-Request-Id and in the log.")]
    errors: Annotated[
        list[Fault] | None, Field(description="Of a request that says something wrong: each place, twenty at most.")
    ] = None


class MethodError(RequestError):
    """This address does not know the method."""

    code = "method_not_allowed"
    status = 405


class DefectError(CounterfoilError):
    """A defect of Counterfoil; nothing was done."""

    code = "defect"


def install(app: FastAPI) -> None:
    """Make every error that an operation of this application raises a problem."""
    app.add_exception_handler(CounterfoilError, _raised)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)


def of_error(
    wrong: CounterfoilError,
    scope: Scope,
    *,
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return an error as the answer to a request."""
    request_id = scope.get("state", {}).get("request_id", "")
    problem = Problem(
        type=f"urn:counterfoil:problem:{wrong.code}",
        title=title(type(wrong)),
        status=wrong.status,
        detail=_detail(wrong, request_id),
        code=wrong.code,
        request_id=request_id,
        errors=faults,
    )
    said = dict(headers or {})
    if isinstance(wrong, BusyError):
        said["Retry-After"] = str(max(1, round(wrong.retry_after)))
    elif wrong.status == HTTPStatus.SERVICE_UNAVAILABLE:
        said["Retry-After"] = _RETRY_AFTER
    if isinstance(wrong, CredentialsError):
        said["WWW-Authenticate"] = 'Bearer realm="counterfoil"'
    return JSONResponse(
        problem.model_dump(mode="json", exclude_none=True), wrong.status, headers=said, media_type=MEDIA_TYPE
    )


def of_defect(request_id: str) -> JSONResponse:
    """Return the answer to a request in which we went wrong."""
    wrong = DefectError("Something went wrong on our side", remedy="Quote the request id to the operator.")
    return of_error(wrong, {"state": {"request_id": request_id}})


def title(kind: type[CounterfoilError]) -> str:
    """Return what a code means: the first sentence of its class."""
    return cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ").replace("``", "`").rstrip(".")


def _detail(wrong: CounterfoilError, request_id: str) -> str:
    """Return what the caller is told. Trouble with what the service stands on names places in it: that is logged."""
    if wrong.status not in _OPERATORS or isinstance(wrong, DefectError):
        return str(wrong)
    _log.error("cannot serve", extra={"code": wrong.code, "detail": str(wrong), "request_id": request_id})
    return "The service cannot do this now. Try again; if that does not help, quote the request id to the operator."


async def _raised(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, CounterfoilError)  # noqa: S101 - Starlette's type is wider than what it calls us for
    return of_error(wrong, request.scope)


async def _invalid(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, RequestValidationError)  # noqa: S101 - the same
    faults = [Fault(where=_place(one["loc"]), what=_said(one)) for one in wrong.errors()[:_MOST_FAULTS]]
    first = f"{faults[0].where}: {faults[0].what}" if faults else "The request says something wrong"
    return of_error(InvalidRequestError(first), request.scope, faults=faults)


async def _refused(request: Request, wrong: Exception) -> JSONResponse:
    """Answer where the framework refuses: an unknown address, a method, a body that is no JSON."""
    assert isinstance(wrong, HTTPException)  # noqa: S101 - the same
    raised: CounterfoilError
    if isinstance(wrong.__cause__, CounterfoilError):  # a body that ended badly while the framework read it
        raised = wrong.__cause__
    elif wrong.status_code == HTTPStatus.NOT_FOUND:
        raised = NotFoundError("There is nothing at this address")
    elif wrong.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        raised = MethodError("This address does not know the method")
    else:
        raised = InvalidRequestError("The body cannot be read")
    return of_error(raised, request.scope, headers=wrong.headers)


def _place(steps: tuple[int | str, ...]) -> str:
    place = ".".join(ascii(step)[1:-1] if isinstance(step, str) else str(step) for step in steps)
    return place if len(place) <= _LONGEST_PLACE else f"{place[: _LONGEST_PLACE - 3]}..."


def _said(one: Mapping[str, Any]) -> str:
    """Return what is wrong, and not what was sent: pydantic's sentences name types and limits."""
    if one["type"] == "json_invalid":
        return "the body is no JSON"
    if one["type"] == "model_attributes_type":
        return "this should be an object of JSON, sent with Content-Type: application/json"
    if one["type"] == "extra_forbidden":
        return "there is no such key here"
    said: str = one["msg"]
    return said.removeprefix("Value error, ").replace("Input should be", "this should be")
