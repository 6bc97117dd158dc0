"""Verifications as they are when they have been handed in, and the books they lie in."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from counterfoil.records import verifications
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.books import Books
from counterfoil.records.vault import Clock
from tests.beginning import begun
from tests.sealing import seal_within

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MEDIA = {".jpg": "image/jpeg", ".mjpeg": "video/x-motion-jpeg", ".json": "application/json", "": "text/plain"}


def environment(database_url: str, folder: Path) -> dict[str, str]:
    """Return the settings of a deployment of a test's own."""
    return {
        "COUNTERFOIL_DATABASE": database_url,
        "COUNTERFOIL_VAULT": str(folder / "vault"),
        "COUNTERFOIL_KEK_FILE": str(folder / "vault.key"),
        "COUNTERFOIL_SIGNING_KEY": str(folder / "signing.jwk"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def handed_in(
    books: Books,
    captures: Mapping[str, Path | bytes],
    *,
    policy: str = "border",
    magic: str | None = None,
    expected: Mapping[str, str] | None = None,
    attempts_allowed: int = 3,
    now: datetime = NOW,
) -> str:
    """Make a verification and hand it in; return its id."""
    with books.database.writing() as connection:
        ensure_tenant(connection, now=now)
        made = begun(
            connection, now, policy=policy, is_test=magic is not None, magic=magic, attempts_allowed=attempts_allowed
        )
        verifications.consent(connection, made.id, version="1", language="en", now=now)
        if expected:
            seal(
                books,
                connection,
                made.id,
                kind="expected",
                content=json.dumps(expected).encode(),
                suffix=".json",
                now=now,
            )
        for kind, content in captures.items():
            data, suffix = (content, "") if isinstance(content, bytes) else (content.read_bytes(), content.suffix)
            piece = seal(books, connection, made.id, kind=kind, content=data, suffix=suffix, now=now)
            verifications.capture(connection, made.id, kind=kind, evidence=piece, now=now)
        verifications.submit(connection, made.id, now)
    return made.id


def seal(books, connection, which, *, kind, content, suffix, now):
    """Seal one piece."""
    clock = Clock.RECORDS if kind == "expected" else Clock.BIOMETRICS
    return seal_within(
        books.vault,
        connection,
        tenant=DEFAULT,
        subject=which,
        kind=kind,
        clock=clock,
        content=content,
        media_type=MEDIA[suffix],
        now=now,
    )


def known(books: Books, which: str) -> verifications.Verification:
    """Return a verification as it is now."""
    with books.database.reading() as connection:
        found = verifications.known(connection, which)
    assert found is not None
    return found


MAGIC = {"document_front": b"no picture", "probe": b"no picture"}
"""What stands in for pictures in the test mode."""
