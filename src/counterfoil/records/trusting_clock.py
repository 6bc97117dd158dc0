"""Before something is erased for ever: may the clock be believed?

A machine whose battery is flat, or whose time server errs, can wake up years ahead, and everything would be due. After
a gap that is longer than any usual pause, erasing is held back for an hour; a clock that still says so then is
believed. A clock that jumps back makes less due, never more.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import settings

GAP: Final = timedelta(days=7)
HOLD: Final = timedelta(hours=1)
_BELIEVED: Final = "erasing_believed_at"
_DOUBTED: Final = "erasing_doubted_at"


def believes(connection: Connection, now: datetime, *, vouched: bool = False) -> bool:
    """Return whether the clock may be believed, and remember what it says.

    Args:
        connection: A transaction that writes.
        now: What the clock says.
        vouched: Somebody has looked, and says that it is right.
    """
    before, doubted = (_read(connection, name) for name in (_BELIEVED, _DOUBTED))
    stands = doubted is not None and HOLD <= now - doubted <= GAP
    if vouched or before is None or now - before <= GAP or stands:
        _write(connection, _BELIEVED, now)
        _write(connection, _DOUBTED, None)
        return True
    if doubted is None or not timedelta() <= now - doubted <= GAP:
        _write(connection, _DOUBTED, now)
    return False


def _read(connection: Connection, name: str) -> datetime | None:
    value = connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()
    return datetime.fromisoformat(value) if value else None


def _write(connection: Connection, name: str, moment: datetime | None) -> None:
    connection.execute(delete(settings).where(settings.c.name == name))
    if moment is not None:
        insert_if_absent(connection, settings, {"name": name, "value": moment.isoformat()})
