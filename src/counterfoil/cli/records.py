"""``counterfoil records``: where the records are kept."""

from typing import Annotated

import typer

records = typer.Typer(no_args_is_help=True)


def postgres_url(written: str) -> str:
    """Return the URL of a database on Postgres that is written on a command line.

    Raises:
        BadParameter: It is none. What was written is not repeated: it may hold a password.
    """
    if not written.startswith(("postgresql:", "postgresql+psycopg:", "postgres:")):
        raise typer.BadParameter("records are moved to Postgres; write it as postgresql://user@host/name")
    return written


@records.callback()
def _group() -> None:
    """Move the records to another database."""


@records.command()
def move(
    *,
    to: Annotated[
        str,
        typer.Option(
            parser=postgres_url,
            metavar="URL",
            help="An empty database on Postgres: postgresql://user@host/name. Its password belongs in PGPASSFILE.",
        ),
    ],
) -> None:
    """Copy all records from SQLite into Postgres, whole or not at all.

    COUNTERFOIL_DATABASE, or the usual place, says where they are now. Stop the
    service and its workers first: while anybody has the file open, nothing is
    done. Rows keep their ids; how many there are and the ledger are verified
    at the other end before anything counts there. The file stays as it is.
    Evidence and keys stay where they are.

    Exit codes: 0 moved, 30 the ledger is broken, 2 it cannot be done.
    """
    from counterfoil.cli import records_work
    from counterfoil.cli.terminal import emit

    emit(records_work.said(records_work.move(to)))
