"""What the commands of the ledger do: in the database, in files, with the keys of the deployment or others."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from counterfoil.cli.files import require_writable, write_lines
from counterfoil.errors import FileError, InputError, LedgerError, ReceiptError
from counterfoil.records import ledger
from counterfoil.records.agreeing import Disagreement, first_disagreement
from counterfoil.records.books import signing_key_file
from counterfoil.records.database import Database
from counterfoil.records.ledger import Checkpoint, Fault, Verified
from counterfoil.records.signing import JwkSet, jwks, verifying_keys
from counterfoil.records.signing_files import load, load_or_create, read_jwks

KeysFrom = Literal["file", "option", "deployment"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of verifying chains.

    Attributes:
        chains: What was found of each.
        disagreements: Of a chain that is right, the first verification that says something else, by tenant.
        trusted: Thumbprints of the keys that may have signed.
        keys_from: Where those came from.
    """

    chains: list[Verified | Fault]
    disagreements: Mapping[str, Disagreement]
    trusted: list[str]
    keys_from: KeysFrom


def kept_checkpoints(files: Sequence[Path]) -> list[Checkpoint]:
    """Return the checkpoints in files."""
    return [checkpoint for file in files for checkpoint in ledger.read_checkpoints(file)]


def verify_file(file: Path, tenant: str | None, keys: Path | None, kept: Sequence[Checkpoint]) -> Outcome:
    """Verify an export."""
    trusted = read_jwks(keys) if keys else None
    done = ledger.verify_export(file, keys=trusted, kept=kept)
    if tenant is not None and done.outcome.tenant != tenant:
        raise FileError(f"{file.name}: this is the ledger of another tenant")
    return Outcome([done.outcome], {}, _names(trusted or done.own_keys), "option" if keys else "file")


def verify_database(tenant: str | None, keys: Path | None, kept: Sequence[Checkpoint]) -> Outcome:
    """Verify the ledger in the database, the chain of a tenant or each, and hold what verifications say against it."""
    outcomes: list[Verified | Fault] = []
    disagreements: dict[str, Disagreement] = {}
    with Database().reading() as connection:
        known = {*ledger.tenants_with_entries(connection), *(one.tenant for one in kept)}
        if tenant is not None and tenant not in known:
            raise InputError("There is no ledger of this tenant", remedy="Leave --tenant out to verify all there are.")
        chains = sorted(known) if tenant is None else [tenant]
        trusted = read_jwks(keys) if keys else own_keys(connection, chains, kept)
        for chain in chains:
            own = [one for one in kept if one.tenant == chain]
            outcomes.append(ledger.verify_ledger(connection, chain, trusted, kept=own))
            if isinstance(outcomes[-1], Verified) and (found := first_disagreement(connection, chain)):
                disagreements[chain] = found
    return Outcome(outcomes, disagreements, _names(trusted), "option" if keys else "deployment")


def own_keys(connection: Connection, chains: Iterable[str], kept: Sequence[Checkpoint] = ()) -> JwkSet:
    """Return the public keys of this deployment, or none where nothing is signed.

    Nothing is made here: who verifies may have a copy of the database and nothing else.
    """
    is_signed = kept or any(ledger.count_checkpoints(connection, chain) for chain in chains)
    return jwks([load(signing_key_file())] if is_signed else [])


def find_in_export(claims: Mapping[str, Any], file: Path, keys: JwkSet) -> None:
    """See that an export is whole and holds the entry that a receipt names.

    Raises:
        FileError: The export cannot be read.
        ReceiptError: The receipt names no entry, or another one than stands there.
        LedgerError: The export is broken.
    """
    named = claims.get("ledger")
    number, digest = (named.get("number"), named.get("digest")) if isinstance(named, Mapping) else (None, None)
    if not isinstance(number, int):
        raise ReceiptError("The receipt names no entry of a ledger")
    outcome = ledger.verify_export(file, keys=keys).outcome
    if isinstance(outcome, Fault):
        raise LedgerError(f"{file.name}: the ledger is broken. {outcome.said}")
    if ledger.digest_in_export(file, number) != digest:
        raise ReceiptError(f"{file.name}: entry {number} is not there, or not the one that the receipt names")


def export_to(out: Path, tenant: str | None, now: datetime) -> int:
    """Write a chain to a file, whole or not at all; return how many entries it has.

    That it was exported stands in it as its newest entry, and is signed first.
    A chain that is broken is written as well, unsigned: an auditor wants to see it.
    """
    require_writable(out)
    database, key = Database(), load_or_create(signing_key_file())
    with database.reading() as connection:
        chain = _chosen(tenant, ledger.tenants_with_entries(connection))
    with database.writing() as connection:
        ledger.append(connection, tenant=chain, kind="ledger.exported", actor="operator", now=now)
    with suppress(LedgerError):
        ledger.checkpoint(database, chain, key, now)
    with database.reading() as connection:
        lines = write_lines(out, ledger.export(connection, chain, jwks([key])))
        checkpoints = ledger.count_checkpoints(connection, chain)
    return lines - checkpoints - 1


def sign_newest(tenant: str | None, now: datetime) -> tuple[list[bytes], list[LedgerError]]:
    """Sign the newest entry of the chain of a tenant, or of each.

    Returns:
        The newest checkpoints as lines, and what was found of chains that are broken.
    """
    database, key = Database(), load_or_create(signing_key_file())
    lines: list[bytes] = []
    broken: list[LedgerError] = []
    with database.reading() as connection:
        chains = [tenant] if tenant else ledger.tenants_with_entries(connection)
    for chain in chains:
        try:
            ledger.checkpoint(database, chain, key, now)
            with database.reading() as connection:
                newest = ledger.newest_checkpoint(connection, chain)
        except LedgerError as fault:
            broken.append(fault)
        else:
            lines += [ledger.checkpoint_line(newest)] if newest else []
    return lines, broken


def _chosen(tenant: str | None, tenants: Sequence[str]) -> str:
    asked = [one for one in tenants if tenant in {None, one}]
    if len(asked) == 1:
        return asked[0]
    if not tenants:
        raise InputError("The ledger is empty: nothing has happened yet")
    if not asked:
        raise InputError("There is no ledger of this tenant")
    raise InputError(f"There are ledgers of {len(tenants)} tenants", remedy="Say whose with --tenant.")


def _names(keys: JwkSet) -> list[str]:
    return list(verifying_keys(keys))
