"""The console, under ``/console``: for reviewers, supervisors, auditors and operators; nothing of it is another's."""

from collections.abc import Iterator
from typing import Final

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from counterfoil.service.access.anyone import anyone
from counterfoil.service.console import (
    account_pages,
    case_pages,
    company_pages,
    files,
    finding_page,
    ledger_pages,
    operations_page,
    queue_pages,
    sign_in_pages,
)
from counterfoil.service.console.permissions import Action

ROUTERS: Final = (
    sign_in_pages.router,
    company_pages.router,
    queue_pages.router,
    case_pages.router,
    finding_page.router,
    ledger_pages.router,
    account_pages.router,
    operations_page.router,
    files.router,
)
"""Every route of the console."""


def action_of(route: APIRoute) -> Action | None:
    """Return which action a route is; None for one that is open to anyone by its own word.

    Raises:
        RuntimeError: It says neither; a defect of ours.
    """
    asked = list(_within(route.dependant))
    for one in asked:
        action = getattr(one.call, "action", None)
        if isinstance(action, Action):
            return action
    if any(one.call is anyone for one in asked):
        return None
    raise RuntimeError(f"{route.path} does not say which action it is")


def routes() -> Iterator[APIRoute]:
    """Return every route of the console."""
    for router in ROUTERS:
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def require_actions() -> None:
    """See that every route of the console says which action it is, or that it is open to anyone.

    Raises:
        RuntimeError: One does not: the service does not start.
    """
    for route in routes():
        action_of(route)


def _within(dependant: Dependant) -> Iterator[Dependant]:
    for one in dependant.dependencies:
        yield one
        yield from _within(one)
