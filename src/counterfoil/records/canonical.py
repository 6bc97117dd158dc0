"""JSON that is written in one way only (RFC 8785), so that its bytes can be hashed and signed.

Of what JSON can say, the ledger says strings, whole numbers, booleans, null, lists and objects whose keys are ASCII.
For these RFC 8785 asks for three things: no white space, keys in the order of their code points, nothing escaped that
need not be. Fractions are refused: their shortest decimal form is where implementations differ.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

JsonValue = str | int | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]
"""What an entry may say. A number with a fraction is written as a string."""

LARGEST: Final = 2**53 - 1
"""The largest whole number that every reader of JSON takes as it is written (RFC 8785, 3.2.2.3; RFC 7493, 2.2)."""

_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: JsonValue) -> bytes:
    """Return the one way to write a value.

    Raises:
        ValueError: It holds what the ledger does not say: a fraction, a number beyond `LARGEST`, a key that is not
            ASCII, a half of a surrogate pair, or it is nested too deep.

    >>> canonical({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'
    """
    try:
        return _encode(_checked(value)).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None


def _checked(value: object) -> object:
    """Return the value in types that the encoder knows, or refuse it."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("a whole number is too large")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise ValueError("a key is not ASCII")
        return {str(key): _checked(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_checked(item) for item in value]
    raise ValueError(f"a {type(value).__name__} is nothing that the ledger says")
