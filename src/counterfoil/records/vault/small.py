"""Small things that rows hold sealed: each under a fresh key that stands wrapped beside it.

CFSMALL  version  length of name  name of the wrapping key  length of key  wrapped key  sealed content
7        1        2               n                         2              n            rest
"""

import os
from dataclasses import dataclass, field
from typing import Final

from counterfoil.errors import VaultError
from counterfoil.records.vault.sealing import KEY_BYTES, NotWhatWasSealed, bound, open_bytes, seal_bytes
from counterfoil.records.vault.wrapping import KeyRing

_MAGIC: Final = b"CFSMALL\x01"


@dataclass(frozen=True)
class Box:
    """A fresh key for something small of a subject, wrapped already."""

    subject: str
    key: bytes = field(repr=False)
    head: bytes = field(repr=False)

    def seal(self, content: bytes) -> bytes:
        """Return the content sealed, with all that is needed to open it but the key-encryption key."""
        return self.head + seal_bytes(self.key, content, bound(self.subject))


def new_box(ring: KeyRing, subject: str) -> Box:
    """Return what seals something small of a subject.

    Raises:
        VaultError: The key-encryption key cannot be reached.
    """
    key = os.urandom(KEY_BYTES)
    wrapped, by = ring.wrap(key, {"small": subject})
    return Box(subject, key, _MAGIC + _with_length(by.encode()) + _with_length(wrapped))


def open_small(ring: KeyRing, subject: str, sealed: bytes) -> bytes:
    """Return the content.

    Raises:
        VaultError: It was altered or sealed for another subject, or the key-encryption key cannot be reached.
    """
    try:
        by, wrapped, rest = _parts(sealed)
        key = ring.unwrap(wrapped, by.decode("utf-8", "replace"), {"small": subject})
        return open_bytes(key, rest, bound(subject))
    except NotWhatWasSealed:
        raise VaultError("A sealed entry of the database is not what was sealed") from None


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(2, "big") + part


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    if not sealed.startswith(_MAGIC):
        raise NotWhatWasSealed
    by, rest = _split(sealed[len(_MAGIC) :])
    wrapped, rest = _split(rest)
    return by, wrapped, rest


def _split(rest: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(rest[:2], "big")
    if len(rest) < 2 + length:
        raise NotWhatWasSealed
    return rest[2 : 2 + length], rest[2 + length :]
