"""How the console says moments, ages, ids and codes."""

from datetime import UTC, datetime, timedelta
from typing import Final

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_TWO: Final = 2


def age(lasted: timedelta | float) -> str:
    """Say how long something has lasted, in one unit.

    >>> age(timedelta(minutes=95))
    '95 min'
    >>> age(timedelta(hours=30))
    '30 h'
    >>> age(timedelta(days=2.4))
    '2 days'
    """
    seconds = lasted.total_seconds() if isinstance(lasted, timedelta) else lasted
    if seconds < _TWO * _MINUTE:
        return f"{max(seconds, 0):.0f} s"
    if seconds < _TWO * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    if seconds < _TWO * _DAY:
        return f"{seconds / _HOUR:.0f} h"
    return f"{seconds / _DAY:.0f} days"


def moment(when: datetime | None) -> str:
    """Write a moment, to the minute, in UTC.

    >>> moment(datetime(2026, 11, 26, 14, 5, tzinfo=UTC))
    '26 Nov 2026, 14:05 UTC'
    """
    return "" if when is None else f"{when.astimezone(UTC):%-d %b %Y, %H:%M} UTC"


def clock(when: datetime) -> str:
    """Write a moment to the second, as a ledger needs it."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def short_id(name: str) -> str:
    """Return the end of an id, by which people tell cases apart.

    >>> short_id("ver_01k2v9s8m4q0r7w3x5y6z7a8b9")
    '6z7a 8b9'
    """
    return f"{name[-7:-3]} {name[-3:]}"


def code_in_words(code: str) -> str:
    """Say a code.

    >>> code_in_words("screening_hit")
    'Screening hit'
    """
    return code.replace("_", " ").replace(".", ": ").capitalize()
