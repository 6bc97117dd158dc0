"""Sealed objects in a bucket of S3, or of a store that speaks like it, through obstore.

Credentials, region and endpoint come from the environment as AWS names them (``AWS_ACCESS_KEY_ID``, ``AWS_REGION``,
``AWS_ENDPOINT_URL``, ``AWS_ALLOW_HTTP``, ...) or from the machine's role.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from counterfoil.errors import MissingExtraError, VaultError
from counterfoil.records.vault.batches import batches
from counterfoil.records.vault.store import CLOCK, Stored

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Store

_ONE_REQUEST: Final = timedelta(seconds=60)
"""256 MB take 20 seconds at 100 Mbit/s; what takes three times as long is not coming."""

_GIVES_UP_AFTER: Final = timedelta(seconds=10)
"""From the first try on no other is begun. Somebody waits for the answer, and a transaction is open."""

_RETRIES: Final = 3
_CONNECTING: Final = timedelta(seconds=3)
_DELETED_AT_ONCE: Final = 1000
"""What S3 takes in one request."""


class BucketStore:
    """Keeps objects in a bucket.

    Args:
        url: ``s3://bucket/prefix``.

    Raises:
        VaultError: The URL names no bucket, or the environment makes no sense.
        MissingExtraError: obstore is not installed.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.netloc or parts.query:
            raise VaultError("COUNTERFOIL_VAULT names no bucket", remedy="Write: s3://bucket/prefix")
        self.place = url
        self._store = self._opened(parts.netloc, parts.path.strip("/"))

    def put(self, name: str, sealed: bytes | bytearray) -> None:
        """Keep an object: in one request, so that it appears whole or not at all."""
        import obstore  # noqa: PLC0415 - an extra

        with self._told_plainly():
            obstore.put(self._store, name, sealed, use_multipart=False)

    def get(self, name: str) -> bytes | None:
        """Return an object; None when it is not there."""
        import obstore  # noqa: PLC0415

        with self._told_plainly():
            try:
                return obstore.get(self._store, name).bytes().to_bytes()
            except FileNotFoundError:
                return None

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects, a thousand in a request."""
        import obstore  # noqa: PLC0415

        with self._told_plainly():
            for some in batches(names, _DELETED_AT_ONCE):
                obstore.delete(self._store, some)

    def now(self) -> datetime:
        """Return the moment that the bucket's service stamps."""
        import obstore  # noqa: PLC0415

        with self._told_plainly():
            obstore.put(self._store, CLOCK, b"", use_multipart=False)
            return obstore.head(self._store, CLOCK)["last_modified"]

    def all(self) -> Iterator[Stored]:
        """Go through everything under the prefix."""
        import obstore  # noqa: PLC0415

        with self._told_plainly():
            for some in obstore.list(self._store):
                for found in some:
                    yield Stored(found["path"], found["size"], found["last_modified"])

    def _opened(self, bucket: str, prefix: str) -> "S3Store":
        try:
            from obstore.store import S3Store  # noqa: PLC0415
        except ModuleNotFoundError:
            raise MissingExtraError("Vaults in S3", "s3") from None
        client: ClientConfig = {
            "timeout": _ONE_REQUEST,
            "connect_timeout": _CONNECTING,
            "allow_http": os.environ.get("AWS_ALLOW_HTTP") == "true",
        }
        retry: RetryConfig = {"max_retries": _RETRIES, "retry_timeout": _GIVES_UP_AFTER}
        with self._told_plainly():
            return S3Store(bucket, prefix=prefix or None, client_options=client, retry_config=retry)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn what the store says into one line. What it answered stays out: it quotes requests and names keys."""
        from obstore.exceptions import BaseError  # noqa: PLC0415

        try:
            yield
        except (BaseError, OSError) as wrong:
            raise VaultError(
                f"{self.place}: the vault's bucket cannot be used ({type(wrong).__name__})",
                remedy="See whether it answers, and to the credentials.",
            ) from None
