"""``counterfoil retention``: what must end or be erased, and doing it."""

from typing import Annotated

import typer

from counterfoil.cli.options import AsJson

retention = typer.Typer(no_args_is_help=True)


@retention.callback()
def _group() -> None:
    """Run the clocks of retention: undecided cases, biometrics, and due-diligence records."""


@retention.command()
def due(*, as_json: AsJson = False) -> None:
    """Show how many verifications are due to end or to be erased, and how many soon.

    An undecided case is one that waits for a reviewer: when its days are over,
    it ends, and its biometrics are erased. Nothing is changed.
    """
    from counterfoil.cli import retention_text, retention_work
    from counterfoil.cli.terminal import emit, show

    told = retention_work.due()
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*retention_text.due(told))


@retention.command()
def run(
    *,
    clock_is_right: Annotated[
        bool,
        typer.Option(
            "--clock-is-right", help="Erase although the clock has jumped ahead: you have looked, and it is right."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """End cases that nobody decided in time; erase what is due, for ever.

    Keys are destroyed. Each verification ends or is erased in a transaction of its own, with an entry in
    the ledger. The worker does the same by itself, every few minutes. When the
    clock has jumped ahead by more than a week since the last run, nothing is
    erased until it has said so for an hour.
    """
    from counterfoil.cli import retention_text, retention_work
    from counterfoil.cli.terminal import emit, show

    told = retention_work.run(is_vouched=clock_is_right)
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*retention_text.ran(told))
