"""Backpressure: what is left out while verifications wait to be judged, and when nobody else may hand in yet."""

import os
from typing import Final

from sqlalchemy import Connection, func, select

from counterfoil.errors import BusyError
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import State

_RETRY_AFTER: Final = 5.0

_SOON: Final = 2 * (os.cpu_count() or 1)
"""How many may wait before those who wait come first. A first look at two pictures takes a sixth of what judging them
takes; at 70 % load two or three wait on two cores."""


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


def is_behind(connection: Connection) -> bool:
    """Return whether so many verifications wait that what can be left out should be."""
    return _waiting(connection) > _SOON


def _waiting(connection: Connection) -> int:
    query = select(func.count()).where(verifications.c.state == State.PROCESSING.value)
    return connection.execute(query).scalar_one()
