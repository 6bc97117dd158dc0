"""Work over many items by several threads, each with networks of its own.

A network runs one input at a time and lets go of the interpreter while it does, so that threads use all cores
(docs/decisions/0008-assessing.md).
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from counterfoil.models.networks import Networks

Item = TypeVar("Item")


def spread(items: Iterable[Item], networks: Sequence[Networks], work: Callable[[Item, Networks], None]) -> None:
    """Do some work for each item, as many at once as there are networks.

    Items are taken one at a time, in order, when a thread is free. The first error, or an interruption, ends it: no
    further item is taken, and the error is raised once the threads have finished the items that they had.

    Args:
        items: Any number of them.
        networks: One a thread.
        work: What to do with an item; must be safe to run for two items at once.
    """
    waiting, lock, stopped = iter(items), threading.Lock(), threading.Event()

    def take_and_work(own: Networks) -> None:
        while not stopped.is_set():
            with lock:
                taken = [*_next(waiting)]
            if not taken:
                return
            work(taken[0], own)

    with ThreadPoolExecutor(len(networks)) as pool:
        try:
            for done in [pool.submit(take_and_work, own) for own in networks]:
                done.result()
        finally:
            stopped.set()


def _next(waiting: "Iterable[Item]") -> Iterable[Item]:
    for item in waiting:
        return (item,)
    return ()
