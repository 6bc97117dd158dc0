"""``counterfoil challenge``: what a bearer is to do in a clip."""

from pathlib import Path
from typing import Annotated

import typer

challenge = typer.Typer(no_args_is_help=True)


@challenge.callback()
def _group() -> None:
    """Draw challenges that nobody can know before."""


@challenge.command()
def new(
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.json", help="The file to write.")],
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STEP",
            help="A step that the bearer cannot do; may be said again. One of turn_left, turn_right, nod, blink and "
            "come_closer.",
        ),
    ] = None,
    window: Annotated[float, typer.Option(min=2.0, max=15.0, metavar="SECONDS", help="Time for each step.")] = 6.0,
) -> None:
    """Draw a challenge: steps in a random order, each shown when the one before has had its time.

    Show each step when the file says, and no earlier. Whoever cannot do a
    step gets a challenge without it; with fewer kinds of steps it is longer.
    Fewer than three kinds are refused: a trained person sees the bearer then.

    Example: counterfoil challenge new --out challenge.json --without nod
    """
    import secrets

    from counterfoil.cli.files import require_writable, write_whole
    from counterfoil.liveness import challenge_json, new_challenge, step_named

    left_out = [step_named(name) for name in without or ()]
    require_writable(out)
    write_whole(out, challenge_json(new_challenge(secrets.randbelow, without=left_out, window=window)))
