"""Names of cookies: over https ones that no other host can set, not even a neighbour of the same domain."""

from counterfoil.service.settings import Settings


def cookie_name(settings: Settings, name: str) -> str:
    """Return a cookie's name. The prefix asks for ``Secure``, ``Path=/`` and no ``Domain`` (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{name}" if settings.over_https else name
