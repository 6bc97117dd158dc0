"""What the records keep of challenges: that one began, and once it is done the clip with what was asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from counterfoil.liveness import Challenge, challenge_json
from counterfoil.records import ledger, verifications
from counterfoil.records.books import Books
from counterfoil.records.vault import Clock, Unsealed, until_registered
from counterfoil.records.verifications import Verification
from counterfoil.service.access.bearers import Bearer, still_may
from counterfoil.service.live import limits

CLIP_TYPE: Final = "video/x-motion-jpeg"
"""JPEGs one after another: the only container that keeps frames as they arrived."""

BEGUN: Final = "capture.challenge_begun"

_PAGE: Final = 200


def may_capture(books: Books, bearer: Bearer, now: datetime) -> None:
    """See that this bearer captures for their verification now: what a socket was opened with may have changed since.

    Raises:
        CredentialsError: The session has ended.
        FollowingError: They went on with another device.
        StateError: Before consent, after it was handed in, on the way without biometrics, or with too many captures.
    """
    with books.database.reading() as connection:
        still_may(connection, bearer, now)
        verifications.require_capturing(connection, bearer.verification.id)


def begin(books: Books, verification: Verification, challenge: str, now: datetime) -> bool:
    """Put into the ledger that a challenge begins, before its first step is shown.

    Whoever could begin as many as they like would wait for the one that fits a clip they have. So each counts, also one
    that breaks off.

    Returns:
        Whether it may begin: False once `limits.CHALLENGES` have.
    """
    with books.database.writing() as connection:
        if _begun(connection, verification) >= limits.CHALLENGES:
            return False
        ledger.append(
            connection,
            tenant=verification.tenant,
            kind=BEGUN,
            subject=verification.id,
            actor="bearer",
            body={"challenge": challenge},
            now=now,
        )
    return True


def keep(books: Books, bearer: Bearer, clip: bytes, challenge: Challenge, now: datetime) -> None:
    """Seal the clip and its challenge, both or neither, so that the same frames are judged again.

    Raises:
        CredentialsError: The session has ended.
        FollowingError: They went on with another device.
        StateError: The verification takes no captures any more.
        VaultError: The vault cannot be reached.
    """
    pieces = (
        Unsealed("probe", Clock.BIOMETRICS, clip, CLIP_TYPE),
        Unsealed("challenge", Clock.BIOMETRICS, challenge_json(challenge).encode(), "application/json"),
    )
    until_registered(lambda: _add(books, bearer, pieces, now))


def _add(books: Books, bearer: Bearer, pieces: Sequence[Unsealed], now: datetime) -> None:
    one = bearer.verification
    sealed = books.vault.seal(books.database, tenant=one.tenant, subject=one.id, pieces=pieces, now=now)
    with books.database.writing() as connection:
        still_may(connection, bearer, now)
        for piece in books.vault.register(connection, sealed):
            verifications.capture(connection, one.id, kind=piece.kind, evidence=piece, now=now)


def _begun(connection: Connection, verification: Verification) -> int:
    count, after = 0, 0
    while found := ledger.entries(connection, verification.tenant, subject=verification.id, after=after, limit=_PAGE):
        count += sum(entry.kind == BEGUN for entry in found)
        after = found[-1].number
    return count
