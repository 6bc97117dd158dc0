"""Backpressure: what is left out while verifications wait to be judged, and when nobody else may hand in yet."""

from typing import Final

from sqlalchemy import Connection, func, select

from counterfoil.errors import BusyError
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import State

_RETRY_AFTER: Final = 5.0

_WAITING: Final = select(func.count()).where(verifications.c.state == State.PROCESSING.value)


def require_room(connection: Connection, most: int) -> None:
    """See that not too many verifications wait to be judged.

    Args:
        connection: A transaction.
        most: How many may wait.

    Raises:
        BusyError: So many wait.
    """
    if _waiting(connection) >= most:
        raise BusyError("Too many verifications wait to be judged", retry_after=_RETRY_AFTER)


def is_behind(connection: Connection, most: int) -> bool:
    """Return whether more verifications wait to be judged than may, and what can be left out should be."""
    return _waiting(connection) > most


def _waiting(connection: Connection) -> int:
    return connection.execute(_WAITING).scalar_one()
