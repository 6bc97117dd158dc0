"""Numbers of documents as the index finds them: upper case, letters and digits only."""

from typing import Final

from counterfoil.screening.index.features import number

_KIND: Final = b"d"[0]


def normalised(written: str) -> str:
    """Return a document number in upper case, letters and digits only."""
    return "".join(letter for letter in written.upper() if letter.isalnum())


def key(written: str) -> int | None:
    """Return the number under which a document number is found; None when nothing of it is left."""
    text = normalised(written)
    return number(_KIND, text.encode("utf-8")) if text else None
