"""``counterfoil signing-key``: the key that signs receipts and checkpoints of the ledger."""

import typer

signing_key = typer.Typer(no_args_is_help=True)


@signing_key.callback()
def _group() -> None:
    """Show the keys that verify receipts, and replace the one that signs."""


@signing_key.command()
def show() -> None:
    """Print the public keys as a JWK Set, the one that signs first.

    The same as /v1/keys answers: keys that signed before stay in it, so that
    what they signed can be verified. Whoever verifies should keep a copy.
    """
    import json

    from counterfoil.cli.terminal import emit
    from counterfoil.records.books import signing_key_file
    from counterfoil.records.signing import jwks
    from counterfoil.records.signing_files import load

    emit(json.dumps(jwks([load(signing_key_file())]), indent=2))


@signing_key.command()
def rotate() -> None:
    """Make a new key and let it sign from now on.

    The private part of the key before is deleted, its public part stays
    published, and what it signed stays valid. A service that runs sees the new
    key by itself. A key that was stolen must also be taken out of the file that
    COUNTERFOIL_SIGNING_KEY names.
    """
    from counterfoil.cli.terminal import emit
    from counterfoil.records.books import signing_key_file
    from counterfoil.records.signing_files import rotate as replace

    emit(f"The key {replace(signing_key_file()).kid} signs from now on.")
