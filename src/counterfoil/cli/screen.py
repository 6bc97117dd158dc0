"""``counterfoil screen``: names against lists."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, ListNames, ReportFile

screen = typer.Typer(no_args_is_help=True)

MaxFpr = Annotated[
    float,
    typer.Option(
        "--max-fpr",
        metavar="RATE",
        min=0.000001,
        max=0.5,
        help="Show hits down to this false positive rate: the share of customers on no list who score as high.",
    ),
]
AlertFpr = Annotated[
    float,
    typer.Option(
        "--alert-fpr",
        metavar="RATE",
        min=0.000001,
        max=0.5,
        help="A hit at this rate or below is an alert: a person must look. The default is the policy bank's.",
    ),
]


@screen.callback()
def _group() -> None:
    """Compare names with lists of people and organisations. Import lists first: counterfoil lists add."""


@screen.command()
def name(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script.")],
    *,
    born: Annotated[str, typer.Option(metavar="DATE", help="The birth date: 1961-04-07, 1961-04 or 1961.")] = "",
    nationality: Annotated[
        list[str] | None, typer.Option(metavar="C", help="A nationality; may be said again.")
    ] = None,
    document_number: Annotated[
        list[str] | None,
        typer.Option(metavar="N", help="The number of a document; may be said again."),
    ] = None,
    schema: Annotated[
        str, typer.Option(metavar="SCHEMA", help="Person, Organization, Company, LegalEntity, Vessel or Airplane.")
    ] = "Person",
    customer: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="Screen this registered customer: a hit that two people found to be another party is no alert.",
        ),
    ] = "",
    list_name: ListNames = None,
    max_fpr: MaxFpr = 0.05,
    alert_fpr: AlertFpr = 0.01,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many hits at most.")] = 10,
    as_json: AsJson = False,
    report: ReportFile = None,
) -> None:
    """Screen one name.

    Shows whom the lists name so, best first: which parts of the names met
    and by which rule, what else speaks for and against, and how many
    customers on no list would score as high.

    Example: counterfoil screen name "Viacheslav Barazanau" --born 1961-04-07

    Exit codes: 0 there is no alert, 20 a person must look.
    """
    from counterfoil.cli import hit_text, screen_work
    from counterfoil.cli.files import require_writable, write_whole
    from counterfoil.cli.terminal import emit, note, show
    from counterfoil.cli.verdicts import SCREENING_EXIT_CODES
    from counterfoil.report import render_screened
    from counterfoil.screening.stating import state

    if report:
        require_writable(report)
    query = state(
        [name],
        schema=schema,
        birth_date=born,
        nationalities=nationality or (),
        document_numbers=document_number or (),
    )
    found = screen_work.open_named(list_name).screen(query, alert_fpr, shown_fpr=max_fpr, limit=limit)
    if customer:
        found = screen_work.dispositions()(customer, found)
    if report:
        write_whole(report, render_screened(found))
        note(f"report written: {report}")
    if as_json:
        emit(screen_work.screened_json(found))
    else:
        show(hit_text.screened(found))
    raise typer.Exit(SCREENING_EXIT_CODES[bool(found.alerts)])


@screen.command()
def batch(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="IN.csv|IN.parquet",
            help="Columns id, name, and any of schema, aliases, birth_date, nationality, document_number.",
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="A line a query, in the order of the input.")],
    *,
    heed_dispositions: Annotated[
        bool,
        typer.Option(
            "--heed-dispositions",
            help="Ids are those of registered customers: a hit that two people found to be another party is no alert.",
        ),
    ] = False,
    list_name: ListNames = None,
    max_fpr: MaxFpr = 0.05,
    alert_fpr: AlertFpr = 0.01,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many hits a query at most.")] = 10,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=256, metavar="N", help="Processes. Default: one a core."),
    ] = None,
) -> None:
    """Screen every row of a file.

    Several values in one cell are parted by semicolons. A run that was
    stopped goes on where it was when it is started again. Rows that cannot
    be read are reported by line in OUT.jsonl.skipped, and screened by nobody:
    look at them.

    Example: counterfoil screen batch customers.csv hits.jsonl

    Exit codes: 0 the end of the file was reached, 2 it cannot be read.
    """
    from counterfoil.cli import screen_work
    from counterfoil.cli.progress import progress
    from counterfoil.cli.terminal import emit
    from counterfoil.screening.batch import Rates, screen_file

    lists = screen_work.open_named(list_name)
    good_guys = screen_work.dispositions() if heed_dispositions else None
    heeding = (good_guys.version, good_guys) if good_guys else None
    with progress() as told:
        done = screen_file(
            file, out, lists, Rates(alert_fpr, max_fpr, limit), heeding=heeding, workers=workers, told=told
        )
    emit(screen_work.batch_in_words(done, out))
