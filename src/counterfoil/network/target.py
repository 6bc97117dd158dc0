"""An address that somebody wants to be told at, read so that everybody reads it alike.

Parsers of URLs disagree about credentials, backslashes, tabs, numbers in odd bases and letters that look alike; whoever
finds such a difference has a way round a check. What could be read in two ways is refused.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

import idna

from counterfoil.network.reach import Reach

_LONGEST: Final = 2048
_PRINTED: Final = re.compile(r"[^\s\x00-\x20\x7f\\]+")
_NUMBER: Final = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_LOCAL: Final = "localhost"
_PORTS: Final = {"https": 443, "http": 80}
_FIRST_FREE_PORT: Final = 1024
_LAST_PORT: Final = 65535


class TargetError(Exception):
    """An address that is not told anything.

    Args:
        message: What is wrong with it, as part of a sentence.
        remedy: What would help.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be told something, if its name resolves to what may be opened.

    Attributes:
        scheme: ``https``, or ``http`` for this machine itself.
        host: The name in ASCII, or an address.
        port: The port.
        path: The path with its query, beginning with a slash.
    """

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str, reach: Reach) -> Self:
        """Read an address.

        Args:
            url: The address as it was given.
            reach: What may be reached beside public addresses.

        Raises:
            TargetError: It could be read in two ways, has no TLS, holds credentials, or names what may not be opened.
        """
        split = _split(url)
        host = _host(split)
        if isinstance(host, str):
            is_local = host == _LOCAL or host.endswith(f".{_LOCAL}")
            is_refused = is_local and not reach.has_loopback
        else:
            is_local, is_refused = host.is_loopback, not reach.allows(host)
        if is_refused:
            raise TargetError("it leads into a private network", "Name an address that the whole internet can reach.")
        if split.scheme != "https" and not (split.scheme == "http" and is_local):
            raise TargetError("it has no TLS", "Begin it with https://")
        path = (split.path or "/") + (f"?{split.query}" if split.query else "")
        if not path.isascii():
            raise TargetError("its path has letters beyond ASCII", "Write them in percent encoding.")
        return cls(split.scheme, str(host), _port(split), path)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def _split(url: str) -> SplitResult:
    if len(url) > _LONGEST:
        raise TargetError(f"it is longer than {_LONGEST} characters")
    if not _PRINTED.fullmatch(url):
        raise TargetError("it has spaces, control characters or backslashes in it")
    try:
        split = urlsplit(url)
    except ValueError:
        raise TargetError("it is no address", "Write it like https://example.com/hooks") from None
    if "@" in split.netloc:
        raise TargetError("it holds a user name or a password", "Tell messages apart from others by their signature.")
    if "#" in url:
        raise TargetError("it has a fragment, which is never sent", "Leave out what follows the #.")
    if not split.hostname:
        raise TargetError("it names no host", "Write it like https://example.com/hooks")
    return split


def _host(split: SplitResult) -> str | IPv4Address | IPv6Address:
    written = split.netloc.rpartition("]")
    if written[1]:
        return _literal(written[0].removeprefix("["))
    try:
        name = idna.encode(split.hostname or "", uts46=True, std3_rules=True).decode().removesuffix(".")
    except (idna.IDNAError, UnicodeError):
        raise TargetError("its host is no name") from None
    return _literal(name) if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _literal(written: str) -> IPv4Address | IPv6Address:
    """Read an address in the one form that all parsers agree on: no octal, hexadecimal or missing parts, no zone."""
    try:
        address = ip_address(written)
    except ValueError:
        raise TargetError("its host is neither a name nor an address in the usual form") from None
    if getattr(address, "scope_id", None):
        raise TargetError("its host is an address of one machine's own network")
    return address


def _port(split: SplitResult) -> int:
    try:
        port = split.port
    except ValueError:
        port = 0
    if port is None:
        return _PORTS[split.scheme]
    if port != _PORTS["https"] and not _FIRST_FREE_PORT <= port <= _LAST_PORT:
        raise TargetError(f"its port is neither {_PORTS['https']} nor one from {_FIRST_FREE_PORT} to {_LAST_PORT}")
    return port
