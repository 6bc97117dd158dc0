"""Emptying a database between the examples of a property test."""

from sqlalchemy import text

from counterfoil.records.database import Database
from counterfoil.records.tables import metadata


def empty(database: Database) -> None:
    """Delete every row; numbers of rows begin at 1 again."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        else:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
