"""How often somebody may ask: a token bucket each, in the memory of the process.

A bucket holds a minute's tokens and fills evenly. With several processes each counts for itself, so that the limit of
the whole is the limit of one times their number: enough to keep one caller from crowding out the others, which is what
it is for. A limit over all processes belongs into the proxy before them.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from counterfoil.errors import BusyError

_MOST_KEPT: Final = 50_000
"""Buckets remembered. The longest unused goes first; a full bucket that is forgotten is the same as a new one."""

_MINUTE: Final = 60.0


class Rates:
    """The buckets of one kind of caller. May be shared between threads.

    Args:
        per_minute: How many requests a minute each may make.
        clock: Gives seconds that never go back.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> None:
        """Take a token.

        Raises:
            BusyError: There is none; it says when there will be one.
        """
        with self._lock:
            tokens = self._tokens(caller)
            if tokens >= 1:
                self._keep(caller, tokens - 1)
                return
        raise self._too_many(tokens)

    def require(self, caller: str) -> None:
        """See that there is a token, and leave it.

        Raises:
            BusyError: There is none.
        """
        with self._lock:
            tokens = self._tokens(caller)
        if tokens < 1:
            raise self._too_many(tokens)

    def _tokens(self, caller: str) -> float:
        tokens, at = self._buckets.get(caller, (float(self._per_minute), self._clock()))
        return min(self._per_minute, tokens + (self._clock() - at) * self._per_minute / _MINUTE)

    def _keep(self, caller: str, tokens: float) -> None:
        self._buckets[caller] = (tokens, self._clock())
        self._buckets.move_to_end(caller)
        if len(self._buckets) > _MOST_KEPT:
            self._buckets.popitem(last=False)

    def _too_many(self, tokens: float) -> BusyError:
        wait = math.ceil((1 - tokens) * _MINUTE / self._per_minute)
        return BusyError(f"More than {self._per_minute} requests in a minute", retry_after=wait)
