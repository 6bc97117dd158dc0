"""Moving records from the SQLite file that a deployment began with into Postgres.

All of it is one transaction of Postgres: every table, those first that others refer to, then the numbers that rows are
given, then a look at what has arrived. The file is read and never written. Evidence stays where it is, since rows name
it; the engine's own file is not needed, since whatever nobody works on is handed over anew (`jobs.sweeping`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from counterfoil.errors import LedgerError, RecordsError
from counterfoil.records import ledger
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.database import Database
from counterfoil.records.ledger import Fault
from counterfoil.records.signing import JwkSet
from counterfoil.records.tables import metadata, verifications, workers
from counterfoil.records.verifications import State

TABLES: Final = tuple(table for table in metadata.sorted_tables if table is not workers)
"""What is moved, in order of dependencies. Workers announce themselves where they work."""

_AT_ONCE: Final = 1_000

Told = Callable[[int, int], object]
"""Is told how many rows have been copied, and how many there are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What arrived.

    Attributes:
        rows: How many, by table.
        tenants: Whose ledgers were verified.
        unfinished: Verifications that were handed in and are not judged yet.
    """

    rows: dict[str, int]
    tenants: list[str]
    unfinished: int


def move(source: Database, target: Database, keys: JwkSet, told: Told) -> Moved:
    """Copy all records to a database that holds none.

    Args:
        source: The file, opened by nobody else.
        target: A database on Postgres at its newest layout.
        keys: The public keys that may have signed the ledger's checkpoints.
        told: Is told how far it is.

    Returns:
        What arrived. When this returns it is there to stay; when it raises, nothing of it is.

    Raises:
        RecordsError: The target holds records, or one of the two cannot be used.
        LedgerError: A ledger is broken, or a verification was changed beside it.
        InputError: The file holds a text that Postgres does not keep.
    """
    if source.engine.dialect.name != "sqlite":
        raise RecordsError(
            "The records are in Postgres already",
            remedy="Let COUNTERFOIL_DATABASE name the SQLite file until they have been moved.",
        )
    with source.reading() as old, target.writing() as new:
        _require_empty(new)
        rows = _copy(old, new, told)
        for table in TABLES:
            _number_on(new, table)
        tenants = _verified(new, keys)
        waiting = select(func.count()).where(verifications.c.state == State.PROCESSING.value)
        return Moved(rows, tenants, new.execute(waiting).scalar_one())


def _require_empty(new: Connection) -> None:
    names = ", ".join(new.dialect.identifier_preparer.format_table(table) for table in metadata.sorted_tables)
    new.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))  # whoever writes meanwhile would be mixed in
    for table in metadata.sorted_tables:
        if new.execute(select(select(table).exists())).scalar_one():
            raise RecordsError(
                f"There are records already where they are to be moved to: {table.name} is not empty",
                remedy="Name a database that holds none, and start nothing on it before.",
            )


def _copy(old: Connection, new: Connection, told: Told) -> dict[str, int]:
    rows = {table.name: _count(old, table) for table in TABLES}
    done, of = 0, sum(rows.values())
    if not of:
        raise RecordsError("There are no records to move", remedy="Say where they are: COUNTERFOIL_DATABASE.")
    for table in TABLES:
        with old.execute(select(table), execution_options={"yield_per": _AT_ONCE}) as found:
            for some in found.mappings().partitions():
                new.execute(insert(table), [dict(row) for row in some])
                done += len(some)
                told(done, of)
        if _count(new, table) != rows[table.name]:
            raise RecordsError(f"Not every row of {table.name} has arrived: nothing was moved")
    return rows


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _number_on(new: Connection, table: Table) -> None:
    """Let a table whose rows are numbered go on behind the last one that was copied."""
    column = table.autoincrement_column
    if column is None or not isinstance(column.type, Integer):
        return
    last = new.execute(select(func.max(column))).scalar_one()
    if last is not None:
        new.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), last)))


def _verified(new: Connection, keys: JwkSet) -> list[str]:
    tenants = ledger.tenants_with_entries(new)
    for tenant in tenants:
        outcome = ledger.verify_ledger(new, tenant, keys)
        if isinstance(outcome, Fault):
            raise LedgerError(f"The ledger is broken, and nothing was moved. {outcome.said}")
        if found := first_disagreement(new, tenant):
            raise LedgerError(
                f"{found.verification} was changed beside the ledger, and nothing was moved. {found.said}"
            )
    return tenants
