"""What only one transaction at a time may do, because rows that are not there yet cannot be locked."""

from enum import IntEnum

from sqlalchemy import Connection, Table, text


class Task(IntEnum):
    """What is done by one at a time. The numbers name advisory locks of Postgres; no other program may use them."""

    LAYOUT = 0x63660001
    """Changing the layout: of several processes that start at once, one does."""
    SCREENING = 0x63660002
    """Registering customers, raising alerts and deciding on them: what a hit leads to depends on several rows."""
    HANDING_IN = 0x63660003
    """Handing in, where room is left: how many wait is counted over rows that others are about to change."""


def alone(connection: Connection, task: Task) -> None:
    """Wait until no other transaction is at a task, and keep others from it until this one ends.

    On SQLite whoever writes is alone already.

    Args:
        connection: A transaction that writes.
        task: What is to be done.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:task)"), {"task": int(task)})


def nobody_inserts(connection: Connection, table: Table) -> None:
    """Wait for whoever is inserting into a table, and keep others from it until this transaction ends.

    Args:
        connection: A transaction that writes; on SQLite it is alone already.
        table: Which.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE MODE"))
