"""How the vault stands: how much is sealed, how much was erased, and which key-encryption key holds how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from counterfoil.records.tables import evidence, secrets, vault_keys


@dataclass(frozen=True)
class Standing:
    """Counts, and nothing of any one verification.

    Attributes:
        pieces: Pieces that can be opened.
        size: Their bytes before they were sealed.
        oldest: When the oldest of them was sealed; None when there is none.
        erased: Pieces that were erased.
        unswept: Objects of erased pieces that are still in the store.
        keys: Keys that a key-encryption key wraps, secrets of the service included, by its id.
    """

    pieces: int
    size: int
    oldest: datetime | None
    erased: int
    unswept: int
    keys: Mapping[str, int]


def standing(connection: Connection) -> Standing:
    """Return how the vault stands."""
    alive = evidence.c.erased_at.is_(None)
    sums = select(func.count(), func.coalesce(func.sum(evidence.c.size), 0), func.min(evidence.c.sealed_at))
    pieces, size, oldest = connection.execute(sums.where(alive)).one()
    erased, unswept = connection.execute(select(func.count(), func.count(evidence.c.object)).where(~alive)).one()
    keys: dict[str, int] = {}
    for table in (vault_keys, secrets):
        counted = select(table.c.wrapped_by, func.count()).where(table.c.wrapped.is_not(None))
        for by, many in connection.execute(counted.group_by(table.c.wrapped_by)):
            keys[by] = keys.get(by, 0) + many
    return Standing(pieces, int(size), oldest, erased, unswept, keys)
