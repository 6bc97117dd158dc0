"""What ``counterfoil serve`` says at its start: where to complete a verification, and what else there is."""

from importlib import resources
from typing import Final
from urllib.parse import urlsplit

from counterfoil.errors import PolicyError
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.books import open_books
from counterfoil.service.api.shapes.verification import capture_url
from counterfoil.service.creating import Wanted, begin, prepare
from counterfoil.service.measures import Measures
from counterfoil.service.settings import Settings
from counterfoil.service.state import open_service

_SPECIMENS: Final = resources.files("counterfoil") / "specimens" / "p01"
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")


def offer(settings: Settings, policy: str) -> str:
    """Create a verification, and say where to complete it.

    Args:
        settings: What the operator set.
        policy: Of the verification.

    Raises:
        PolicyError: There is no such policy.
        RecordsError: The records cannot be opened.
    """
    books = open_books()
    service = open_service(settings, books, Measures())
    try:
        if policy not in service.policies:
            raise PolicyError(f"There is no policy {policy!r}", remedy=f"Name one of {', '.join(service.policies)}.")
        prepared = prepare(service, Wanted(policy), tenant=DEFAULT, is_test=False)
        with books.database.writing() as connection:
            ensure_tenant(connection, now=service.clock())
            begun = begin(service, connection, prepared, actor="system")
    finally:
        books.database.close()
    lines = [
        f"Counterfoil answers at {settings.base_url}",
        "",
        f"Complete a verification under the policy {policy!r} here; it opens once, in {settings.link_minutes} minutes:",
        "",
        f"  {capture_url(settings, begun.token)}",
        "",
        *_of_camera(settings),
        "Without a camera:     choose document-perspective.jpg and selfie-1.jpg in",
        f"                      {_SPECIMENS}",
        "With a challenge:     counterfoil serve --policy remote",
        "Another link:         start again, or use the API",
        *_what_else(settings),
    ]
    return "\n".join(lines)


def places(settings: Settings) -> str:
    """Say where the service is, and what else there is, without a verification."""
    return "\n".join([f"Counterfoil answers at {settings.base_url}", "", *_of_camera(settings), *_what_else(settings)])


def _what_else(settings: Settings) -> list[str]:
    return [
        "A key for the API:    counterfoil keys create NAME",
        f"The review console:   {settings.base_url}/console (counterfoil accounts create NAME)",
        "To stop:              Ctrl+C",
    ]


def _of_camera(settings: Settings) -> list[str]:
    if settings.over_https or urlsplit(settings.base_url).hostname in _LOCAL:
        return []
    return [
        "Browsers give no camera to this address, which is neither localhost nor https. Put a proxy that speaks TLS",
        "before it and set COUNTERFOIL_BASE_URL to the proxy's address. Pictures can still be chosen as files.",
        "",
    ]
