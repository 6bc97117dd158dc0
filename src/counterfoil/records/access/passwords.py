"""Passwords of local accounts: Argon2id (RFC 9106) over 46 MiB, one pass, one lane.

These are the first parameters that OWASP's cheat sheet on password storage recommends: about 50 ms of one core, so that
whoever steals the database tries some twenty passwords a second and core, and whoever floods the door with tries does
not take all cores. When the parameters change, each hash is made anew at the next sign-in.
"""

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from counterfoil.errors import AccountError

SHORTEST: Final = 12
LONGEST: Final = 256
"""Characters. Nothing is asked of which ones (NIST SP 800-63B-4, 3.1.1.2): length is what guessing costs."""

_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1, type=Type.ID)
_AT_ONCE: Final = BoundedSemaphore(2)
"""A crowd at the door must not take 46 MiB each."""


def make_hash(password: str, name: str) -> str:
    """Return the hash of a new password.

    Args:
        password: As it was typed.
        name: The account's, which must not be the password.

    Raises:
        AccountError: It is too short, too long, or easy to guess for whoever knows the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"A password has {SHORTEST} to {LONGEST} characters", remedy="Four random words will do.")
    if name.casefold() in password.casefold() or len(set(password)) < SHORTEST // 3:
        raise AccountError("This password is easy to guess", remedy="Take one without the name and of many letters.")
    with _AT_ONCE:
        return _HASHER.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Return whether a password is the one of a hash. It takes as long when there is no hash to hold it against."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobodys(), _normal(password[: LONGEST + 1])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Return whether a hash was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)


def rehash(password: str) -> str:
    """Return the hash of a password that was just found right, with the parameters of today."""
    with _AT_ONCE:
        return _HASHER.hash(_normal(password))


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


def _normal(password: str) -> str:
    """One password has one form, however the keyboard composes its accents (RFC 8265, 4.2.1)."""
    return unicodedata.normalize("NFC", password)
