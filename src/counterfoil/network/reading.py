"""Reading from the network: model files and lists.

Proxies come from the environment (``HTTPS_PROXY``, ``NO_PROXY``), TLS is always verified, and nothing but HTTP and
HTTPS is spoken, not even after a redirect. Messages name the host alone: an address may hold a token.
"""

import http
import http.client
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

TIMEOUT: Final = 30.0
"""Seconds that a host may take for a single step."""

TROUBLES: Final = (
    urllib.error.URLError,
    http.client.HTTPException,
    ssl.SSLError,
    TimeoutError,
    ConnectionError,
    UnicodeError,
)
"""What can go wrong on the network; `cause` says it in words."""

_REASON_LENGTH: Final = 200
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_SECURE: Final = "https"


def is_off() -> bool:
    """Is the network forbidden? ``COUNTERFOIL_OFFLINE`` says so."""
    return os.environ.get("COUNTERFOIL_OFFLINE", "").lower() not in ("", "0", "no", "false")


class InsecureError(urllib.error.URLError):
    """An address without TLS where TLS is wanted: no other try will change that."""


@contextmanager
def opened(
    url: str, *, headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT, is_plain_allowed: bool = False
) -> Iterator[Any]:
    """Ask for what is at an address.

    Args:
        url: The address.
        headers: What to say in the request.
        timeout: Seconds that the host may take for each step.
        is_plain_allowed: Whether HTTP without TLS will do, at this address or after a redirect.

    Yields:
        The answer, as `urllib` has it, whose status is below 300.

    Raises:
        InsecureError: The address, or one it redirects to, has no TLS.
        urllib.error.HTTPError: The host answered with another status, or redirected too often.
        Exception: Any of `TROUBLES`.
    """
    if not (_is_secure(url) or (is_plain_allowed and url.startswith("http://"))):
        raise InsecureError("the address does not begin with https://")
    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _Redirects(is_plain_allowed=is_plain_allowed),
    ):
        director.add_handler(handler)
    asked = urllib.request.Request(url, headers={"User-Agent": "counterfoil", **(headers or {})})  # noqa: S310 - checked above
    try:
        with director.open(asked, timeout=timeout) as answer:
            yield answer
    except urllib.error.HTTPError as refused:
        refused.close()  # it is an answer too, and holds the connection
        raise


def host(url: str) -> str:
    """Return the host of an address, for messages."""
    try:
        return urllib.parse.urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"


def cause(why: BaseException) -> str:
    """Return what went wrong, in a few words."""
    if isinstance(why, urllib.error.HTTPError):
        return "it redirects without end" if why.code in _REDIRECTS else f"status {why.code}{_phrase(why.code)}"
    if isinstance(why, TimeoutError):
        return "it does not answer in time"
    reason = getattr(why, "reason", None) or type(why).__name__
    return str(reason)[:_REASON_LENGTH]


def _phrase(status: int) -> str:
    try:
        return f" {http.HTTPStatus(status).phrase}"
    except ValueError:
        return ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, *, is_plain_allowed: bool) -> None:
        self._is_plain_allowed = is_plain_allowed

    def redirect_request(  # noqa: PLR0917 - urllib's
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Follow a redirect, unless it leads away from TLS."""
        if not _is_secure(newurl) and not self._is_plain_allowed:
            fp.close()
            raise InsecureError("it redirects to an address without TLS")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_secure(url: str) -> bool:
    return urllib.parse.urlsplit(url).scheme == _SECURE
