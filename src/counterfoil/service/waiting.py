"""Backpressure: when as many verifications wait as the workers will get through soon, nobody else may hand in yet."""

from typing import Final

from sqlalchemy import Connection, func, select

from counterfoil.errors import BusyError
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import State

_RETRY_AFTER: Final = 5.0


def require_room(connection: Connection, most: int) -> None:
    """See that not too many verifications wait to be judged.

    Args:
        connection: A transaction.
        most: How many may wait.

    Raises:
        BusyError: So many wait.
    """
    waiting = select(func.count()).where(verifications.c.state == State.PROCESSING.value)
    if connection.execute(waiting).scalar_one() >= most:
        raise BusyError("Too many verifications wait to be judged", retry_after=_RETRY_AFTER)
