"""What all tables share: moments in UTC, names of constraints, and what belongs to the database itself.

Nothing here is particular to SQLite or Postgres.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Column, DateTime, Dialect, MetaData, Row, String, Table, Text, TypeDecorator, text

AnyRow = Row[*tuple[Any, ...]]
"""A row of any table."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones; what comes back has one anyway."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone: nobody could tell which moment it is."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DIGEST: Final = String(64)
"""SHA-256 in hexadecimal."""


def where(condition: str) -> dict[str, Any]:
    """Return what has an index hold only the rows that fulfil a condition, on either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


settings: Final = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What belongs to this database alone, such as the salt of its digests."""
