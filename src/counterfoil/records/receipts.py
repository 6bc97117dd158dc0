"""Receipts: a decision as a signed statement (JWS, RFC 7515) that anybody can verify with the published keys.

A receipt holds digests of what was seen and versions of what judged it, nothing personal. The same claims signed by the
same key are the same bytes, so that a decision can be replayed and its receipt compared.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from counterfoil.errors import ReceiptError
from counterfoil.records.base64url import decoded
from counterfoil.records.canonical import JsonValue, canonical
from counterfoil.records.signing import ALGORITHM, JwkSet, SigningKey, public_jwk, verifying_keys

TYPE: Final = "receipt+jwt"
"""What the header says a receipt is (RFC 8725, 3.11), so that no other token passes for one."""

LONGEST: Final = 65_536
"""Characters of a receipt."""

_ALGORITHMS: Final = [ALGORITHM]


def issue_receipt(claims: Mapping[str, JsonValue], key: SigningKey) -> str:
    """Return claims as a signed receipt (JWS, compact serialisation).

    Args:
        claims: What it states: ``iss``, ``jti``, ``sub``, ``iat``, the verdict and its reasons, the policy, digests of
            the evidence, versions, and the number and digest of the ledger's entry.
        key: Who signs.

    Raises:
        ValueError: The claims hold a fraction or something else that canonical JSON cannot say here.
    """
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": TYPE}
    return jws.serialize_compact(header, canonical(claims), OKPKey.import_key(dict(key.private_jwk())), _ALGORITHMS)


def read_receipt(receipt: str, published: JwkSet) -> dict[str, Any]:
    """Return the claims of a receipt whose signature is right.

    Args:
        receipt: The receipt.
        published: The keys that are trusted, as a JWK Set. A key that the receipt brings itself counts for nothing.

    Raises:
        ReceiptError: It is no receipt, was changed, or is signed by no key of the set.
        SigningKeyError: The keys are no JWK Set.
    """
    keys = verifying_keys(published)
    try:
        signed = _parsed(receipt)
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise ReceiptError("This is no receipt", remedy="It is one line: three parts with dots between.") from None
    public = keys.get(str(signed.headers()["kid"]))
    if public is None:
        raise ReceiptError(
            "No published key signed this receipt", remedy="Take the keys from /v1/keys of whoever issued it."
        )
    if not jws.validate_compact(signed, OKPKey.import_key(dict(public_jwk(public))), _ALGORITHMS):
        raise ReceiptError("The receipt was changed after it was signed")
    claims: dict[str, Any] = json.loads(signed.payload)
    return claims


def _parsed(receipt: str) -> jws.CompactSignature:
    if len(receipt) > LONGEST or not all(map(decoded, receipt.split("."))):
        raise ValueError("too long, or a part is missing")
    signed = jws.extract_compact(receipt.encode("ascii"))
    header = signed.headers()
    if set(header) != {"alg", "kid", "typ"} or (header["typ"], header["alg"]) != (TYPE, ALGORITHM):
        raise ValueError("another kind of token")
    return signed
