"""Writes come from our own pages only (CSRF).

A browser sends the session's cookie along with whatever a foreign page makes it send. Such a request carries the
foreign page's ``Origin``, and cannot carry a header of ours without asking first, which is never granted. The cookie is
``SameSite=Strict`` besides.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from counterfoil.errors import OriginError
from counterfoil.service.settings import Settings

PAGE_HEADER: Final = "Counterfoil-Page"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def require_own_page(connection: HTTPConnection, settings: Settings) -> None:
    """See that a request which changes something, or a WebSocket, comes from a page of ours.

    Raises:
        OriginError: It does not.
    """
    if connection.scope["type"] == "websocket":
        require_origin(connection, settings)
    elif connection.scope["method"] not in _SAFE:
        require_origin(connection, settings)
        if connection.headers.get(PAGE_HEADER) != "1":
            raise OriginError(f"The header {PAGE_HEADER} is missing", remedy=f"Send {PAGE_HEADER}: 1.")


def require_origin(connection: HTTPConnection, settings: Settings) -> None:
    """Compare with the address that was set, and with the one that the browser connected to: both are ours.

    A page without TLS is never a page of a service that has it: anybody on the way could have written it.
    """
    origin = connection.headers.get("origin", "").lower()
    host = connection.headers.get("host", "").lower()
    written = urlsplit(origin)
    is_private = written.scheme == "https" or not settings.over_https
    if origin != settings.base_url and not (host and written.netloc == host and is_private):
        raise OriginError(
            "This was not sent by a page of this service", remedy="Check COUNTERFOIL_BASE_URL if it should have been."
        )
