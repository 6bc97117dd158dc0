"""Handing in a test without a person: the same states, ledger entries and webhooks as of any other verification.

What is sealed in place of pictures says that it is none. The worker judges a magic verification by what was asked for.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from counterfoil.records import verifications
from counterfoil.records.vault import Clock
from counterfoil.records.verifications import Verification
from counterfoil.service.state import Service

_ACTOR: Final = "test"
_EXPIRE: Final = "expire"
_MOMENT: Final = timedelta(seconds=1)
_IN_PLACE: Final = b"test mode: no picture was taken\n"


def lifetime(magic: str | None, usual: timedelta) -> timedelta:
    """Return for how long a verification may be handed in: a test that expires does so at the next look."""
    return _MOMENT if magic == _EXPIRE else usual


def hand_in(service: Service, connection: Connection, created: Verification, now: datetime) -> None:
    """Consent, capture and hand in, as a person would, unless the test is about nobody doing so.

    Args:
        service: What the service holds.
        connection: The transaction that created the verification.
        created: The verification; it has a magic end.
        now: The clock.
    """
    if created.magic == _EXPIRE:
        return
    version, language = created.consent_version, created.language or "en"
    verifications.consent(connection, created.id, version=version, language=language, now=now, actor=_ACTOR)
    for kind in ("document_front", "probe"):
        evidence = service.books.vault.seal(
            connection,
            tenant=created.tenant,
            subject=created.id,
            kind=kind,
            clock=Clock.BIOMETRICS,
            content=_IN_PLACE,
            media_type="text/plain",
            now=now,
        )
        verifications.capture(connection, created.id, kind=kind, evidence=evidence, now=now, actor=_ACTOR)
    verifications.submit(connection, created.id, now, actor=_ACTOR)
