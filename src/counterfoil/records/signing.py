"""The key that signs checkpoints and receipts (Ed25519, RFC 8032), and the public keys that verify them.

A key is named by its thumbprint (RFC 7638), so that a name cannot be given to another key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from counterfoil.errors import SigningKeyError
from counterfoil.records.base64url import decoded, encoded

ALGORITHM: Final = "Ed25519"
"""As RFC 9864 names it; it was called EdDSA before, which did not say the curve."""

JwkSet = Mapping[str, Any]
"""A JWK Set (RFC 7517, 5), such as what ``/v1/keys`` answers."""


@dataclass(frozen=True)
class SigningKey:
    """A key that signs, and the public parts of those that signed before it.

    Attributes:
        retired: Public JWKs, the newest first. What they signed stays valid.
    """

    _private: Ed25519PrivateKey
    retired: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def generate(cls) -> "SigningKey":
        """Draw a new key."""
        return cls(Ed25519PrivateKey.generate())

    @property
    def kid(self) -> str:
        """The key's name: its thumbprint."""
        return self.public_jwk()["kid"]

    def public_jwk(self) -> dict[str, str]:
        """Return the public part."""
        return public_jwk(self._private.public_key())

    def sign(self, message: bytes) -> bytes:
        """Return the signature, 64 bytes. The same message always has the same one."""
        return self._private.sign(message)

    def private_jwk(self) -> dict[str, str]:
        """Return the key with its private part, for its file and for signing a JWS."""
        return {**self.public_jwk(), "d": encoded(self._private.private_bytes_raw())}

    def replaced(self) -> "SigningKey":
        """Return a new key behind which this one is retired."""
        return SigningKey(Ed25519PrivateKey.generate(), (self.public_jwk(), *self.retired))


def jwks(keys: Iterable[SigningKey]) -> dict[str, list[dict[str, str]]]:
    """Return what to publish: the public parts of keys and of those that signed before them, as a JWK Set."""
    public = {jwk["kid"]: dict(jwk) for key in keys for jwk in (key.public_jwk(), *key.retired)}
    return {"keys": list(public.values())}


def verifying_keys(published: JwkSet) -> dict[str, Ed25519PublicKey]:
    """Return the Ed25519 keys of a JWK Set by their thumbprints; keys of other kinds are left out.

    Raises:
        SigningKeyError: It is no JWK Set, or a key in it is malformed or bears a name that is not its thumbprint.
    """
    try:
        public = [public_part(jwk) for jwk in published["keys"] if (jwk["kty"], jwk.get("crv")) == ("OKP", "Ed25519")]
    except (KeyError, TypeError, ValueError, AttributeError, JoseError):
        raise SigningKeyError(
            "The public keys are no JWK Set of Ed25519 keys", remedy="Take it from /v1/keys."
        ) from None
    return {jwk["kid"]: Ed25519PublicKey.from_public_bytes(decoded(jwk["x"])) for jwk in public}


def public_jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """Return a public key as a JWK (RFC 8037), named by its thumbprint."""
    x = encoded(key.public_bytes_raw())
    thumbprint = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x}).thumbprint()
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": thumbprint, "use": "sig", "alg": ALGORITHM}


def public_part(jwk: Mapping[str, str]) -> dict[str, str]:
    """Return the public part of a JWK as we write it, after a look at whether its name is its thumbprint.

    Raises:
        ValueError: It is of another kind, or its name is another.
        KeyError: It lacks something.
    """
    published = public_jwk(Ed25519PublicKey.from_public_bytes(decoded(jwk["x"])))
    if any(jwk.get(name, published[name]) != published[name] for name in ("kty", "crv", "kid")):
        raise ValueError("the key is of another kind, or its name is not its thumbprint")
    return published


def is_signed(keys: Mapping[str, Ed25519PublicKey], kid: str, signature: bytes, message: bytes) -> bool:
    """Return whether the key of that name is among the keys and made this signature."""
    if kid not in keys:
        return False
    try:
        keys[kid].verify(signature, message)
    except InvalidSignature:
        return False
    return True
