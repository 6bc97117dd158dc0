"""Deleting objects that nobody can open: those whose key was destroyed, and those that no row names.

The second kind is left by transactions that were rolled back and by killed writers. Somebody may still be about to
register one, so only those are taken that are a day old by the store's own clock, which stamped them. That clock may
jump: so before an object is deleted its name is written down, and from then on nobody can register it. Whoever comes
too late seals again; no row ever names an object that was taken.

To another database's sweep every object of ours would look like that: the first one to sweep a store puts its mark
there, and no other sweeps it. So would everything since a backup to a database that was restored from it: sweeps are
counted in both places, and where the store has counted further, nothing is swept until somebody says so.
"""

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from sqlalchemy import Connection, select, update

from counterfoil.errors import VaultError
from counterfoil.records.alone import nobody_inserts
from counterfoil.records.database import Database
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import evidence, settings, swept_objects
from counterfoil.records.vault.batches import batches
from counterfoil.records.vault.store import CLOCK, SealedStore, is_name

GRACE: Final = timedelta(days=1)
MARK: Final = "swept-by"
_OURS: Final = (MARK, CLOCK)
_ID: Final = "vault_id"
_SWEEPS: Final = "vault_sweeps"
_AT_ONCE: Final = 500


def sweep(
    database: Database, store: SealedStore, now: datetime, grace: timedelta = GRACE, *, restored: bool = False
) -> int:
    """Delete objects that nobody can open. Return how many. Interrupted, the next one goes on.

    Raises:
        VaultError: The store cannot be reached, belongs to another database, or to this one as it was later.
    """
    _require_own(database, store, restored=restored)
    return _sweep_erased(database, store) + _sweep_orphans(database, store, now, grace)


def _require_own(database: Database, store: SealedStore, *, restored: bool) -> None:
    """See that the store's mark is of this database, and of no later sweep than it knows of; count this one."""
    mark = store.get(MARK)
    with database.writing() as connection:
        own, sweeps = (_setting(connection, name, first) for name, first in ((_ID, token_hex(16)), (_SWEEPS, "0")))
        whose, _, marked = (mark or own.encode()).decode("ascii", "replace").partition(" ")
        known, done = int(sweeps), int(marked) if marked.isdecimal() else 0
        if whose != own:
            raise VaultError(
                f"{store.place} belongs to another database: nothing was swept",
                remedy="Give each database its own vault.",
            )
        if done > known and not restored:
            raise VaultError(
                f"{store.place} knows of later sweeps than this database, which was restored from a backup: "
                "nothing was swept",
                remedy="Say so, once you will not go back: counterfoil vault sweep --restored",
            )
        count = max(known, done) + 1
        connection.execute(update(settings).where(settings.c.name == _SWEEPS).values(value=str(count)))
    store.put(MARK, f"{own} {count}".encode())


def _setting(connection: Connection, name: str, first: str) -> str:
    insert_if_absent(connection, settings, {"name": name, "value": first})
    its = select(settings.c.value).where(settings.c.name == name).with_for_update()
    return str(connection.execute(its).scalar_one())


def _sweep_erased(database: Database, store: SealedStore) -> int:
    """Delete objects first and take their names from the rows then, so that none is forgotten."""
    erased = select(evidence.c.object).where(evidence.c.erased_at.is_not(None), evidence.c.object.is_not(None))
    deleted = 0
    while True:
        with database.reading() as connection:
            names = list(connection.execute(erased.limit(_AT_ONCE)).scalars())
        if not names:
            return deleted
        store.delete(filter(is_name, names))  # and nothing else that a row was made to name
        with database.writing() as connection:
            connection.execute(update(evidence).where(evidence.c.object.in_(names)).values(object=None))
        deleted += len(names)


def _sweep_orphans(database: Database, store: SealedStore, now: datetime, grace: timedelta) -> int:
    deleted, before = 0, store.now() - grace
    old = (stored.name for stored in store.all() if stored.written_at <= before and stored.name not in _OURS)
    for names in batches(old, _AT_ONCE):
        with database.reading() as connection:
            orphans = _unnamed(connection, names)
        if orphans:
            with database.writing() as connection:
                orphans = _condemned(connection, orphans, now)
            store.delete(orphans)
        deleted += len(orphans)
    return deleted


def _condemned(connection: Connection, names: list[str], now: datetime) -> list[str]:
    """Write down those that no row names, so that none will; return them.

    Whoever registers inserts the row and then looks here. So once everybody who has inserted one is done, and while
    nobody else can, what is not named never will be.
    """
    nobody_inserts(connection, evidence)
    unnamed = _unnamed(connection, names)
    for name in unnamed:
        insert_if_absent(connection, swept_objects, {"name": name, "swept_at": now})
    return unnamed


def _unnamed(connection: Connection, names: list[str]) -> list[str]:
    named = set(connection.execute(select(evidence.c.object).where(evidence.c.object.in_(names))).scalars())
    return [name for name in names if name not in named]
