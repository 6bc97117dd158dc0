"""``counterfoil document``: what documents say."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Threads, Today, day_of

document = typer.Typer(no_args_is_help=True)


@document.callback()
def _group() -> None:
    """Read documents, without deciding anything about them."""


@document.command()
def read(
    images: Annotated[
        list[Path], typer.Argument(metavar="IMG", help="Pictures of documents: photographs, scans, or PDF files.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each file, a line each.")] = False,
    today: Today = None,
    threads: Threads = 1,
) -> None:
    """Read the machine-readable zone of each document, and find its portrait.

    A file that cannot be opened is said on standard error and does not keep
    the others from being read; the command then ends with 2. A document
    without a zone that can be read is a result, not an error: its "mrz" is
    null.

    Example: counterfoil document read page-1.jpg page-2.jpg --json
    """
    from counterfoil import verification
    from counterfoil.cli import result_json, result_text
    from counterfoil.cli.loading import networks
    from counterfoil.cli.readings import read_file
    from counterfoil.cli.terminal import emit, note, show
    from counterfoil.errors import InputError, MissingExtraError

    day, loaded, code = day_of(today), networks(verification.MODELS, threads), 0
    for path in images:
        try:
            found = read_file(path, loaded, day)
        except (InputError, MissingExtraError) as wrong:
            code = wrong.exit_code
            note(str(wrong))
            if as_json:
                emit(result_json.unreadable_json(str(path), wrong))
        else:
            if as_json:
                emit(result_json.reading_json(str(path), found))
            else:
                show(result_text.reading(str(path), found))
    raise typer.Exit(code)
