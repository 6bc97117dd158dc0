"""Telling somebody something at an address of their choosing, without being led anywhere else.

The name is resolved here, every address that it resolves to is judged, and the connection is opened to one of those
very addresses: asking again would let the answer change in between. TLS is verified for the name. Redirects are not
followed, proxies of the environment are not asked, what comes back is not kept, and all of it together has to be done
within a few seconds, however slowly the other side speaks.
"""

import contextlib
import functools
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import httpcore

from counterfoil.network.pinned import Pinned, TlsFailedError
from counterfoil.network.reach import PUBLIC, Address, Reach, judged
from counterfoil.network.target import Target

SECONDS: Final = 15.0
"""For one post in all, from the name to the answer."""

_MOST_ADDRESSES: Final = 4
_MOST_BYTES: Final = 1 << 16
"""Of an answer that are read, so that the other side can finish in peace; nobody looks at them."""

Resolve = Callable[[str, int], Sequence[str]]
"""From a host and a port to addresses; raises `OSError` when there are none."""


def _system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Way:
    """How others are reached.

    Attributes:
        reach: What may be reached beside public addresses.
        resolve: Who knows the addresses of a name.
        trust: Whose certificates are believed; the system's by default.
        seconds: How long one post may take in all.
    """

    reach: Reach = PUBLIC
    resolve: Resolve = _system_resolve
    trust: ssl.SSLContext | None = None
    seconds: float = SECONDS


class Trouble(StrEnum):
    """Why there is no answer."""

    NAME_UNKNOWN = "name_unknown"
    ADDRESS_REFUSED = "address_refused"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    CONNECTION_BROKEN = "connection_broken"
    TIMED_OUT = "timed_out"


class PostError(Exception):
    """Nobody answered.

    Args:
        trouble: Why.
    """

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: The status.
        retry_after: Seconds that the other side asks to be left alone for; None when it does not say.
    """

    status: int
    retry_after: int | None


def post(target: Target, body: bytes, headers: Mapping[str, str], way: Way) -> Answer:
    """Post to an address.

    Args:
        target: Where to.
        body: What to say.
        headers: And how to head it.
        way: How to get there.

    Returns:
        The answer, whatever its status.

    Raises:
        PostError: There was none.
    """
    deadline = time.monotonic() + way.seconds
    addresses = _addresses(target, way, deadline)
    said = [("User-Agent", "counterfoil"), ("Connection", "close"), *headers.items()]
    pool = httpcore.ConnectionPool(
        ssl_context=way.trust or _system_trust(), network_backend=Pinned(addresses, deadline), max_connections=1
    )
    try:
        with pool, pool.stream("POST", str(target), headers=said, content=body) as answer:
            _let_finish(answer)
            return Answer(answer.status, _seconds_asked_for(answer.headers))
    except httpcore.TimeoutException:
        raise PostError(Trouble.TIMED_OUT) from None
    except TlsFailedError:
        raise PostError(Trouble.TLS_FAILED) from None
    except httpcore.ConnectError:
        raise PostError(Trouble.CONNECTION_FAILED) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
        raise PostError(Trouble.CONNECTION_BROKEN) from None


def _addresses(target: Target, way: Way, deadline: float) -> Sequence[Address]:
    """Return addresses that may be opened: all that the name has, or none."""
    answers = _in_time(lambda: way.resolve(target.host, target.port), deadline)
    if not answers:
        raise PostError(Trouble.NAME_UNKNOWN)
    addresses = judged(answers, way.reach)
    if addresses is None or (target.scheme == "http" and not all(address.is_loopback for address in addresses)):
        raise PostError(Trouble.ADDRESS_REFUSED)
    return tuple(dict.fromkeys(addresses))[:_MOST_ADDRESSES]


def _in_time(resolve: Callable[[], Sequence[str]], deadline: float) -> Sequence[str]:
    """Resolve in a thread of its own: the system's resolver cannot be told to hurry, nor be stopped."""
    answers: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError):
            answers.put(())

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise PostError(Trouble.TIMED_OUT) from None


def _let_finish(answer: httpcore.Response) -> None:
    """Read a little of what follows the status, which is all that counts. What goes wrong then changes nothing."""
    read = 0
    with contextlib.suppress(httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        for piece in answer.iter_stream():
            read += len(piece)
            if read > _MOST_BYTES:
                return


def _seconds_asked_for(headers: Iterable[tuple[bytes, bytes]]) -> int | None:
    said = {name.lower(): value for name, value in headers}.get(b"retry-after", b"")
    return int(said) if said.isdigit() and len(said) < len("1000000") else None


@functools.cache
def _system_trust() -> ssl.SSLContext:
    return ssl.create_default_context()
