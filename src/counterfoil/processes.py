"""Cores and processes of one's own: how many may be used, and pools that end with whoever started them."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import Any


def cores() -> int:
    """Return how many cores this process may use, where the system tells, or else how many there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def pool_of(count: int, prepare: Callable[..., object] | None = None, *given: Any) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of processes; at its end, what none has begun is dropped, and what one has is waited for.

    Each process ends when this one is gone, even killed, and leaves an interrupt from the keyboard to this one.

    Args:
        count: How many at most.
        prepare: Called once in each, before anything else.
        given: What it is called with.
    """
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(prepare, given))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[..., object] | None, given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*given)


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
