"""What the commands of the vault do."""

from collections.abc import Mapping

from counterfoil.cli.progress import progress
from counterfoil.cli.vault_output import (
    KeyOutput,
    RotatedOutput,
    SealFaultOutput,
    SweptOutput,
    VaultOutput,
    VerifiedOutput,
)
from counterfoil.clock import utc_now
from counterfoil.errors import VaultError
from counterfoil.records.database import Database
from counterfoil.records.vault import open_vault, verifying
from counterfoil.records.vault.key_file import add_key
from counterfoil.records.vault.opening import key_file
from counterfoil.records.vault.standing import Standing, standing
from counterfoil.records.vault.wrapping import KeyRing


def status() -> VaultOutput:
    """Look at the vault."""
    vault = open_vault()
    with Database().reading() as connection:
        stands = standing(connection)
    return VaultOutput(
        place=vault.store.place,
        pieces=stands.pieces,
        bytes=stands.size,
        oldest=stands.oldest.isoformat() if stands.oldest else None,
        erased=stands.erased,
        unswept=stands.unswept,
        keys=_keys(vault.ring, stands),
    )


def verify() -> VerifiedOutput:
    """Open every piece."""
    vault, database = open_vault(), Database()
    with database.reading() as connection:
        of = standing(connection).pieces
    faults, tried = [], 0
    with progress(is_patient=True) as told:
        for which, wrong in verifying.verify(vault, database):
            tried += 1
            if wrong:
                faults.append(SealFaultOutput(evidence=which, said=str(wrong)))
            told("Pieces opened", tried, max(tried, of))
    return VerifiedOutput(pieces=tried, faults=faults)


def rotate(*, new_key: bool) -> RotatedOutput:
    """Wrap every key anew; with a fresh key-encryption key if that was asked for.

    Raises:
        VaultError: The key-encryption keys are in no file, or one cannot be reached.
    """
    file = key_file()
    if new_key:
        if file is None:
            raise VaultError(
                "The key-encryption key is in no file that a key could be added to",
                remedy="Name the new one in the environment and the former one in COUNTERFOIL_KEK_FORMER.",
            )
        open_vault()  # makes the file if there is none
        add_key(file)
    vault, database = open_vault(), Database()
    current = vault.ring.current.id
    of, moved = sum(many for by, many in _held(database).items() if by != current), 0
    with progress(is_patient=True) as told:
        for some in vault.rewrap(database):
            moved += some
            told("Keys wrapped anew", moved, max(moved, of))
    held = _held(database)
    free = [one for one in vault.ring.ids if one != current and not held.get(one)]
    return RotatedOutput(current=current, added=new_key, moved=moved, former=free)


def sweep(*, restored: bool) -> SweptOutput:
    """Delete objects that nobody can open."""
    return SweptOutput(deleted=open_vault().sweep(Database(), utc_now(), restored=restored))


def _held(database: Database) -> Mapping[str, int]:
    with database.reading() as connection:
        return standing(connection).keys


def _keys(ring: KeyRing, stands: Standing) -> list[KeyOutput]:
    """Return the keys that are known, the current one first, and those that are missed."""
    missed = sorted(set(stands.keys) - set(ring.ids))
    return [
        KeyOutput(id=one, current=one == ring.current.id, known=one in ring.ids, wraps=stands.keys.get(one, 0))
        for one in (*ring.ids, *missed)
    ]
