"""The keys of subjects: one for each clock, made when the first piece is sealed, destroyed when its time is up."""

import os
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update

from counterfoil.errors import EvidenceGone, VaultError
from counterfoil.records.ids import new_id
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.sqlite import leave_no_trace
from counterfoil.records.tables import AnyRow, evidence, vault_keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.sealing import KEY_BYTES
from counterfoil.records.vault.wrapping import KeyRing


@dataclass(frozen=True)
class Owner:
    """Whose a key is: one clock of one subject of one tenant."""

    tenant: str
    subject: str
    clock: Clock

    @property
    def context(self) -> dict[str, str]:
        """As it is bound into the key's wrapping."""
        return {"tenant": self.tenant, "subject": self.subject, "clock": self.clock.value}


@dataclass(frozen=True)
class SubjectKey:
    """A key, unwrapped, and the id of its row."""

    id: str
    key: bytes = field(repr=False)


def obtain(connection: Connection, ring: KeyRing, owner: Owner, now: datetime) -> SubjectKey:
    """Return the key of an owner, made if there is none, and hold its row until the transaction ends.

    Who destroys it waits for us or we for him; of two processes that need a new one, one makes it.

    Raises:
        EvidenceGone: It has been destroyed.
        NotWhatWasSealed: Its row was altered.
        VaultError: The key-encryption key cannot be reached.
    """
    found = _held(connection, owner)
    if found is None:
        wrapped, by = ring.wrap(os.urandom(KEY_BYTES), owner.context)
        _add(connection, owner, now, wrapped=wrapped, wrapped_by=by)
        found = _held(connection, owner)
    assert found is not None  # noqa: S101 - rows are never deleted
    if found.wrapped is None:
        raise EvidenceGone(f"The {owner.clock.value} of {owner.subject} were erased: nothing can be added to them")
    return SubjectKey(found.id, ring.unwrap(found.wrapped, found.wrapped_by, owner.context))


def require_ours(connection: Connection, ring: KeyRing) -> None:
    """See that the vault is empty, or filled under a key-encryption key that is known.

    Raises:
        VaultError: It hangs on others: this machine has lost its key file, or never had it.
    """
    wrapped = select(vault_keys.c.wrapped_by).where(vault_keys.c.wrapped.is_not(None)).limit(1)
    if connection.execute(wrapped.where(vault_keys.c.wrapped_by.in_(ring.ids))).scalar():
        return
    if other := connection.execute(wrapped).scalar():
        raise VaultError(
            f"The vault was filled under the key-encryption key {other}, which is not known here",
            remedy="Restore the key file; if it is lost, name another one in COUNTERFOIL_KEK_FILE.",
        )


def destroy(connection: Connection, owner: Owner, now: datetime) -> int:
    """Destroy a key, and with it everything that it sealed. Return how many pieces that were.

    Where nothing was sealed a row says so all the same: nothing can be sealed there from now on.
    """
    _add(connection, owner, now, destroyed_at=now)
    row = _held(connection, owner)
    assert row is not None  # noqa: S101 - rows are never deleted
    if row.wrapped is None:
        return 0
    leave_no_trace(connection)
    no_more = update(vault_keys).values(wrapped=None, wrapped_by="", destroyed_at=now)
    connection.execute(no_more.where(vault_keys.c.id == row.id))
    erased = update(evidence).values(erased_at=now, sha256="")
    return connection.execute(erased.where(evidence.c.key == row.id)).rowcount


def _add(connection: Connection, owner: Owner, now: datetime, **columns: bytes | str | datetime) -> None:
    """Add a row, unless another process was faster."""
    row = {"id": new_id("vk", now), **owner.context, "wrapped_by": "", "created_at": now, **columns}
    insert_if_absent(connection, vault_keys, row)


def _held(connection: Connection, owner: Owner) -> AnyRow | None:
    its = select(vault_keys).where(*(vault_keys.c[name] == value for name, value in owner.context.items()))
    return connection.execute(its.with_for_update()).first()
