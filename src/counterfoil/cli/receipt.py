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
    ledger: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Also look whether this export of the ledger holds the entry that the receipt names."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify that a receipt was signed by one of the keys, and show what it states.

    Nothing but the two files is needed. A receipt says what was decided, by
    which policy and which versions, and digests of what was seen; it names
    nobody. Held against the ledger it shows that the decision stands there and
    that nothing before it was written anew since.

    Exit codes: 0 it was signed (and stands in the ledger), 30 it was not (or
    does not), 2 a file cannot be read.
    """
    from counterfoil.cli import ledger_work, receipt_text
    from counterfoil.cli.ledger_output import ReceiptOutput
    from counterfoil.cli.terminal import emit, show
    from counterfoil.records.receipts import read_receipt
    from counterfoil.records.signing_files import read_jwks

    trusted = read_jwks(keys)
    claims = read_receipt(receipt_text.read(file), trusted)
    if ledger is not None:
        ledger_work.find_in_export(claims, ledger, trusted)
    if as_json:
        emit(ReceiptOutput(claims=claims).model_dump_json())
    else:
        show(*receipt_text.stated(claims, in_ledger=ledger is not None))
