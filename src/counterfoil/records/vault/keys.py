"""The keys of subjects: one for each clock, made when the first piece is sealed, destroyed when its time is up."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from counterfoil.errors import EvidenceAltered, EvidenceGone, EvidenceOvertaken, VaultError
from counterfoil.records.ids import new_id
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.sqlite import leave_no_trace
from counterfoil.records.tables import AnyRow, evidence, vault_keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.sealing import KEY_BYTES, NotWhatWasSealed
from counterfoil.records.vault.wrapping import KeyRing

_ITS: Final = select(vault_keys).where(
    *(vault_keys.c[name] == bindparam(name) for name in ("tenant", "subject", "clock"))
)
_HELD: Final = _ITS.with_for_update()


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
    """A key, unwrapped, and its row, which is not there yet where the key is new."""

    id: str
    owner: Owner
    key: bytes = field(repr=False)
    row: Mapping[str, Any] | None = field(repr=False)


def look_up(connection: Connection, owner: Owner) -> AnyRow | None:
    """Return the row of an owner's key; None when there is none yet."""
    return connection.execute(_ITS, owner.context).first()


def opened_or_new(ring: KeyRing, owner: Owner, row: AnyRow | None, now: datetime) -> SubjectKey:
    """Return the key of a row, unwrapped, or a new one. No transaction should be open: a key service may be slow.

    Raises:
        EvidenceGone: It has been destroyed.
        EvidenceAltered: Its row was altered.
        VaultError: The key-encryption key cannot be reached.
    """
    if row is None:
        key = os.urandom(KEY_BYTES)
        wrapped, by = ring.wrap(key, owner.context)
        new = _row(owner, now, wrapped=wrapped, wrapped_by=by)
        return SubjectKey(new["id"], owner, key, new)
    if row.wrapped is None:
        raise _gone(owner)
    try:
        return SubjectKey(row.id, owner, ring.unwrap(row.wrapped, row.wrapped_by, owner.context), None)
    except NotWhatWasSealed:
        raise EvidenceAltered(f"The {owner.clock.value} key of {owner.subject} is not what was wrapped") from None


def hold(connection: Connection, key: SubjectKey) -> str:
    """Hold the row of a key until the transaction ends, made if the key is new; return its id.

    Who destroys it waits for us or we for him; of two processes that made a new one, one keeps it.

    Raises:
        EvidenceGone: It has been destroyed meanwhile.
        EvidenceOvertaken: Another process was faster to make one.
    """
    if key.row is not None:
        insert_if_absent(connection, vault_keys, key.row)
    held = _held(connection, key.owner)
    if held is None or held.wrapped is None:
        raise _gone(key.owner)
    if held.id != key.id:
        raise EvidenceOvertaken("Another first piece came at the same moment", remedy="Send it again.")
    return key.id


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


def _add(connection: Connection, owner: Owner, now: datetime, **columns: datetime) -> None:
    """Add a row, unless another process was faster."""
    insert_if_absent(connection, vault_keys, _row(owner, now, **columns))


def _row(owner: Owner, now: datetime, **columns: bytes | str | datetime) -> dict[str, Any]:
    return {"id": new_id("vk", now), **owner.context, "wrapped_by": "", "created_at": now, **columns}


def _held(connection: Connection, owner: Owner) -> AnyRow | None:
    return connection.execute(_HELD, owner.context).first()


def _gone(owner: Owner) -> EvidenceGone:
    return EvidenceGone(f"The {owner.clock.value} of {owner.subject} were erased: nothing can be added to them")
