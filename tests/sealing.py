"""Sealing and registering in one go, in a transaction that a test holds open; and a store that is slow."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from counterfoil.records.vault import Clock, Evidence, Unsealed, Vault


class _Within:
    """Reads in a transaction that is open, where what is not committed yet is seen too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection


def seal_within(
    vault: Vault,
    connection: Connection,
    *,
    tenant: str,
    subject: str,
    kind: str,
    clock: Clock,
    content: bytes,
    media_type: str,
    now: datetime,
) -> Evidence:
    """Seal and register one piece."""
    pieces = [Unsealed(kind, clock, content, media_type)]
    sealed = vault.seal(_Within(connection), tenant=tenant, subject=subject, pieces=pieces, now=now)  # type: ignore[arg-type]
    return vault.register(connection, sealed)[0]


class Slow:
    """A store or key service that says when it is asked, and waits until it is let go on."""

    def __init__(self, real: Any) -> None:
        self.real, self.asked, self.go_on = real, threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def put(self, name: str, sealed: bytes | bytearray) -> None:
        self._wait()
        self.real.put(name, sealed)

    def get(self, name: str) -> Any:
        self._wait()
        return self.real.get(name)

    def wrap(self, key: bytes, context: Mapping[str, str]) -> Any:
        self._wait()
        return self.real.wrap(key, context)

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> Any:
        self._wait()
        return self.real.unwrap(wrapped, context)

    def _wait(self) -> None:
        self.asked.set()
        assert self.go_on.wait(300)


@contextmanager
def held_up(slow: Slow, act: Callable[[], Any]) -> Iterator[Future[Any]]:
    """Begin something in another thread. Within the block it waits for what is slow; behind it, it is done."""
    with ThreadPoolExecutor(1) as pool:
        begun = pool.submit(act)
        try:
            assert slow.asked.wait(300)
            yield begun
        finally:
            slow.go_on.set()
        begun.result()
