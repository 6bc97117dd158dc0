"""Adding evidence in two steps, so that no transaction waits for a store or a key service.

First the pieces are sealed and put into the store: no transaction is open, and nobody can find them. Then they are
registered, in the transaction that takes the step they belong to; only now there is something to open. What was sealed
under is looked at again there: the key may have been destroyed meanwhile, another piece of the same kind may have come
in between, and the sweep may have taken the objects. What is never registered is left to the sweep.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import Connection, bindparam, insert, select

from counterfoil.errors import EvidenceOvertaken, InputError
from counterfoil.records.database import Database
from counterfoil.records.ids import new_id
from counterfoil.records.tables import evidence, swept_objects
from counterfoil.records.vault import keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.evidence import Evidence
from counterfoil.records.vault.keys import Owner, SubjectKey
from counterfoil.records.vault.pieces import binding, newest_versions
from counterfoil.records.vault.sealing import seal_bytes
from counterfoil.records.vault.store import SealedStore, new_name
from counterfoil.records.vault.wrapping import KeyRing

_T = TypeVar("_T")

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of one piece. It is in memory twice while it is sealed or opened."""

GUESSABLE: Final = frozenset({"expected", "review"})
"""Kinds that are a name and a birth date, or a sentence: whoever has their digest can try out what it may be of."""

_ADD: Final = insert(evidence)
_SWEPT: Final = (
    select(swept_objects.c.name).where(swept_objects.c.name.in_(bindparam("names", expanding=True))).limit(1)
)


@dataclass(frozen=True)
class Unsealed:
    """A piece that is to be sealed.

    Attributes:
        kind: What it is, such as ``probe``.
        clock: Which period of retention it follows.
        content: `LARGEST` bytes at most.
        media_type: Of the content.
    """

    kind: str
    clock: Clock
    content: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True)
class Sealed:
    """Pieces of one subject that lie sealed in the store, to be registered all at once.

    Attributes:
        tenant: Whose they are.
        subject: The verification they belong to.
        pieces: What will be known of them, by the names of their objects.
        keys: What they were sealed under, by clock.
        newest: The newest version of each kind when they were sealed.
    """

    tenant: str
    subject: str
    pieces: Mapping[str, Evidence]
    keys: Mapping[Clock, SubjectKey]
    newest: Mapping[str, int]


def seal(
    database: Database,
    ring: KeyRing,
    store: SealedStore,
    *,
    tenant: str,
    subject: str,
    pieces: Sequence[Unsealed],
    now: datetime,
) -> Sealed:
    """Seal pieces and put them into the store. See `Vault.seal`."""
    if not pieces:
        return Sealed(tenant, subject, {}, {}, {})
    if any(len(piece.content) > LARGEST for piece in pieces):
        raise InputError(f"Evidence has at most {LARGEST // 2**20} MB", remedy="Send a shorter clip.")
    owners = [Owner(tenant, subject, clock) for clock in sorted({piece.clock for piece in pieces})]
    with database.reading() as connection:
        rows = {owner: keys.look_up(connection, owner) for owner in owners}
        newest = newest_versions(connection, tenant, subject)
    opened = {owner.clock: keys.opened_or_new(ring, owner, row, now) for owner, row in rows.items()}
    versions, described = dict(newest), dict[str, Evidence]()
    for piece in pieces:
        versions[piece.kind] = versions.get(piece.kind, 0) + 1
        it = Evidence(
            id=new_id("evd", now),
            tenant=tenant,
            subject=subject,
            kind=piece.kind,
            version=versions[piece.kind],
            clock=piece.clock,
            media_type=piece.media_type,
            sha256="" if piece.kind in GUESSABLE else hashlib.sha256(piece.content).hexdigest(),
            size=len(piece.content),
            sealed_at=now,
        )
        name = new_name()
        store.put(name, seal_bytes(opened[piece.clock].key, piece.content, binding(it)))
        described[name] = it
    return Sealed(tenant, subject, described, opened, {kind: newest.get(kind, 0) for kind in versions})


def register(connection: Connection, sealed: Sealed) -> list[Evidence]:
    """Make rows of sealed pieces. See `Vault.register`."""
    if not sealed.pieces:
        return []
    ids = {clock: keys.hold(connection, key) for clock, key in sorted(sealed.keys.items())}
    newest = newest_versions(connection, sealed.tenant, sealed.subject)
    if any(newest.get(piece.kind, 0) != sealed.newest[piece.kind] for piece in sealed.pieces.values()):
        raise EvidenceOvertaken("Another piece of the same kind came at the same moment", remedy="Send it again.")
    rows = [_row(piece, name, ids[piece.clock]) for name, piece in sealed.pieces.items()]
    connection.execute(_ADD, rows)
    _require_unswept(connection, list(sealed.pieces))
    return list(sealed.pieces.values())


def until_registered(add: Callable[[], _T]) -> _T:
    """Seal and register, and once more whenever something came in between: each time somebody else is done."""
    while True:
        try:
            return add()
        except EvidenceOvertaken:
            continue


def _row(piece: Evidence, name: str, key: str) -> dict[str, object]:
    return {
        "id": piece.id,
        "tenant": piece.tenant,
        "subject": piece.subject,
        "kind": piece.kind,
        "version": piece.version,
        "key": key,
        "media_type": piece.media_type,
        "sha256": piece.sha256,
        "size": piece.size,
        "object": name,
        "sealed_at": piece.sealed_at,
    }


def _require_unswept(connection: Connection, names: Sequence[str]) -> None:
    """See that the sweep has not taken the objects. Asked after the rows are there: see `sweeping`."""
    if connection.execute(_SWEPT, {"names": names}).scalar():
        raise EvidenceOvertaken("What was sealed has waited too long to be registered", remedy="Send it again.")
