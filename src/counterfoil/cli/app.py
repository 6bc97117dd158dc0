"""The tree of commands."""

from typing import Annotated

import typer

from counterfoil import __version__
from counterfoil.cli.accounts import accounts
from counterfoil.cli.alerts import alerts, decide
from counterfoil.cli.assess import assess
from counterfoil.cli.challenge import challenge
from counterfoil.cli.demo import demo
from counterfoil.cli.document import document
from counterfoil.cli.face import face
from counterfoil.cli.keys import keys
from counterfoil.cli.ledger import ledger
from counterfoil.cli.lists import lists
from counterfoil.cli.models import models
from counterfoil.cli.monitoring import monitor, register
from counterfoil.cli.receipt import receipt
from counterfoil.cli.records import records
from counterfoil.cli.retention import retention
from counterfoil.cli.screen import screen
from counterfoil.cli.serve import serve
from counterfoil.cli.signing_key import signing_key
from counterfoil.cli.tenants import tenants
from counterfoil.cli.terminal import emit
from counterfoil.cli.vault import vault
from counterfoil.cli.verify import verify
from counterfoil.cli.worker import worker

app = typer.Typer(
    name="counterfoil",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(demo)
app.command()(verify)
app.command()(assess)
app.command()(serve)
app.command()(worker)
for _command in (register, monitor, alerts, decide):
    screen.command()(_command)
app.add_typer(accounts, name="accounts")
app.add_typer(challenge, name="challenge")
app.add_typer(document, name="document")
app.add_typer(face, name="face")
app.add_typer(keys, name="keys")
app.add_typer(ledger, name="ledger")
app.add_typer(lists, name="lists")
app.add_typer(models, name="models")
app.add_typer(receipt, name="receipt")
app.add_typer(records, name="records")
app.add_typer(retention, name="retention")
app.add_typer(screen, name="screen")
app.add_typer(signing_key, name="signing-key")
app.add_typer(tenants, name="tenants")
app.add_typer(vault, name="vault")


def _print_version(asked: bool) -> None:
    if asked:
        emit(f"counterfoil {__version__}")
        raise typer.Exit


@app.callback()
def counterfoil(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Is the document genuine, is the bearer its holder, and are they on a list?

    One document, one face, one decision, on your own machine. A face is
    only ever compared with the one on the document that its owner presents:
    nobody is searched for. Begin with: counterfoil demo

    Exit codes: 0 accept or success, 10 retry, 20 refer, 30 reject,
    2 wrong use or unreadable input, 1 a defect of Counterfoil.
    """
