"""Routes of the console: whatever goes wrong ends in a page that a person can read."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from counterfoil.errors import CounterfoilError
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import GoElsewhereError

_SEE_OTHER: Final = 303
_UNPROCESSABLE: Final = 422
_SERVERS_OWN: Final = 500
_TITLES: Final = {
    401: "Not let in",
    403: "Not sent from here",
    404: "Nothing here",
    409: "Not in this state",
    410: "Erased",
}


class ConsoleRoute(APIRoute):
    """A route whose errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what serves a request."""
        serve = super().get_route_handler()

        async def served(request: Request) -> Response:
            try:
                return await serve(request)
            except GoElsewhereError as elsewhere:
                return go_to(elsewhere.place)
            except RequestValidationError:
                return trouble(
                    "The form says something that it cannot mean", "Go back and fill it in again.", _UNPROCESSABLE
                )
            except CounterfoilError as wrong:
                if wrong.status >= _SERVERS_OWN:
                    raise
                return trouble(wrong.message, wrong.remedy, wrong.status)

        return served


def console_router() -> APIRouter:
    """Return a router for pages of the console."""
    return APIRouter(prefix="/console", route_class=ConsoleRoute, include_in_schema=False)


def go_to(place: str) -> Response:
    """Send the browser to another page, which it gets whatever it asked before (RFC 9110, 15.4.4)."""
    return RedirectResponse(place, _SEE_OTHER)


def trouble(message: str, remedy: str, status: int) -> Response:
    """Return the page that says what went wrong."""
    title = _TITLES.get(status, "That did not work")
    return page("trouble.html", status=status, title=title, message=message, remedy=remedy, visitor=None)
