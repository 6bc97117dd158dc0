"""Latin letters of any language as a to z."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.tables import pairs

_LETTERS: Final = pairs("latin")
"""Letters that are no plain letter with a mark on it."""

_TWO_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Letters that are also written as two, and must be in documents (ICAO Doc 9303-3, section 6)."""
_UMLAUTS: Final = re.compile("[äöüøå]")


def romanise_latin(name: str) -> tuple[str, ...]:
    """Return a name of Latin letters in small plain ones, and with its umlauts as two letters where it has some.

    >>> romanise_latin("Łukaszewska"), romanise_latin("Çelik"), romanise_latin("Jörg Groß")
    (('lukaszewska',), ('celik',), ('jorg gross', 'joerg gross'))
    """
    small = name.replace("İ", "I").lower()
    plain = "".join(map(_plain, small))
    if not _UMLAUTS.search(small):
        return (plain,)
    return plain, "".join(_TWO_LETTERS.get(letter) or _plain(letter) for letter in small)


@lru_cache(maxsize=1 << 12)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFD", letter)
    return "".join(_LETTERS.get(each, each) for each in base if not unicodedata.combining(each))
