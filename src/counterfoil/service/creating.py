"""Beginning a verification: its row, whom it expects, the link to its page; and, in test mode, its whole way."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from counterfoil.decision import Policy
from counterfoil.errors import InvalidRequestError
from counterfoil.records import verifications
from counterfoil.records.access import capture_tokens
from counterfoil.records.ids import new_id
from counterfoil.records.vault import Clock, Sealed, Unsealed
from counterfoil.records.verifications import Verification
from counterfoil.service.capture.consent import CURRENT
from counterfoil.service.state import Service
from counterfoil.service.testing import at_once
from counterfoil.verification import EXPECTED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an integrator, or whoever starts the service, wants verified.

    Attributes:
        policy: The name of a policy.
        reference: What they call it.
        expected: Whom they expect, by ``name``, ``birth_date`` and ``document_number``; empty for nobody.
        language: In which the person is greeted.
        return_url: Where the person goes afterwards.
        magic: How a test ends.
    """

    policy: str
    reference: str | None = None
    expected: tuple[tuple[str, str | date], ...] = ()
    language: str | None = None
    return_url: str | None = None
    magic: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A verification that was begun.

    Attributes:
        verification: As it is now.
        token: Of the link to its page.
        link_expires_at: Until when the link opens it.
    """

    verification: Verification
    token: str
    link_expires_at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """A verification that may be begun: what is wanted was looked at, and sealed what has to be.

    Attributes:
        which: The id it will have.
        wanted: What is wanted.
        policy: What it names.
        tenant: Whose it is.
        is_test: Whether it belongs to the test mode.
        sealed: Whom to expect, and what is in place of pictures where a test ends at once.
        now: When.
    """

    which: str
    wanted: Wanted
    policy: Policy
    tenant: str
    is_test: bool
    sealed: Sealed
    now: datetime


def prepare(service: Service, wanted: Wanted, *, tenant: str, is_test: bool) -> Prepared:
    """Look at what is wanted, and seal what must be, before the transaction.

    Args:
        service: What the service holds.
        wanted: What is wanted.
        tenant: Whose it is.
        is_test: Whether it belongs to the test mode.

    Raises:
        InvalidRequestError: There is no such policy, it does not look at whom to expect, or a magic end outside the
            test mode.
        VaultError: The vault cannot be reached.
    """
    now, books = service.clock(), service.books
    if wanted.magic and not is_test:
        raise InvalidRequestError("body.test: only keys that begin with cf_test_ may say how it ends")
    policy = _policy(service, wanted.policy)
    if wanted.expected and EXPECTED not in policy.rules:
        raise InvalidRequestError(
            "body.expected: this policy does not look at whom you expect", remedy=f"Add {EXPECTED} to its checks."
        )
    which = new_id("ver", now)
    pieces = [*_expected(wanted), *at_once.in_place_of_pictures(wanted.magic)]
    sealed = books.vault.seal(books.database, tenant=tenant, subject=which, pieces=pieces, now=now)
    return Prepared(which, wanted, policy, tenant, is_test, sealed, now)


def begin(service: Service, connection: Connection, prepared: Prepared, *, actor: str) -> Begun:
    """Begin a verification.

    Args:
        service: What the service holds.
        connection: A transaction that writes.
        prepared: What is wanted, looked at.
        actor: Who wants it.
    """
    settings, wanted, now = service.settings, prepared.wanted, prepared.now
    evidence = service.books.vault.register(connection, prepared.sealed)
    created = verifications.create(
        connection,
        which=prepared.which,
        tenant=prepared.tenant,
        policy=prepared.policy,
        consent_version=CURRENT,
        is_test=prepared.is_test,
        magic=wanted.magic,
        reference=wanted.reference,
        return_url=wanted.return_url,
        language=wanted.language,
        expires_at=now + at_once.lifetime(wanted.magic, timedelta(hours=settings.verification_hours)),
        attempts_allowed=settings.attempts,
        needs_second_review=settings.second_review,
        actor=actor,
        now=now,
    )
    token, until = new_link(service, connection, created.id, actor=actor)
    if captures := [piece for piece in evidence if piece.kind in verifications.CAPTURES]:
        at_once.hand_in(connection, created, captures, now)
    latest = verifications.known(connection, created.id)
    return Begun(latest or created, token, until)


def new_link(
    service: Service, connection: Connection, verification: str, *, actor: str, handed_on_by: str | None = None
) -> tuple[str, datetime]:
    """Return the token of a new link to the page of a verification, and until when it opens it.

    Args:
        service: What the service holds.
        connection: A transaction that writes.
        verification: What it opens.
        actor: Who asked for it.
        handed_on_by: The secret of the session that goes on with another device through it.
    """
    now, lifetime = service.clock(), timedelta(minutes=service.settings.link_minutes)
    token = capture_tokens.issue_link(
        connection, verification, actor=actor, now=now, lifetime=lifetime, handed_on_by=handed_on_by
    )
    return token, now + lifetime


def _policy(service: Service, name: str) -> Policy:
    if policy := service.policies.get(name):
        return policy
    raise InvalidRequestError(
        "body.policy: there is no policy of that name", remedy=f"There are: {', '.join(service.policies)}"
    )


def _expected(wanted: Wanted) -> list[Unsealed]:
    if not wanted.expected:
        return []
    said = json.dumps({name: str(value) for name, value in wanted.expected}, sort_keys=True)
    return [Unsealed("expected", Clock.RECORDS, said.encode(), "application/json")]
