"""``counterfoil assess``: how wrong is the system, on pictures of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson


def assess(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.csv", help="Columns a, b, same (1 or 0), and groups; pictures relative to the list."
        ),
    ],
    *,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder for the report. It is made when it is not there.")
    ],
    attacks: Annotated[
        Path | None,
        typer.Option(
            metavar="ATTACKS.csv",
            help="Presentations to judge: columns clip, challenge, species (or 'bona fide'), and reference.",
        ),
    ] = None,
    face: Annotated[
        str,
        typer.Option(
            metavar="largest|central",
            help="Which face of a picture with several is meant. A verification sends such pictures back.",
        ),
    ] = "central",
    skip_wrong_rows: Annotated[
        bool,
        typer.Option(
            "--skip-wrong-rows", help="Skip and report up to 1,000 wrong rows of the list instead of refusing it."
        ),
    ] = False,
    worst: Annotated[
        bool,
        typer.Option("--worst", help="Name the twenty worst pairs of each kind in the report, to find wrong labels."),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, metavar="N", help="Pictures looked at at once. Default: one a core."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how wrong the comparison is, on a list of pairs.

    Each picture is looked at once; a run that was stopped goes on where it
    was. Group columns hold what people said about themselves: they measure
    the system's errors, never a person. Nothing is written of a single pair.

    Writes report.html, metrics.json and model-card.md.

    Example: counterfoil assess pairs.csv --out assessment
    """
    from counterfoil.cli import assess_work
    from counterfoil.cli.terminal import emit

    asked = assess_work.Asked(pairs, attacks, assess_work.face_named(face), skip_wrong_rows, worst, workers)
    written = assess_work.assess(asked, out)
    emit(written.metrics if as_json else f"{written.headline}\n{written.meaning}\nReport: {out / 'report.html'}")
