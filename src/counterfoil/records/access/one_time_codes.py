"""One-time codes from an authenticator app (TOTP, RFC 6238): six digits that change every 30 seconds."""

import hmac
from datetime import datetime
from typing import Final

import pyotp

_STEP_SECONDS: Final = 30
_NEIGHBOURS: Final = (0, -1, 1)
"""Steps off the clock that are taken as well: phones are late, and people type slowly (RFC 6238, 5.2)."""

_ISSUER: Final = "Counterfoil"


def new_secret() -> str:
    """Return a new secret of 160 bits, in base 32 (RFC 4226, 4)."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """Return the ``otpauth`` address that an authenticator app reads from a QR code.

    Args:
        secret: In base 32.
        name: The account's, by which the app tells it apart.
    """
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step of time that a code belongs to; None when it is no code of now or its neighbours.

    Whoever asks must refuse a step that was used before, or a code that was overlooked could be used again
    (RFC 6238, 5.2).
    """
    typed = "".join(code.split()).encode()
    codes, current = pyotp.TOTP(secret), int(now.timestamp()) // _STEP_SECONDS
    found = None
    for step in (current + off for off in _NEIGHBOURS):
        if hmac.compare_digest(codes.generate_otp(step).encode(), typed) and found is None:
            found = step
    return found
