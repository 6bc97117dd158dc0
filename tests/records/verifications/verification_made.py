"""Verifications brought to any state by the steps that lead there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from counterfoil.decision import Verdict
from counterfoil.records import ledger
from counterfoil.records import verifications as steps
from counterfoil.records.database import Database
from counterfoil.records.vault import Clock, Evidence, Vault, until_registered
from counterfoil.records.verifications import State, Verification
from tests.beginning import begun
from tests.sealing import seal_within

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
CONSENT = "2026-11"
ANNA, BERT = "acc_anna", "acc_bert"


@dataclass
class Desk:
    """A clock, a database and a vault, and the steps of a verification with what a test does not care about."""

    database: Database
    vault: Vault
    now: datetime = NOW
    taken: int = field(default=0)

    def later(self, **by: float) -> datetime:
        """Move the clock."""
        self.now += timedelta(**by)
        return self.now

    def create(self, **otherwise: Any) -> str:
        """Begin a verification; return its id."""
        with self.database.writing() as connection:
            return begun(connection, self.now, **{"consent_version": CONSENT, **otherwise}).id

    def consent(self, one: str, version: str = CONSENT) -> None:
        with self.database.writing() as connection:
            steps.consent(connection, one, version=version, language="en", now=self.now)

    def capture(self, one: str, *kinds: str) -> None:
        """Seal and record captures, each another one than before."""
        for kind in kinds or ("document_front", "probe"):
            with self.database.writing() as connection:
                piece = self.seal(connection, one, kind, Clock.BIOMETRICS)
                steps.capture(connection, one, kind=kind, evidence=piece, now=self.now)

    def seal(self, connection: Any, one: str, kind: str, clock: Clock = Clock.RECORDS) -> Evidence:
        self.taken += 1
        content = f"{kind} {self.taken}".encode()
        found = steps.known(connection, one)
        return seal_within(
            self.vault,
            connection,
            tenant=found.tenant if found else "default",
            subject=one,
            kind=kind,
            clock=clock,
            content=content,
            media_type="image/jpeg",
            now=self.now,
        )

    def submit(self, one: str) -> int:
        with self.database.writing() as connection:
            return steps.submit(connection, one, self.now)

    def conclude(self, one: str, verdict: Verdict, attempt: int | None = None, reasons: tuple[str, ...] = ()) -> bool:
        with self.database.writing() as connection:
            found = steps.known(connection, one)
            assert found is not None
            number = found.attempt if attempt is None else attempt
            return steps.conclude(connection, one, attempt=number, verdict=verdict, reasons=reasons, now=self.now)

    def manual(self, one: str) -> None:
        with self.database.writing() as connection:
            steps.choose_manual(connection, one, now=self.now)

    def review(self, one: str, by: str, verdict: Verdict) -> State:
        return until_registered(lambda: self._review(one, by, verdict))

    def _review(self, one: str, by: str, verdict: Verdict) -> State:
        with self.database.writing() as connection:
            reason = self.seal(connection, one, "review")
            return steps.review(connection, one, by=by, verdict=verdict, reason_evidence=reason, now=self.now)

    def send_back(self, one: str, by: str) -> None:
        with self.database.writing() as connection:
            reason = self.seal(connection, one, "review")
            steps.send_back(connection, one, by=by, reason_evidence=reason, now=self.now)

    def contest(self, one: str) -> None:
        with self.database.writing() as connection:
            steps.contest(connection, one, now=self.now)

    def expire(self) -> int:
        with self.database.writing() as connection:
            return steps.expire(connection, self.now)

    def end_undecided(self, one: str) -> None:
        with self.database.writing() as connection:
            steps.end_undecided(connection, one, now=self.now)

    def erase(self, one: str) -> bool:
        with self.database.writing() as connection:
            return steps.erase(connection, self.vault, one, actor="key:key_1", now=self.now)

    def erase_biometrics(self, one: str) -> bool:
        with self.database.writing() as connection:
            return steps.erase_biometrics(connection, self.vault, one, now=self.now)

    def get(self, one: str, tenant: str = "default") -> Verification:
        with self.database.reading() as connection:
            found = steps.get(connection, tenant, one)
        assert found is not None
        return found

    def kinds(self, one: str, tenant: str = "default") -> list[str]:
        """What the ledger says of a verification, in order."""
        with self.database.reading() as connection:
            return [entry.kind.partition(".")[2] for entry in ledger.entries(connection, tenant, subject=one)]

    def brought_to(self, state: State, **otherwise: Any) -> str:
        """Begin a verification and bring it to a state."""
        one = self.create(**otherwise)
        if state is State.EXPIRED:
            self.later(hours=25)
            self.expire()
        if state is State.ERASED:
            self.erase(one)
        if state in (State.CREATED, State.EXPIRED, State.ERASED):
            return one
        self.consent(one)
        if state is State.CONSENTED:
            return one
        self.capture(one)
        if state is State.CAPTURING:
            return one
        self.submit(one)
        if state is State.UNDER_REVIEW:
            self.conclude(one, Verdict.REFER)
        if state is State.DECIDED:
            self.conclude(one, Verdict.ACCEPT)
        return one
