"""``counterfoil receipt``: what a decision's receipt states, and whether it may be believed."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson

receipt = typer.Typer(no_args_is_help=True)


@receipt.callback()
def _group() -> None:
    """Verify receipts of decisions."""


@receipt.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The receipt, as /v1/verifications/ID/receipt answers.")],
    *,
    keys: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="The public keys of whoever issued it, as its /v1/keys answers. Keep a copy of them."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Verify that a receipt was signed by one of the keys, and show what it states.

    Nothing but the two files is needed. A receipt says what was decided, by
    which policy and which versions, and digests of what was seen; it names
    nobody.

    Exit codes: 0 it was signed, 30 it was not, 2 a file cannot be read.
    """
    from counterfoil.cli import receipt_text
    from counterfoil.cli.ledger_output import ReceiptOutput
    from counterfoil.cli.terminal import emit, show
    from counterfoil.records.receipts import read_receipt
    from counterfoil.records.signing import read_jwks

    claims = read_receipt(receipt_text.read(file), read_jwks(keys))
    if as_json:
        emit(ReceiptOutput(claims=claims).model_dump_json())
    else:
        show(*receipt_text.stated(claims))
