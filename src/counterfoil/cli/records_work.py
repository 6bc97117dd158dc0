"""What the commands of the records do."""

from counterfoil.cli.ledger_work import own_keys
from counterfoil.cli.progress import progress
from counterfoil.cli.vault_text import many
from counterfoil.records import ledger
from counterfoil.records.database import Database
from counterfoil.records.moving import Moved
from counterfoil.records.moving import move as copy


def move(to: str) -> Moved:
    """Copy the records of this deployment to a database on Postgres."""
    source = Database(is_sole=True)
    with source.reading() as connection:
        keys = own_keys(connection, ledger.tenants_with_entries(connection))
    with progress(is_patient=True) as told:
        return copy(source, Database(to), keys, lambda done, of: told("Rows copied", done, of))


def said(moved: Moved) -> str:
    """Return what is told of it, and what is to be done next."""
    rows = many(sum(moved.rows.values()), "row", "rows")
    cases = many(moved.rows["verifications"], "verification", "verifications")
    entries = many(moved.rows["ledger_entries"], "entry", "entries")
    tenants = many(len(moved.tenants), "tenant", "tenants")
    lines = [
        f"Moved {rows}, among them {cases} and {entries} of the ledger.",
        f"There, the ledger of {tenants} was verified, and each verification held against it.",
    ]
    if moved.unfinished:
        lines.append(f"{many(moved.unfinished, 'verification waits', 'verifications wait')} for the first worker.")
    lines.append("Now name the new place in COUNTERFOIL_DATABASE, for every process, and put the file away.")
    return "\n".join(lines)
