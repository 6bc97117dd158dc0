"""Receipts: a decision as a signed statement, verified here and believed nowhere else."""

import json
from collections.abc import Mapping
from typing import Any, Final

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from counterfoil.client.trouble import ClientError

_TYPE: Final = "receipt+jwt"
_ALGORITHM: Final = "Ed25519"


class ReceiptError(ClientError):
    """It is no receipt, or no published key signed it as it is."""


def verify_receipt(receipt: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt states.

    Args:
        receipt: A JWS in compact form.
        keys: The keys that are trusted, as a JWK Set: what ``GET /v1/keys`` answers. Keep it, so that a receipt can be
            verified without the service.

    Raises:
        ReceiptError: It is no receipt, or no key of the set signed it as it is.
    """
    try:
        signed = jws.deserialize_compact(receipt, KeySet.import_key_set(dict(keys)), algorithms=[_ALGORITHM])  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as wrong:
        raise ReceiptError("This is no receipt that one of these keys signed") from wrong
    if signed.headers().get("typ") != _TYPE:
        raise ReceiptError("This was signed, but is no receipt")
    claims: dict[str, Any] = json.loads(signed.payload)
    return claims
