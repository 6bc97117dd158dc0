"""Emptying a database between the examples of a property test."""

from sqlalchemy import text

from counterfoil.records.database import Database
from counterfoil.records.tables import metadata


def empty(database: Database) -> None:
    """Delete every row; numbers of rows begin at 1 again."""
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))
