"""What was handed in for a verification: found in the vault, opened and decoded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from counterfoil.errors import EvidenceAltered
from counterfoil.images import Clip, Picture, decode, decode_clip, is_clip_named
from counterfoil.liveness import Challenge, parse_challenge
from counterfoil.records import verifications
from counterfoil.records.vault import Evidence, Vault
from counterfoil.records.verifications import CAPTURES, Verification
from counterfoil.verification import Expected

_JUDGED: Final = (*CAPTURES, "expected")
_JPEGS_IN_A_ROW: Final = "video/x-motion-jpeg"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The pieces that an attempt is judged by, still as bytes.

    Attributes:
        pieces: The newest of each kind, by kind.
        contents: Their bytes, by kind.
    """

    pieces: Mapping[str, Evidence]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, eq=False)
class HandedIn:
    """What the conductor is given.

    Attributes:
        front: The document, or the front of a card.
        back: The back of a card.
        probe: The bearer's face.
        challenge: What the bearer was asked to do.
        expected: Whose document it should be.
    """

    front: Picture
    back: Picture | None
    probe: Picture | Clip
    challenge: Challenge | None
    expected: Expected | None


def unseal(connection: Connection, vault: Vault, verification: Verification) -> Sealed:
    """Open the newest piece of each kind.

    Raises:
        EvidenceAltered: One is not what was sealed, or is missing.
        VaultError: The store or the key cannot be reached.
    """
    found = vault.find(connection, verification.tenant, verification.id)
    pieces = {piece.kind: piece for piece in found if piece.kind in _JUDGED}
    if verifications.captured_before(
        connection, verification.tenant, verification.id, kind="challenge", other="probe"
    ):  # an earlier probe answered it: a challenge is captured right after its clip
        pieces.pop("challenge", None)
    for needed in ("document_front", "probe"):
        if needed not in pieces:
            raise EvidenceAltered(f"The evidence {needed} of a verification in processing is missing")
    contents = {kind: vault.open(connection, verification.tenant, piece.id) for kind, piece in pieces.items()}
    return Sealed(pieces, contents)


def decoded(sealed: Sealed) -> HandedIn:
    """Decode what was opened. Messages call each piece by its kind.

    Raises:
        ImageError: A picture or clip cannot be read.
        ChallengeError: The challenge is none.
    """
    contents = sealed.contents
    back, challenge, expected = (contents.get(kind) for kind in ("document_back", "challenge", "expected"))
    return HandedIn(
        front=decode(contents["document_front"], "document_front"),
        back=decode(back, "document_back") if back is not None else None,
        probe=_probe(contents["probe"], sealed.pieces["probe"].media_type),
        challenge=parse_challenge(challenge, "challenge") if challenge is not None else None,
        expected=_expected(expected) if expected is not None else None,
    )


def _probe(content: bytes, media_type: str) -> Picture | Clip:
    name = "probe.mjpeg" if media_type == _JPEGS_IN_A_ROW else "probe"
    return decode_clip(content, name) if is_clip_named(content, name) else decode(content, name)


def _expected(content: bytes) -> Expected:
    said = json.loads(content)
    born = said.get("birth_date")
    return Expected(said.get("name"), date.fromisoformat(born) if born else None, said.get("document_number"))
