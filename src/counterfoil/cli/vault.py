"""``counterfoil vault``: the sealed evidence, and the keys that it hangs on."""

from typing import Annotated

import typer

from counterfoil.cli.options import AsJson

_ALTERED = 30

vault = typer.Typer(no_args_is_help=True)


@vault.callback()
def _group() -> None:
    """Keep the vault of evidence: how it stands, its keys, and what can be deleted."""


@vault.command()
def status(*, as_json: AsJson = False) -> None:
    """Show how much is sealed and erased, and which key-encryption keys are in use.

    A former key may be taken away once it wraps nothing. One that is not known
    here holds evidence that cannot be opened: restore it, or name it in
    COUNTERFOIL_KEK_FORMER.
    """
    from counterfoil.cli import vault_text, vault_work
    from counterfoil.cli.terminal import emit, show

    told = vault_work.status()
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*vault_text.status(told))


@vault.command()
def verify(*, as_json: AsJson = False) -> None:
    """Open every sealed piece, as after a restore, and name what is altered or missing.

    Nothing is shown or written. It reads the whole store.

    Exit codes: 0 everything is what was sealed, 30 something is not, 2 the
    store or a key cannot be reached.
    """
    from counterfoil.cli import vault_text, vault_work
    from counterfoil.cli.terminal import emit, show

    told = vault_work.verify()
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*vault_text.verified(told))
    raise typer.Exit(_ALTERED if told.faults else 0)


@vault.command()
def rotate(
    *,
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="First put a fresh key into the key file; it wraps from now on."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Wrap every key anew with the current key-encryption key. No evidence is touched.

    The service may run meanwhile. Interrupted, the next call goes on with the
    keys that are left. The former key stays known until you take it away; once
    it is destroyed, so is every erased key that a backup may still hold.
    """
    from counterfoil.cli import vault_text, vault_work
    from counterfoil.cli.terminal import emit, show

    told = vault_work.rotate(new_key=new_key)
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*vault_text.rotated(told))


@vault.command("new-key")
def new_key() -> None:
    """Print a fresh key-encryption key, for COUNTERFOIL_KEK or a key file.

    Whoever has it opens all evidence; without it nobody does. Keep a copy where
    neither the database nor its backups are.
    """
    from counterfoil.cli.terminal import emit
    from counterfoil.records.vault.local_key import new_key_text

    emit(new_key_text())


@vault.command()
def sweep(
    *,
    restored: Annotated[
        bool, typer.Option("--restored", help="The database was restored from a backup: what came since may go.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Delete sealed objects that nobody can open any more.

    Those of erased evidence go at once; those that no row names, as a killed
    process leaves them, after a day. The worker does the same by itself.
    """
    from counterfoil.cli import vault_text, vault_work
    from counterfoil.cli.terminal import emit, show

    told = vault_work.sweep(restored=restored)
    if as_json:
        emit(told.model_dump_json())
    else:
        show(*vault_text.swept(told))
