"""``counterfoil screen register`` and ``counterfoil screen monitor``: customers, once and ever after."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, ListNames
from counterfoil.cli.screen import AlertFpr
from counterfoil.clock import utc_now


def register(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="CUSTOMERS.csv|.parquet",
            help="Columns id, name, and any of schema, aliases, birth_date, nationality, document_number.",
        ),
    ],
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the customers whose id stands in the file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Register customers to be screened whenever a list changes.

    What is kept is the id, the parts that names are read into, birth date,
    countries, and digests of document numbers: no name as it is written, but
    personal data all the same. A row whose id is registered says what the
    customer is now. Rows that cannot be used are told by line, and nobody
    watches those customers.
    """
    from counterfoil.cli import alert_json, alert_text
    from counterfoil.cli.progress import progress
    from counterfoil.cli.terminal import emit, note, show
    from counterfoil.records.customers.customer_file import register_file, remove_file
    from counterfoil.records.customers.register import count
    from counterfoil.records.database import Database

    database = Database()
    with progress() as told:
        came = (remove_file if remove else register_file)(database, file, utc_now, told)
    with database.reading() as connection:
        customers = count(connection)
    for line in alert_text.skipped(file, came.skipped):
        note(line)
    if as_json:
        emit(alert_json.registered(came, customers).model_dump_json())
    else:
        show(alert_text.registered(came, customers))


def monitor(
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help="Screen what changed since this version of the list. Default: the one that was covered last.",
        ),
    ] = None,
    list_name: ListNames = None,
    full: Annotated[bool, typer.Option("--full", help="Screen everyone against the whole list again.")] = False,
    alert_fpr: AlertFpr = 0.01,
    threads: Annotated[
        int | None,
        typer.Option(min=1, max=256, metavar="N", help="Threads that compare names. Default: one a core."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Screen registered customers against what the lists changed.

    Only what is new of a list is compared with every customer, and customers
    who came or changed with the whole list. What is found raises alerts: see
    counterfoil screen alerts. A run that was stopped goes on where it was.
    After a change of the matcher or the rate it says that a full run is due.
    """
    from counterfoil.cli import alert_json, alert_text
    from counterfoil.cli.progress import progress
    from counterfoil.cli.terminal import emit, show
    from counterfoil.records.alerts import count_alerts
    from counterfoil.records.database import Database
    from counterfoil.records.library import Library
    from counterfoil.records.monitoring import monitor_lists

    database = Database()
    with progress() as told:
        runs = monitor_lists(
            database,
            Library(),
            list_name or (),
            since=since,
            full=full,
            rate=alert_fpr,
            clock=utc_now,
            told=told,
            threads=threads,
        )
    with database.reading() as connection:
        counts = count_alerts(connection)
    if as_json:
        emit(alert_json.monitored(runs, counts).model_dump_json(by_alias=True))
    else:
        show(*alert_text.monitored(runs, counts))
