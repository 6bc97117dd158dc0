"""A key-encryption key in this process's memory: from a file or from the environment."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping

from counterfoil.errors import VaultError
from counterfoil.records.vault.sealing import KEY_BYTES, bound, open_bytes, seal_bytes


class LocalKey:
    """Wraps with AES-256-GCM.

    Args:
        key: 32 random bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.id = "local:" + hmac.digest(key, b"counterfoil key id", hashlib.sha256).hex()[:16]

    def wrap(self, key: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key wrapped."""
        return bytes(seal_bytes(self._key, key, _bound(context)))

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped.

        Raises:
            NotWhatWasSealed: It was altered, or wrapped for another context.
        """
        return open_bytes(self._key, wrapped, _bound(context))


def read_key(text: str, where: str) -> LocalKey:
    """Return the key that a text writes down: 32 bytes in base 64.

    Args:
        text: The text; white space around it does not count.
        where: Where it stands, for the message.

    Raises:
        VaultError: It is none.
    """
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise VaultError(
            f"{where} holds no key-encryption key: 32 bytes in base 64",
            remedy="Make one with: counterfoil vault new-key",
        )
    return LocalKey(key)


def new_key_text() -> str:
    """Return a fresh key in base 64."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _bound(context: Mapping[str, str]) -> bytes:
    return bound("key", *(part for pair in sorted(context.items()) for part in pair))
