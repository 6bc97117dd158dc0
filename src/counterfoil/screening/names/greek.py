"""Greek as a to z, as Greek passports write it (ELOT 743), with the usual b, d and g at the beginning of words."""

import re
import unicodedata
from typing import Final

_SOUNDS: Final = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_SINGLE: Final = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", _SOUNDS.split(), strict=True))
_TOGETHER: Final = {
    "ου": "ou",
    "γγ": "ng",
    "γξ": "nx",
    "γχ": "nch",
    "γκ": "gk",
    "μπ": "mp",
    "ντ": "nt",
    "τζ": "tz",
    "τσ": "ts",
}
_AT_THE_BEGINNING: Final = {"μπ": "b", "ντ": "d", "γκ": "g"}
_HARD: Final = "θκξπσςτφχψ"
_LETTERS: Final = re.compile(r"\b(?:μπ|ντ|γκ)|ου|[αεη]υ(.)?|γ[γξχκ]|μπ|ντ|τζ|τσ|[α-ω]", re.DOTALL)


def romanise_greek(name: str) -> tuple[str, ...]:
    """Return a Greek name in small Latin letters.

    >>> romanise_greek("Ευάγγελος Μπακογιάννης")
    ('evangelos bakogiannis',)
    """
    marks_off = "".join(
        letter for letter in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(letter)
    )
    return (_LETTERS.sub(_romanised, marks_off),)


def _romanised(found: re.Match[str]) -> str:
    letters = found.group()
    begins = found.start() == 0 or found.string[found.start() - 1] == " "
    if begins and letters in _AT_THE_BEGINNING:
        return _AT_THE_BEGINNING[letters]
    if letters in _TOGETHER:
        return _TOGETHER[letters]
    if len(letters) > 1 and letters[1] == "υ":
        follows = found[1] or ""
        voiced = "f" if not follows.strip() or follows in _HARD else "v"
        return _SINGLE[letters[0]] + voiced + _SINGLE.get(follows, follows)
    return _SINGLE[letters]
