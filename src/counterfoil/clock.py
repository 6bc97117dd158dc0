"""The clock of whoever begins something: a command, the service, a worker. All that they call is handed the time."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)
