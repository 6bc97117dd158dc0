"""Inserting a row unless one of its key is there: in one statement, so that two processes at once cannot both."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless its primary key is taken; return whether it was inserted.

    Where another transaction is inserting the same key, this one waits for its end.
    """
    return connection.execute(_query(table, connection.dialect.name), dict(values)).one_or_none() is not None


@cache
def _query(table: Table, dialect: str) -> Executable:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing().returning(*table.primary_key.columns)
