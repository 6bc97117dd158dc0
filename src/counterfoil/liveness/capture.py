"""The chain over a capture's frames: a digest that no frame can be changed, left out or added behind.

Whoever receives frames live computes, for each, SHA-256 over the digest before it and the SHA-256 of the frame as it
was coded; before the first stands the challenge's id. The chain belongs to one challenge and one order of frames.
"""

import hashlib
from collections.abc import Iterable, Iterator


def chain(nonce: str, digests: Iterable[str]) -> Iterator[str]:
    """Give the links of a chain.

    Args:
        nonce: The challenge's id, in hexadecimal.
        digests: SHA-256 of each frame as it was coded, in hexadecimal, in order.
    """
    link = bytes.fromhex(nonce)
    for digest in digests:
        link = hashlib.sha256(link + bytes.fromhex(digest)).digest()
        yield link.hex()
