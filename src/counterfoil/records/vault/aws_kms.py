"""A key-encryption key that never leaves AWS KMS, or a service that speaks like it.

Region and credentials come from where boto3 finds them. Whose a key is goes along as the encryption context: it is
authenticated, and stands in CloudTrail, which therefore shows ids of verifications and nothing else of them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from counterfoil.errors import MissingExtraError, VaultError
from counterfoil.records.vault.sealing import NotWhatWasSealed

SCHEME: Final = "aws-kms://"
_TRIES: Final = 3
_CONNECT_SECONDS: Final = 2
_ANSWER_SECONDS: Final = 3
_ALTERED: Final = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class AwsKms:
    """Wraps by KMS' Encrypt and Decrypt.

    Args:
        url: ``aws-kms://`` and the id or the ARN of a symmetric key. No alias: what it stands for may change, and
            then nobody could tell which keys still hang on the former key.

    Raises:
        VaultError: The URL names no key, or the environment no region.
        MissingExtraError: boto3 is not installed.
    """

    def __init__(self, url: str) -> None:
        self._key = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or not self._key or "alias/" in self._key:
            raise VaultError("COUNTERFOIL_KMS names no key by id or ARN", remedy=f"Write: {SCHEME}KEY-ID")
        self.id = url
        self._client = self._connected()

    def wrap(self, key: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key wrapped."""
        with self._told_plainly():
            answer = self._client.encrypt(KeyId=self._key, Plaintext=key, EncryptionContext=dict(context))
        return bytes(answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped."""
        with self._told_plainly():
            answer = self._client.decrypt(KeyId=self._key, CiphertextBlob=wrapped, EncryptionContext=dict(context))
        return bytes(answer["Plaintext"])

    def _connected(self) -> Any:
        try:
            import boto3  # noqa: PLC0415 - an extra
            from botocore.config import Config  # noqa: PLC0415
        except ModuleNotFoundError:
            raise MissingExtraError("Key-encryption keys in AWS KMS", "kms") from None
        parts = self._key.split(":")
        region = parts[3] if self._key.startswith("arn:") and len(parts) > 3 else None  # noqa: PLR2004 - of an ARN
        settings = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_ANSWER_SECONDS,
            retries={"total_max_attempts": _TRIES, "mode": "standard"},
        )
        with self._told_plainly():
            return boto3.client("kms", region_name=region, config=settings)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn what the service says into one line: only the name of the error, for its text quotes requests."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        try:
            yield
        except ClientError as wrong:
            code = str(wrong.response.get("Error", {}).get("Code", "unknown"))
            if code in _ALTERED:
                raise NotWhatWasSealed from None
            raise self._unusable(code) from None
        except BotoCoreError as wrong:
            raise self._unusable(type(wrong).__name__) from None

    def _unusable(self, why: str) -> VaultError:
        return VaultError(
            f"{self.id}: the key service cannot be used ({why})",
            remedy="See whether it answers, and to region and credentials.",
        )
