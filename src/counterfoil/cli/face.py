"""``counterfoil face``: two faces, one to one."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, Threads

face = typer.Typer(no_args_is_help=True)


@face.callback()
def _group() -> None:
    """Compare two faces that their owner presents."""


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

    Ends with 0 when they match, 30 when they do not, and 10 when a picture
    does not show exactly one face, so that nothing was compared.
    """
    from counterfoil.cli import conversion, panels
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
        emit(conversion.pair_json(pair))
    else:
        show(panels.pair(pair))
    raise typer.Exit(MATCH_EXIT_CODES[pair.matched])
