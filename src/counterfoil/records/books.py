"""The books of one deployment: everything that outlives a process, opened together."""

from dataclasses import dataclass

from counterfoil.records.database import Database


@dataclass(frozen=True)
class Books:
    """What one deployment keeps.

    Attributes:
        database: Where rows are.
    """

    database: Database


def open_books() -> Books:
    """Open the books that the environment names.

    Raises:
        RecordsError: The database cannot be opened.
    """
    return Books(Database())
