"""Connections to addresses that were judged and to no others, in a time that no step can stretch.

What httpcore opens goes through here: a host that it asks for is never resolved again, and every read and write has
only what is left until one deadline.
"""

import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any, Final

import httpcore

from counterfoil.network.reach import Address

_SECONDS_AN_ADDRESS: Final = 5.0


class TlsFailedError(httpcore.ConnectError):
    """Whoever answered could not prove to be the host."""


class Pinned(httpcore.NetworkBackend):
    """Opens one of the addresses that were judged, whatever host it is asked for.

    Args:
        addresses: Those that may be opened, the first to try first.
        deadline: By when all of it must be done, on the clock of `time.monotonic`.
    """

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
        except httpcore.ConnectError as wrong:
            raise TlsFailedError from wrong

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
