"""Finding attempts that nobody works on: never handed over, or given up by the engine."""

import logging
from datetime import datetime
from typing import Final

from counterfoil.jobs.bench import Bench
from counterfoil.jobs.engine import OVER, Engine
from counterfoil.jobs.judging import give_up
from counterfoil.records import verifications

_LOG: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 100


def sweep(bench: Bench, engine: Engine, now: datetime) -> int:
    """Hand over what waits and is in nobody's hands, and to a person what the engine has given up.

    The clock plays no part: whatever is in processing must be known to the engine.

    Args:
        bench: What the worker works with.
        engine: The engine.
        now: The clock, for the ledger.

    Returns:
        How many attempts were in nobody's hands.
    """
    with bench.books.database.reading() as connection:
        waiting = verifications.unfinished(connection, _AT_ONCE)
    states = engine.states(waiting)
    lost = [one for one in waiting if one not in states]
    for which, attempt in lost:
        engine.hand_over(which, attempt)
    over = [one for one in waiting if states.get(one) in OVER]
    ended = [one for one in over if give_up(bench, *one, now)]
    if ended:
        _LOG.warning("attempts were handed to a person", extra={"count": len(ended)})
    return len(lost) + len(ended)
