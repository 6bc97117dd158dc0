"""The key that signs checkpoints and receipts (Ed25519, RFC 8032), and the public keys that verify them.

The file is a JWK Set (RFC 7517): first the key that signs, with its private part, then the public parts of the keys
that signed before it. A key is named by its thumbprint (RFC 7638), so that a name cannot be given to another key.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from counterfoil.errors import FileError, SigningKeyError
from counterfoil.files import opened, stamp
from counterfoil.records.base64url import decoded, encoded

ALGORITHM: Final = "Ed25519"
"""As RFC 9864 names it; it was called EdDSA before, which did not say the curve."""

JwkSet = Mapping[str, Any]
"""A JWK Set (RFC 7517, 5), such as what ``/v1/keys`` answers."""

_LARGEST_FILE: Final = 1 << 20
_FOLDER_OF_OWNER: Final = 0o700
_REMEDY: Final = "Put the right file back from a backup, or move it away to have a new key made."


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


class SigningKeyFile:
    """The key in a file, as it is now: a process that runs sees that another one replaced it.

    Args:
        path: The file; a key is drawn when there is none.

    Raises:
        SigningKeyError: The file cannot be read or written, or holds no such key.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key = load_or_create(path)
        self._stamped: object = None

    @property
    def key(self) -> SigningKey:
        """The key that signs. While the file is out of reach, the one that was read from it last.

        Raises:
            SigningKeyError: What is in the file now is no such key.
        """
        stamped = stamp(self._path)
        if stamped is not None and stamped != self._stamped:
            self._key = load(self._path)
            self._stamped = stamped
        return self._key


def load_or_create(path: Path) -> SigningKey:
    """Return the key in a file. A new one is drawn when there is no file, which only its owner may read.

    Two processes that start at once get the same key.

    Raises:
        SigningKeyError: The file cannot be read or written, or holds no such key.
    """
    try:
        if not path.exists():
            path.parent.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
            _write(path, SigningKey.generate(), replace=False)
        return _read(path)
    except OSError as wrong:
        raise SigningKeyError(f"{path.name}: the signing key cannot be read or made ({wrong.strerror})") from None


def load(path: Path) -> SigningKey:
    """Return the key in a file that is there.

    Raises:
        SigningKeyError: There is no such file, it cannot be read, or it holds no such key.
    """
    try:
        return _read(path)
    except OSError as wrong:
        raise SigningKeyError(f"{path.name}: the signing key cannot be read ({wrong.strerror})") from None


def read_jwks(path: Path) -> JwkSet:
    """Return the published keys in a file, such as what ``/v1/keys`` answered.

    Raises:
        FileError: The file cannot be read, or is no JWK Set.
    """
    with opened(path) as file:
        content = file.read(_LARGEST_FILE)
    try:
        published = json.loads(content)
        verifying_keys(published)
    except (ValueError, RecursionError, SigningKeyError):
        raise FileError(f"{path.name}: this is no set of public keys", remedy="Take it from /v1/keys.") from None
    keys: JwkSet = published
    return keys


def rotate(path: Path) -> SigningKey:
    """Put a new key into a file. The public part of the one before stays in it, the private part is gone.

    Processes that run sign with the new one from then on (`SigningKeyFile`); what the old one signed stays valid.

    Raises:
        SigningKeyError: The file cannot be read or written, or holds no such key.
    """
    new = load_or_create(path).replaced()
    try:
        _write(path, new, replace=True)
    except OSError as wrong:
        raise SigningKeyError(f"{path.name}: the signing key cannot be written ({wrong.strerror})") from None
    return new


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
        public = [_public_part(jwk) for jwk in published["keys"] if (jwk["kty"], jwk.get("crv")) == ("OKP", "Ed25519")]
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


def is_signed(keys: Mapping[str, Ed25519PublicKey], kid: str, signature: bytes, message: bytes) -> bool:
    """Return whether the key of that name is among the keys and made this signature."""
    if kid not in keys:
        return False
    try:
        keys[kid].verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _read(path: Path) -> SigningKey:
    with path.open("rb") as file:
        held = file.read(_LARGEST_FILE)
    try:
        first, *rest = json.loads(held)["keys"]
        private = Ed25519PrivateKey.from_private_bytes(decoded(first["d"]))
        key = SigningKey(private, tuple(map(_public_part, rest)))
        is_whole = key.public_jwk() == _public_part(first)
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError, JoseError):
        is_whole = False
    if not is_whole:
        raise SigningKeyError(f"{path.name}: this is no file with a signing key", remedy=_REMEDY)
    return key


def _write(path: Path, key: SigningKey, *, replace: bool) -> None:
    """Write the file whole or not at all; one that came to be meanwhile stays unless it is to be replaced."""
    text = json.dumps({"keys": [key.private_jwk(), *key.retired]}, indent=1)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")  # mode 0600
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            part.replace(path)
        else:
            _link(part, path)
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return  # another process was first: its key counts


def _public_part(jwk: Mapping[str, str]) -> dict[str, str]:
    """Return the public part of a JWK as we write it, after a look at whether its name is its thumbprint."""
    published = public_jwk(Ed25519PublicKey.from_public_bytes(decoded(jwk["x"])))
    if any(jwk.get(name, published[name]) != published[name] for name in ("kty", "crv", "kid")):
        raise ValueError("the key is of another kind, or its name is not its thumbprint")
    return published
