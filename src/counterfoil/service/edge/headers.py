"""Headers that every answer carries, so that a browser does nothing with it that was not meant.

A page that needs more, such as scripts of our own or the camera, says so in its own headers; they go first.
"""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Each header with what it says unless the answer says something itself."""

_TWO_YEARS: Final = 2 * 365 * 24 * 3600
OVER_HTTPS: Final = ("Strict-Transport-Security", f"max-age={_TWO_YEARS}; includeSubDomains")


class Headers:
    """ASGI middleware that adds `ALWAYS`, and `OVER_HTTPS` where the service is reached so.

    Args:
        app: What serves the request.
        over_https: Whether browsers reach the service over https.
    """

    def __init__(self, app: ASGIApp, *, over_https: bool) -> None:
        self._app = app
        self._said: Iterable[tuple[str, str]] = (*ALWAYS.items(), *((OVER_HTTPS,) if over_https else ()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._said:
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, answer)
