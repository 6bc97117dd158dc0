"""The format of sealed bytes: AES-256-GCM (NIST SP 800-38D) with a fresh nonce and associated data.

    CFSEAL  version  nonce     ciphertext, as long as the content  tag
    6       1        12        n                                   16 bytes

What the bytes are and to whom they belong is bound in as associated data, so that no sealed piece can pass for
another one. A key seals the few pieces of one subject; random nonces are safe far beyond that (2^32 pieces).
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_MAGIC: Final = b"CFSEAL\x01"
_HEAD: Final = len(_MAGIC) + _NONCE_BYTES
OVERHEAD: Final = _HEAD + _TAG_BYTES
"""How many bytes longer the sealed bytes are than the content."""


class NotWhatWasSealed(Exception):  # noqa: N818 - never leaves the vault, which says whose it was
    """The bytes were altered, cut, or sealed with another key or as something else."""


def seal_bytes(key: bytes | bytearray, content: bytes, binding: bytes) -> bytearray:
    """Return the sealed content, in the one buffer that it is encrypted into.

    Args:
        key: 32 bytes.
        content: What to seal.
        binding: What it is and whose, as `bound` encodes it.
    """
    sealed = bytearray(len(content) + OVERHEAD)
    nonce = os.urandom(_NONCE_BYTES)
    encryptor = Cipher(AES256(bytes(key)), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(_MAGIC + binding)
    sealed[:_HEAD] = _MAGIC + nonce
    with memoryview(sealed) as whole:
        encryptor.update_into(content, whole[_HEAD:])
    encryptor.finalize()
    sealed[-_TAG_BYTES:] = encryptor.tag
    return sealed


def open_bytes(key: bytes | bytearray, sealed: bytes | bytearray | memoryview, binding: bytes) -> bytes:
    """Return the content.

    Raises:
        NotWhatWasSealed: The bytes, the key or the binding is not that of the sealing.
    """
    with memoryview(sealed) as whole:
        if len(whole) < OVERHEAD or bytes(whole[: len(_MAGIC)]) != _MAGIC:
            raise NotWhatWasSealed
        try:
            return AESGCM(key).decrypt(whole[len(_MAGIC) : _HEAD], whole[_HEAD:], _MAGIC + binding)
        except InvalidTag:
            raise NotWhatWasSealed from None


def bound(*parts: str | int) -> bytes:
    """Return an encoding of the parts that no other parts have: each with its length before it."""
    encoded = [str(part).encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
