"""The vault: evidence is sealed, found and opened here, and ends when its key is destroyed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam

from counterfoil.errors import EvidenceAltered, EvidenceGone, EvidenceUnknown
from counterfoil.records.database import Database
from counterfoil.records.tables import evidence
from counterfoil.records.vault import adding, service_secrets, small
from counterfoil.records.vault.adding import Sealed, Unsealed
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.evidence import Evidence
from counterfoil.records.vault.keys import Owner, destroy, require_ours
from counterfoil.records.vault.pieces import PIECES, binding, read
from counterfoil.records.vault.rewrapping import rewrap
from counterfoil.records.vault.sealing import NotWhatWasSealed, open_bytes
from counterfoil.records.vault.service_secrets import SealedSecret
from counterfoil.records.vault.store import SealedStore, is_name
from counterfoil.records.vault.sweeping import GRACE, MARK, sweep
from counterfoil.records.vault.wrapping import KeyRing

_TRIAL: Final = "trial"

_PIECE: Final = PIECES.where(evidence.c.id == bindparam("which"))
_PIECES: Final = PIECES.where(evidence.c.subject == bindparam("subject")).order_by(evidence.c.kind, evidence.c.version)
"""Never by the moment: a clock may jump, and what was sealed last must come last of its kind."""

_PIECES_OF_KIND: Final = _PIECES.where(evidence.c.kind == bindparam("kind"))


class Vault:
    """Sealed evidence of one deployment. May be shared between threads.

    Args:
        ring: The key-encryption keys.
        store: Where the sealed objects are kept.
        is_chosen: Whether somebody chose the keys. If not, the file of keys may have been made at this start: nothing
            is sealed with it beside what hangs on keys that are not known.
    """

    def __init__(self, ring: KeyRing, store: SealedStore, *, is_chosen: bool = True) -> None:
        self.ring = ring
        self.store = store
        self._may_seal = is_chosen

    def seal(
        self, database: Database, *, tenant: str, subject: str, pieces: Sequence[Unsealed], now: datetime
    ) -> Sealed:
        """Seal pieces of evidence and put them into the store. Nobody finds them before they are registered.

        Call it with no transaction open: the store, and a key service, may take a while.

        Args:
            database: Where they will be registered.
            tenant: Whose they are.
            subject: The verification they belong to.
            pieces: What to seal.
            now: The moment.

        Raises:
            EvidenceGone: What a clock keeps of this subject has been erased.
            VaultError: The store or the key-encryption key cannot be reached.
            InputError: One is too large.
        """
        if not self._may_seal:
            with database.reading() as connection:
                require_ours(connection, self.ring)
            self._may_seal = True
        return adding.seal(database, self.ring, self.store, tenant=tenant, subject=subject, pieces=pieces, now=now)

    def register(self, connection: Connection, sealed: Sealed) -> list[Evidence]:
        """Register what was sealed: from the end of this transaction on it can be found and opened.

        Register before you append to the ledger: rows are locked in one order everywhere.

        Args:
            connection: A transaction that writes. Rolled back, it leaves objects that `sweep` removes.
            sealed: What `seal` returned; it can be registered once.

        Returns:
            The pieces, in the order in which they were to be sealed.

        Raises:
            EvidenceGone: What a clock keeps of this subject was erased meanwhile.
            EvidenceOvertaken: Another piece of the same kind came in between, or the sweep: seal them again.
        """
        return adding.register(connection, sealed)

    def open(self, connection: Connection, tenant: str, evidence_id: str) -> bytes:
        """Return what was sealed.

        Raises:
            EvidenceUnknown: The tenant has no evidence of that id.
            EvidenceGone: It has been erased.
            EvidenceAltered: Its object, its row or its key is not what it was when it was sealed, or is not there.
            VaultError: The store or the key-encryption key cannot be reached.
        """
        row = connection.execute(_PIECE, {"tenant": tenant, "which": evidence_id}).first()
        if row is None:
            raise EvidenceUnknown("There is no evidence of that id")
        if row.wrapped is None:
            raise EvidenceGone(f"Evidence {evidence_id} has been erased")
        sealed = self.store.get(row.object) if row.object and is_name(row.object) else None
        if sealed is None:
            raise EvidenceAltered(f"Evidence {evidence_id} is missing from the store")
        try:
            piece = read(row)
            owner = Owner(piece.tenant, piece.subject, piece.clock)
            key = self.ring.unwrap(row.wrapped, row.wrapped_by, owner.context)
            return open_bytes(key, sealed, binding(piece))
        except (NotWhatWasSealed, ValueError):  # the second of a clock that is none
            raise EvidenceAltered(f"Evidence {evidence_id} is not what was sealed") from None

    def require_usable(self) -> None:
        """Try the key-encryption key and the store.

        Raises:
            VaultError: One of them cannot be reached.
        """
        self.open_small(_TRIAL, self.box(_TRIAL).seal(b""))
        self.store.get(MARK)

    def find(self, connection: Connection, tenant: str, subject: str, kind: str | None = None) -> list[Evidence]:
        """Return a subject's evidence by kind and version, what was erased included."""
        its = {"tenant": tenant, "subject": subject}
        if kind is None:
            found = connection.execute(_PIECES, its)
        else:
            found = connection.execute(_PIECES_OF_KIND, {**its, "kind": kind})
        return [read(row) for row in found]

    def destroy_keys(
        self, connection: Connection, tenant: str, subject: str, clocks: Collection[Clock], now: datetime
    ) -> int:
        """Erase what clocks keep of a subject, for ever: destroy its keys. Nothing can be sealed under them again.

        Whoever calls writes the ledger's entry. Objects, which nobody can open any more, go with the next `sweep`.

        Returns:
            How many pieces were erased; 0 when there was nothing left to erase.
        """
        return sum(destroy(connection, Owner(tenant, subject, clock), now) for clock in sorted(clocks))

    def rewrap(self, database: Database) -> Iterator[int]:
        """Wrap anew what former key-encryption keys wrapped; yield how many keys that were, transaction by transaction.

        No evidence is touched. Interrupted, the next call goes on with those that are left.

        Raises:
            VaultError: A key-encryption key is not known or cannot be reached, or a key is not what was wrapped.
        """
        return rewrap(database, self.ring)

    def sweep(self, database: Database, now: datetime, grace: timedelta = GRACE, *, restored: bool = False) -> int:
        """Delete objects that nobody can open: of erased evidence, and those that no row has named for a day.

        No transaction is open while the store is waited for. Interrupted, the next call goes on.

        Args:
            database: The one that the store belongs to.
            now: The clock.
            grace: How old an object is, by the store's own clock, before a row is missed. What is being sealed
                meanwhile is refused when it is registered, and has to be sealed again.
            restored: Somebody has restored the database from a backup, and means it: what it does not know of goes.

        Returns:
            How many.

        Raises:
            VaultError: The store cannot be reached, another database sweeps it, or this one was restored from a backup.
        """
        return sweep(database, self.store, now, grace, restored=restored)

    def seal_secret(self, name: str, secret: bytes) -> SealedSecret:
        """Seal a secret of the service, to be kept by `put_secret`. Call it with no transaction open.

        Raises:
            VaultError: The key-encryption key cannot be reached.
        """
        return service_secrets.seal_secret(self.ring, name, secret)

    def put_secret(self, connection: Connection, secret: SealedSecret, now: datetime) -> None:
        """Keep a secret of the service, in place of the one that had its name."""
        service_secrets.put_secret(connection, secret, now)

    def find_secret(self, connection: Connection, name: str) -> SealedSecret | None:
        """Return what is kept under a name, to be opened by `open_secret`; None where nothing is."""
        return service_secrets.find_secret(connection, name)

    def open_secret(self, secret: SealedSecret) -> bytes:
        """Return a secret of the service. Call it with no transaction open that writes.

        Raises:
            VaultError: It was altered, or the key-encryption key cannot be reached.
        """
        return service_secrets.open_secret(self.ring, secret)

    def drop_secret(self, connection: Connection, name: str) -> None:
        """Remove a secret and its key, if there is one of the name."""
        service_secrets.drop_secret(connection, name)

    def box(self, subject: str) -> small.Box:
        """Return what seals the little that a row may hold of a subject for a short while, its wrapped key beside it.

        Raises:
            VaultError: The key-encryption key cannot be reached.
        """
        return small.new_box(self.ring, subject)

    def open_small(self, subject: str, sealed: bytes) -> bytes:
        """Return what a `box` of the subject sealed.

        Raises:
            VaultError: It was altered or sealed for another one, or the key-encryption key cannot be reached.
        """
        return small.open_small(self.ring, subject, sealed)
