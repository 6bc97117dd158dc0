"""``counterfoil ledger``: whether the record of what happened is whole, and what an auditor gets of it."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson
from counterfoil.clock import utc_now

_BROKEN = 30

ledger = typer.Typer(no_args_is_help=True)

Tenant = Annotated[str | None, typer.Option(metavar="ID", help="Only the chain of this tenant. Default: all.")]


@ledger.callback()
def _group() -> None:
    """Verify the ledger, sign its newest entry, and export it for an auditor."""


@ledger.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="An export to verify. Without it, the ledger in the database."),
    ] = None,
    *,
    tenant: Tenant = None,
    keys: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The public keys to trust, as /v1/keys answers. Default: this deployment's, or those in the export.",
        ),
    ] = None,
    kept: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="Checkpoints that were kept elsewhere; may be said again."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find any change, gap, reorder or cut, and name the first bad entry.

    Each entry holds the digest of the one before; checkpoints sign the newest.
    Somebody with the database and the signing key could write a whole chain
    anew: only checkpoints that were kept elsewhere show that. Keep what
    counterfoil ledger checkpoint prints, and give it with --checkpoint.

    In the database, the row of each verification is held against its entries:
    state, verdict, who decided and when. The first that disagrees is named.

    Exit codes: 0 nothing is wrong, 30 something is, 2 it cannot be read.
    """
    from counterfoil.cli import ledger_output, ledger_text, ledger_work
    from counterfoil.cli.terminal import emit, show

    checkpoints = ledger_work.kept_checkpoints(kept or [])
    if file is not None:
        outcome = ledger_work.verify_file(file, tenant, keys, checkpoints)
    else:
        outcome = ledger_work.verify_database(tenant, keys, checkpoints)
    chains = [ledger_output.chain(one, outcome.disagreements.get(one.tenant)) for one in outcome.chains]
    is_whole = all(chain.verified for chain in chains)
    if as_json:
        told = ledger_output.LedgerOutput(
            verified=is_whole, keys=outcome.trusted, keys_from=outcome.keys_from, chains=chains
        )
        emit(told.model_dump_json())
    else:
        show(*ledger_text.verified(chains, outcome.trusted, outcome.keys_from))
    raise typer.Exit(0 if is_whole else _BROKEN)


@ledger.command()
def export(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.jsonl", help="The file to write; only you may read it.")],
    tenant: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Whose chain. Default: the only one there is."),
    ] = None,
) -> None:
    """Write a chain to a file that verifies without the database.

    The export is itself an entry, which is signed first. Each line is an object
    of JSON: the keys, then the entries, and each checkpoint behind the entry
    that it covers.
    Verify it with: counterfoil ledger verify FILE
    """
    from counterfoil.cli import ledger_work
    from counterfoil.cli.terminal import emit

    many = ledger_work.export_to(out, tenant, utc_now())
    emit(f"Wrote {many:,} {'entry' if many == 1 else 'entries'}. To verify: counterfoil ledger verify {out.name}")


@ledger.command()
def checkpoint(*, tenant: Tenant = None) -> None:
    """Sign the newest entry of each chain, and print the signature to keep elsewhere.

    Prints a line of JSON a chain: the newest checkpoint, made now when there
    are entries that none covers. Put it where whoever runs this machine cannot
    change it: counterfoil ledger checkpoint >> /elsewhere/checkpoints.jsonl

    Exit codes: 0 signed, 30 a chain is broken, and that one was not signed.
    """
    from counterfoil.cli import ledger_work
    from counterfoil.cli.terminal import emit

    lines, broken = ledger_work.sign_newest(tenant, utc_now())
    if lines:
        emit(b"".join(lines).decode())
    if broken:
        raise broken[0]
