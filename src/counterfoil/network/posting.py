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
from typing import Any, Final

import httpcore

from counterfoil.network.reach import PUBLIC, Address, Reach, judged
from counterfoil.network.target import Target

SECONDS: Final = 15.0
"""For one post in all, from the name to the answer."""

_SECONDS_AN_ADDRESS: Final = 5.0
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
        ssl_context=way.trust or _system_trust(), network_backend=_Pinned(addresses, deadline), max_connections=1
    )
    try:
        with pool, pool.stream("POST", str(target), headers=said, content=body) as answer:
            _let_finish(answer)
            return Answer(answer.status, _seconds_asked_for(answer.headers))
    except httpcore.TimeoutException:
        raise PostError(Trouble.TIMED_OUT) from None
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


class _Pinned(httpcore.NetworkBackend):
    """Opens one of the addresses that were judged, whatever host it is asked for."""

    def __init__(self, addresses: Sequence[Address], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open the first address that can be opened."""
        del host, timeout, local_address
        failed: Exception = httpcore.ConnectTimeout()
        for address in self._addresses:
            left = min(_left(self._deadline, httpcore.ConnectTimeout), _SECONDS_AN_ADDRESS)
            try:
                stream = self._system.connect_tcp(str(address), port, left, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
                failed = wrong
            else:
                return _Hurried(stream, self._deadline)
        raise failed


class _Hurried(httpcore.NetworkStream):
    """A connection on which every step has only what is left of the time for all of them."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        del timeout
        return self._stream.read(max_bytes, _left(self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        del timeout
        self._stream.write(buffer, _left(self._deadline, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Speak TLS with whoever can prove to be the host."""
        del timeout
        left = _left(self._deadline, httpcore.ConnectTimeout)
        try:
            return _Hurried(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)
        except httpcore.ConnectError:
            raise PostError(Trouble.TLS_FAILED) from None

    def close(self) -> None:
        """Let go."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, late: type[httpcore.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late
    return left
