"""Handing in a test without a person: the same states, ledger entries and webhooks as of any other verification.

What is sealed in place of pictures says that it is none. The worker judges a magic verification by what was asked for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from counterfoil.records import verifications
from counterfoil.records.vault import Clock, Evidence, Unsealed
from counterfoil.records.verifications import Verification

_ACTOR: Final = "test"
_EXPIRE: Final = "expire"
_MOMENT: Final = timedelta(seconds=1)
_IN_PLACE: Final = b"test mode: no picture was taken\n"


def lifetime(magic: str | None, usual: timedelta) -> timedelta:
    """Return for how long a verification may be handed in: a test that expires does so at the next look."""
    return _MOMENT if magic == _EXPIRE else usual


def in_place_of_pictures(magic: str | None) -> list[Unsealed]:
    """Return what is sealed in place of pictures, unless the test is about nobody handing in, or there is none."""
    if magic in (None, _EXPIRE):
        return []
    return [Unsealed(kind, Clock.BIOMETRICS, _IN_PLACE, "text/plain") for kind in ("document_front", "probe")]


def hand_in(connection: Connection, created: Verification, captures: Sequence[Evidence], now: datetime) -> None:
    """Consent, capture and hand in, as a person would.

    Args:
        connection: The transaction that created the verification.
        created: The verification; it has a magic end.
        captures: What is in place of pictures.
        now: The clock.
    """
    version, language = created.consent_version, created.language or "en"
    verifications.consent(connection, created.id, version=version, language=language, now=now, actor=_ACTOR)
    for piece in captures:
        verifications.capture(connection, created.id, kind=piece.kind, evidence=piece, now=now, actor=_ACTOR)
    verifications.submit(connection, created.id, now, actor=_ACTOR)
