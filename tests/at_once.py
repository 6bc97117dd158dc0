"""Several who act at the same moment, each in a thread of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from counterfoil.errors import CounterfoilError


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each act came to, in their order: what it returned, or the error of ours that it raised."""

    def come_to(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except CounterfoilError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(come_to, acts))
