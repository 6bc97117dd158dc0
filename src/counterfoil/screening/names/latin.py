"""Latin letters of any language as a to z."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that are no letter with a mark on it.
_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "ng",
    "ŧ": "t", "ſ": "s", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ə": "a", "ɛ": "e", "ɣ": "gh", "ɩ": "i", "ɔ": "o", "ƙ": "k", "ǝ": "e",
    "ʒ": "zh", "ʃ": "sh", "ŀ": "l", "ĳ": "ij", "ɨ": "i", "ʉ": "u", "ƴ": "y", "ɖ": "d", "ʋ": "v",
}  # fmt: skip


_TWO_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Letters that German and the Nordic languages also write as two, and documents must (ICAO Doc 9303-3, section 6)."""
_UMLAUTS: Final = re.compile("[äöüøå]")


@lru_cache(maxsize=1 << 12)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFD", letter)
    return "".join(_LETTERS.get(each, each) for each in base if not unicodedata.combining(each))


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
