"""The file of the key that signs, and files of published keys.

The file is a JWK Set (RFC 7517): first the key that signs, with its private part, then the public parts of the keys
that signed before it.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.errors import JoseError

from counterfoil.errors import FileError, SigningKeyError
from counterfoil.files import opened, stamp
from counterfoil.records.base64url import decoded
from counterfoil.records.signing import JwkSet, SigningKey, public_part, verifying_keys

_LARGEST_FILE: Final = 1 << 20
_FOLDER_OF_OWNER: Final = 0o700
_REMEDY: Final = "Put the right file back from a backup, or move it away to have a new key made."


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


def _read(path: Path) -> SigningKey:
    with path.open("rb") as file:
        held = file.read(_LARGEST_FILE)
    try:
        first, *rest = json.loads(held)["keys"]
        private = Ed25519PrivateKey.from_private_bytes(decoded(first["d"]))
        key = SigningKey(private, tuple(map(public_part, rest)))
        is_whole = key.public_jwk() == public_part(first)
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
