"""A checkpoint: a signature over an entry's digest, and so over every entry before it.

What is signed (Ed25519) is a line that says what it is, and the rest as canonical JSON:

    counterfoil ledger checkpoint 1 LF {"at":...,"digest":...,"number":...,"tenant":...}

Whoever can write the database but has not the key cannot change what a checkpoint covers. Whoever has both can; only a
checkpoint that was kept elsewhere shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counterfoil.records.base64url import decoded, encoded
from counterfoil.records.canonical import canonical
from counterfoil.records.ledger.entry import Link
from counterfoil.records.signing import SigningKey, is_signed

_DOMAIN: Final = b"counterfoil ledger checkpoint 1\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint.

    Attributes:
        tenant: Whose chain.
        number: The last entry that it covers.
        digest: The digest of that entry.
        at: When it was signed, as the ledger writes moments.
        key: Who signed: the thumbprint of the key.
        signature: Ed25519, in base64url.
    """

    tenant: str
    number: int
    digest: str
    at: str
    key: str
    signature: str


def signed(tenant: str, link: Link, at: str, key: SigningKey) -> Checkpoint:
    """Return a checkpoint over an entry."""
    signature = encoded(key.sign(_statement(tenant, link.number, link.digest, at)))
    return Checkpoint(tenant, link.number, link.digest, at, key.kid, signature)


def is_genuine(checkpoint: Checkpoint, keys: Mapping[str, Ed25519PublicKey]) -> bool:
    """Return whether one of the keys signed exactly this checkpoint."""
    try:
        said = _statement(checkpoint.tenant, checkpoint.number, checkpoint.digest, checkpoint.at)
        return is_signed(keys, checkpoint.key, decoded(checkpoint.signature), said)
    except (ValueError, TypeError, AttributeError):  # of a row or a line in which anything may stand
        return False


def _statement(tenant: str, number: int, digest: str, at: str) -> bytes:
    return _DOMAIN + canonical({"at": at, "digest": digest, "number": number, "tenant": tenant})
