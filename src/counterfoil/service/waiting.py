"""Backpressure: what is left out while verifications wait to be judged, and when nobody else may hand in yet."""

from typing import Final

from sqlalchemy import Connection

from counterfoil.errors import BusyError
from counterfoil.records import verifications
from counterfoil.records.alone import Task, alone

_RETRY_AFTER: Final = 5.0


def require_room(connection: Connection, most: int) -> None:
    """See that not too many verifications wait to be judged.

    Args:
        connection: The transaction that hands one in; until it ends, nobody else hands in.
        most: How many may wait.

    Raises:
        BusyError: So many wait.
    """
    alone(connection, Task.HANDING_IN)
    if verifications.being_judged(connection) >= most:
        raise BusyError("Too many verifications wait to be judged", retry_after=_RETRY_AFTER)


def is_behind(connection: Connection, most: int) -> bool:
    """Return whether more verifications wait to be judged than may, and what can be left out should be."""
    return verifications.being_judged(connection) > most
