"""Names of rows that sort by time, and secrets that nobody guesses.

An id is a prefix that says of what, then 48 bits of Unix time in milliseconds and 80 random bits, written in
Crockford's base 32 (the layout of a ULID). A secret is 256 random bits; only its SHA-256 digest is kept, which needs no
salt since there is nothing to try out.
"""

import hashlib
import re
import secrets
from datetime import datetime
from typing import Final

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_BITS: Final = 5
_LENGTH: Final = 26
_RANDOM_BITS: Final = 80
_TOKEN_BYTES: Final = 32


def new_id(prefix: str, now: datetime) -> str:
    """Return an id that no other row has, such as ``ver_01k2v9s8m4q0r7w3x5y6z7a8b9``.

    Args:
        prefix: What it names: ``ver``, ``evd``, ``key``, ...
        now: The clock; ids of later milliseconds sort after those of earlier ones.
    """
    number = (int(now.timestamp() * 1000) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    digits = (_ALPHABET[(number >> (_BITS * place)) & 31] for place in reversed(range(_LENGTH)))
    return f"{prefix}_{''.join(digits)}"


def is_id(prefix: str, text: str) -> bool:
    """Return whether a text could be an id with this prefix."""
    return re.fullmatch(rf"{re.escape(prefix)}_[{_ALPHABET}]{{{_LENGTH}}}", text) is not None


def new_token(prefix: str) -> str:
    """Return a secret: the prefix and 43 characters that may stand in a URL.

    Args:
        prefix: What it opens: ``cft`` a capture link, ``cfs`` a session, ``cf_live`` or ``cf_test`` an API key.
    """
    return f"{prefix}_{secrets.token_urlsafe(_TOKEN_BYTES)}"


def token_digest(token: str) -> str:
    """Return what is kept of a secret: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
