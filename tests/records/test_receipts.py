"""Receipts: the same claims are the same bytes, and nothing but what the key signed is read."""

import base64
import json
import re
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey, OKPKey

from counterfoil.errors import ReceiptError
from counterfoil.records.receipts import issue_receipt, read_receipt
from counterfoil.records.signing import SigningKey, jwks

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "receipts.md"
KEY = SigningKey.generate()
KEYS = jwks([KEY])
CLAIMS = {
    "iss": "https://verify.example",
    "jti": "ver_01JDK3Z8Q2X4W6Y8A0C2E4G6J8",
    "iat": 1_795_704_600,
    "verdict": "accept",
    "reasons": [],
    "policy": {"name": "remote", "version": 1, "sha256": "0" * 64},
    "ledger": {"number": 7, "digest": "f" * 64},
}
RECEIPT = issue_receipt(CLAIMS, KEY)


def part(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(header, claims=CLAIMS, key=KEY):
    """A token whose signature is right whatever its header says."""
    text = f"{part(header)}.{part(claims)}"
    return f"{text}.{part(key.sign(text.encode()))}"


def test_a_receipt_says_what_was_claimed():
    assert read_receipt(RECEIPT, KEYS) == CLAIMS


def test_the_same_claims_in_another_order_are_the_same_receipt():
    assert issue_receipt(dict(reversed(CLAIMS.items())), KEY) == RECEIPT


def test_another_implementation_reads_it_with_the_published_key():
    token = jws.deserialize_compact(RECEIPT, OKPKey.import_key(dict(KEYS["keys"][0])), ["Ed25519"])
    assert token.headers() == {"alg": "Ed25519", "kid": KEY.kid, "typ": "receipt+jwt"}
    assert json.loads(token.payload) == CLAIMS


def test_the_lines_in_the_docs_read_it_without_any_library_and_refuse_what_was_changed():
    printed = {}
    (lines,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    exec(lines, printed)  # noqa: S102 - what the page prints
    assert printed["states"](RECEIPT, KEYS) == CLAIMS
    head, body, signature = RECEIPT.split(".")
    with pytest.raises(InvalidSignature):
        printed["states"](f"{head}.{body[:-2]}AA.{signature}", KEYS)


def test_a_receipt_of_a_key_that_was_retired_is_still_good():
    assert read_receipt(RECEIPT, jwks([KEY.replaced()])) == CLAIMS


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "kid": KEY.kid, "typ": "receipt+jwt"},
        {"alg": "EdDSA", "kid": KEY.kid, "typ": "receipt+jwt"},
        {"alg": "HS256", "kid": KEY.kid, "typ": "receipt+jwt"},
        {"alg": "Ed25519", "kid": KEY.kid, "typ": "JWT"},
        {"alg": "Ed25519", "kid": KEY.kid},
        {"alg": "Ed25519", "typ": "receipt+jwt"},
        {"alg": "Ed25519", "kid": KEY.kid, "typ": "receipt+jwt", "crit": ["b64"], "b64": False},
        {"alg": "Ed25519", "kid": 7, "typ": "receipt+jwt"},
        {"alg": ["Ed25519"], "kid": KEY.kid, "typ": "receipt+jwt"},
        ["alg"],
    ],
    ids=lambda header: str(header).replace(KEY.kid, "ours"),  # workers of pytest-xdist must agree on what there is
)
def test_a_token_of_another_kind_is_refused_even_when_its_signature_is_right(header):
    with pytest.raises(ReceiptError):
        read_receipt(signed(header), KEYS)


def test_the_public_key_is_no_secret_to_sign_with():
    header = {"alg": "HS256", "kid": KEY.kid, "typ": "receipt+jwt"}
    forged = jws.serialize_compact(header, json.dumps(CLAIMS), OctKey.import_key(KEY.public_jwk()["x"] * 2), ["HS256"])
    with pytest.raises(ReceiptError):
        read_receipt(forged, KEYS)


def test_a_key_that_the_receipt_brings_itself_counts_for_nothing():
    other = SigningKey.generate()
    header = {"alg": "Ed25519", "kid": other.kid, "typ": "receipt+jwt"}
    for brought in (header, header | {"jwk": other.public_jwk()}, header | {"kid": KEY.kid}):
        with pytest.raises(ReceiptError):
            read_receipt(signed(brought, key=other), KEYS)


def test_a_receipt_without_a_signature_is_refused():
    header, claims, _ = RECEIPT.split(".")
    with pytest.raises(ReceiptError):
        read_receipt(f"{header}.{claims}.", KEYS)


@given(st.integers(0, len(RECEIPT) - 1), st.sampled_from("ABcd019-_.=+/ \n"))
def test_no_character_of_a_receipt_can_be_changed(at, character):
    changed = RECEIPT[:at] + character + RECEIPT[at + 1 :]
    if changed == RECEIPT:
        return
    with pytest.raises(ReceiptError):
        read_receipt(changed, KEYS)


@given(st.text(max_size=200) | st.binary(max_size=60).map(lambda raw: f"{part(raw)}.{part(raw)}.{part(raw)}"))
def test_anything_else_is_refused_in_one_line(text):
    with pytest.raises(ReceiptError, match=r"^[^\n]+$"):
        read_receipt(text, KEYS)


def test_claims_that_no_two_programs_write_alike_are_not_signed():
    with pytest.raises(ValueError, match="float"):
        issue_receipt({"score": 0.5}, KEY)
