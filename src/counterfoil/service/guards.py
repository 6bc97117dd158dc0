"""Default deny: with an operation that does not say who may ask for it, the service does not start."""

from collections.abc import Iterable

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from counterfoil.service.access.anyone import anyone
from counterfoil.service.access.bearers import bearer, onlooker
from counterfoil.service.access.callers import caller
from counterfoil.service.access.parameters import API, dependencies
from counterfoil.service.api.metrics import operator


def require_guards(routes: Iterable[BaseRoute]) -> None:
    """See that every operation lets in keys with a scope, a bearer, or by its own word anyone.

    Args:
        routes: Those of a router, before it is included: an application may keep routers as they are.

    Raises:
        RuntimeError: One says nothing, or takes keys without a scope; a defect of ours.
    """
    for route in routes:
        if isinstance(route, APIRoute) and route.path.startswith(API) and not _is_guarded(route.dependant):
            raise RuntimeError(f"{route.path} does not say who may ask for it")


def _is_guarded(operation: Dependant) -> bool:
    return any(
        one.call in (bearer, onlooker, anyone, operator) or (one.call is caller and bool(one.own_oauth_scopes))
        for one in dependencies(operation)
    )
