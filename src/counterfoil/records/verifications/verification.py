"""What is known of a verification outside the vault: nothing that says who its bearer is."""

from dataclasses import dataclass
from datetime import datetime

from counterfoil.decision.verdict import Verdict
from counterfoil.records.verifications.state import DecidedBy, Route, State


@dataclass(frozen=True, slots=True)
class Verification:
    """One bearer, one document, one purpose, from consent to decision.

    Attributes:
        id: Its name; later ones sort after earlier ones.
        tenant: Whose it is.
        is_test: Whether it is one of the test mode, which judges nobody.
        magic: What a test asks for as its end; None otherwise.
        state: How far it is.
        route: Which way the bearer chose.
        policy, policy_sha256: The policy that judges, by name and by the digest of its file.
        purpose: Why, in the policy's words; what the bearer was shown.
        consent_version: Which text of consent is shown; no other can be agreed to.
        language: The language in which the bearer reads (BCP 47); once consented, the language of the text agreed to.
        reference: What the integrator calls it; wiped when it is erased.
        return_url: Where the bearer goes afterwards; wiped when it is erased.
        attempt: How often it was handed in, 0 before the first time.
        attempts_allowed: After so many, a person looks instead of asking for another.
        needs_second_review: Whether two reviewers must agree.
        verdict: The latest: ``refer`` or ``retry`` on the way, ``accept`` or ``reject`` once decided; None while there
            is none.
        reasons: Codes of why, most important first.
        decided_by: The policy alone, or people; None before.
        receipt: The signed receipt (compact JWS) of the decision, where one was issued.
        created_at, consented_at, processing_at, under_review_at, decided_at, changed_at: When, in UTC;
            ``processing_at`` of the latest attempt, ``under_review_at`` when it last came to people, ``changed_at`` of
            the latest step.
        expires_at: When it expires, if it has not been handed in by then.
        biometrics_due_at, records_due_at: When the evidence of either clock must be erased; None while no date is set.
            Under review, the former is when the case ends undecided.
        biometrics_erased_at, erased_at: When that, or everything, was erased.
    """

    id: str
    tenant: str
    is_test: bool
    magic: str | None
    state: State
    route: Route
    policy: str
    policy_sha256: str
    purpose: str
    consent_version: str
    language: str | None
    reference: str | None
    return_url: str | None
    attempt: int
    attempts_allowed: int
    needs_second_review: bool
    verdict: Verdict | None
    reasons: tuple[str, ...]
    decided_by: DecidedBy | None
    receipt: str | None
    created_at: datetime
    consented_at: datetime | None
    processing_at: datetime | None
    under_review_at: datetime | None
    decided_at: datetime | None
    changed_at: datetime
    expires_at: datetime
    biometrics_due_at: datetime | None
    records_due_at: datetime | None
    biometrics_erased_at: datetime | None
    erased_at: datetime | None

    @property
    def ended_undecided(self) -> bool:
        """Whether it waited for people, and its time ran out."""
        return self.state is State.EXPIRED and self.under_review_at is not None
