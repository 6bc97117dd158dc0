"""Opening every piece, as after a restore."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from counterfoil.errors import EvidenceAltered, EvidenceGone
from counterfoil.records.database import Database
from counterfoil.records.tables import evidence
from counterfoil.records.vault.vault import Vault

_AT_ONCE: Final = 500


def verify(vault: Vault, database: Database) -> Iterator[tuple[str, EvidenceAltered | None]]:
    """Open every piece; yield the id of each, and what is wrong with it.

    Raises:
        VaultError: The store or a key-encryption key cannot be reached.
    """
    after = ""
    while some := _after(database, after):
        for tenant, which in some:
            try:
                with database.reading() as connection:
                    vault.open(connection, tenant, which)
                yield which, None
            except EvidenceAltered as wrong:
                yield which, wrong
            except EvidenceGone:
                continue  # somebody erased it meanwhile
        after = some[-1][1]


def _after(database: Database, after: str) -> list[tuple[str, str]]:
    some = select(evidence.c.tenant, evidence.c.id).where(evidence.c.id > after, evidence.c.erased_at.is_(None))
    with database.reading() as connection:
        return [(row.tenant, row.id) for row in connection.execute(some.order_by(evidence.c.id).limit(_AT_ONCE))]
