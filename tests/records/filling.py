"""Rows for every table there is, made from the kinds of its columns alone, so that new tables are filled as well."""

from datetime import timedelta

from pairs_made import NOW
from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, String, Text

from counterfoil.records.tables import Moment, metadata

ROWS = 3
NOT_HERE = ("ledger_entries", "ledger_heads", "ledger_checkpoints")
"""Chains are not made up."""


def fill(connection):
    """Put rows into every table; in every second one what may be missing is."""
    for table in metadata.sorted_tables:
        if table.name not in NOT_HERE:
            for at in range(1, ROWS + 1):
                row = {
                    column.name: value(column, at)
                    for column in table.columns
                    if at % 2 or not column.nullable or column.unique
                }
                connection.execute(table.insert().values(row))


MADE = {
    Moment: lambda at: NOW + timedelta(days=at, microseconds=at),
    Boolean: lambda at: bool(at % 2),
    Integer: lambda at: 10 + at,
    Float: lambda at: at / 7,
    LargeBinary: lambda at: bytes([0, 255, at]),
    JSON: lambda at: {"é": [at, None, at / 7, "\u2028"]},
    Text: lambda at: f"ż-{at}",
    String: lambda at: f"x-{at}",
}
"""What stands in row ``at``, by the kind of the column: the same wherever a key refers to it."""


def value(column, at):
    return next(made(at) for kind, made in MADE.items() if isinstance(column.type, kind))
