"""``counterfoil models``: which model files exist, and getting them."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson
from counterfoil.cli.terminal import emit, show

models = typer.Typer(no_args_is_help=True)


@models.callback()
def _group() -> None:
    """Say which model files exist, and fetch them."""


@models.command("list")
def list_models(*, as_json: AsJson = False) -> None:
    """List the model files: what each is for, its licence, origin and digest, and whether it is here."""
    from counterfoil.cli import model_cards
    from counterfoil.models import ModelStore

    store = ModelStore()
    if as_json:
        emit(model_cards.as_json(store))
    else:
        show(*model_cards.as_text(store))


@models.command()
def get(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="The folder to put them in. Default: where every command looks."),
    ] = None,
) -> None:
    """Fetch the model files that are missing or altered, and check each one's digest.

    For a machine without a network: fetch into a folder elsewhere, carry it
    over and set COUNTERFOIL_MODELS to it.
    """
    from counterfoil.cli.loading import fetch
    from counterfoil.models import REGISTRY, ModelStore

    store = ModelStore(to)
    fetch(store, REGISTRY)
    emit(f"All {len(REGISTRY)} models are in {store.folder}, each with its right digest.")
