"""``counterfoil face``: two faces, one to one."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, Threads

face = typer.Typer(no_args_is_help=True)


@face.callback()
def _group() -> None:
    """Compare two faces that their owner presents, and judge how good a picture of a face is."""


@face.command()
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="A picture with one face, such as a portrait.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="A picture with one face, such as a selfie.")],
    *,
    max_fmr: Annotated[
        float, typer.Option(metavar="RATE", help="The highest false match rate that a match may have.")
    ] = 1e-4,
    as_json: AsJson = False,
    threads: Threads = 1,
) -> None:
    """Compare the face in A with the face in B, one to one.

    Both must belong to the person who presents them. This is no search: one
    picture is never held against many.

    Exit codes: 0 they match, 30 they do not, 10 a picture does not show exactly
    one face, so that nothing was compared.
    """
    from counterfoil.cli import result_json, result_text
    from counterfoil.cli.loading import networks
    from counterfoil.cli.pairs import compare_pair
    from counterfoil.cli.terminal import emit, show
    from counterfoil.cli.verdicts import MATCH_EXIT_CODES
    from counterfoil.face import MODELS, calibration
    from counterfoil.images import load

    calibration().threshold(max_fmr)
    first, second = load(a), load(b)
    pair = compare_pair(first, second, max_fmr, networks(MODELS, threads))
    if as_json:
        emit(result_json.pair_json(pair))
    else:
        show(result_text.pair(pair))
    raise typer.Exit(MATCH_EXIT_CODES[pair.matched])


@face.command()
def quality(
    images: Annotated[list[Path], typer.Argument(metavar="IMG", help="Pictures with one face each, such as selfies.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each file, a line each.")] = False,
    threads: Threads = 1,
) -> None:
    """Judge how well a face can be compared, and say what would help.

    Measures the components of ISO/IEC 29794-5 that pixels and landmarks tell,
    each from 0 to 100, and one score of all, for the largest face. Nothing is
    compared and nothing kept.

    A file that cannot be opened is said on standard error and does not keep
    the others from being judged; the command then ends with 2. A poor picture
    is a result, not an error.
    """
    from counterfoil.cli import result_json, result_text
    from counterfoil.cli.gradings import grade_file
    from counterfoil.cli.loading import networks
    from counterfoil.cli.terminal import emit, note, show
    from counterfoil.errors import InputError, MissingExtraError
    from counterfoil.face import MODELS

    loaded, code = networks([name for name in MODELS if name != "sface"], threads), 0
    for path in images:
        try:
            graded = grade_file(path, loaded)
        except (InputError, MissingExtraError) as wrong:
            code = wrong.exit_code
            note(str(wrong))
            if as_json:
                emit(result_json.ungraded_json(str(path), wrong))
        else:
            if as_json:
                emit(result_json.grading_json(str(path), graded))
            else:
                show(result_text.grading(str(path), graded))
    raise typer.Exit(code)
