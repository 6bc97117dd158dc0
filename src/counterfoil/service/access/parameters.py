"""No query parameter is passed over: a misspelt filter would answer another question than the one that was asked.

An operation that others have defined takes what their clients send, used or not: its shape says that it ignores what
else there is.

Whoever lets a caller in sees to it, for every operation of the API, once it is known who calls.
"""

from collections.abc import Iterator
from typing import Any, Final

from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import HTTPConnection

API: Final = ("/v1/", "/.well-known/", "/metrics")
"""How the addresses of the API begin; those of pages, which links from elsewhere lead to, do not."""


def require_known_parameters(request: HTTPConnection) -> None:
    """See that the operation has every parameter that the address names.

    Raises:
        RequestValidationError: It names others.
    """
    route = request.scope.get("route")
    if not request.query_params or not isinstance(route, APIRoute) or not route.path.startswith(API):
        return
    if any(shape.model_config.get("extra") == "ignore" for shape in _shapes(route.dependant)):
        return
    known = frozenset(_parameters(route.dependant))
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        faults = [{"type": "extra_forbidden", "loc": ("query", name), "msg": ""} for name in unknown]
        raise RequestValidationError(faults)


def dependencies(operation: Dependant) -> Iterator[Dependant]:
    """Return everything that an operation depends on, at any depth."""
    for one in operation.dependencies:
        yield one
        yield from dependencies(one)


def _parameters(operation: Dependant) -> Iterator[str]:
    """Return the names of all query parameters, those that a shape groups among them."""
    for shape in _shapes(operation):
        yield from (field.alias or name for name, field in shape.model_fields.items())
    for one in (operation, *dependencies(operation)):
        yield from (parameter.alias for parameter in one.query_params if _shape(parameter) is None)


def _shapes(operation: Dependant) -> Iterator[type[BaseModel]]:
    """Return the shapes that group query parameters."""
    for one in (operation, *dependencies(operation)):
        yield from filter(None, map(_shape, one.query_params))


def _shape(parameter: Any) -> type[BaseModel] | None:
    kind = parameter.field_info.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
