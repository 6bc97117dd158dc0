"""Bytes as base64url without padding (RFC 7515, 2), and back, in one way only."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def encoded(raw: bytes) -> str:
    r"""Return bytes as text.

    >>> encoded(b"\xff\xfe")
    '__4'
    """
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of a text.

    Raises:
        ValueError: The text is not what `encoded` writes; no two texts stand for the same bytes.
    """
    raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if encoded(raw) != text:
        raise ValueError("this is not base64url")
    return raw
