"""Latin letters of any language as a to z."""

import unicodedata
from functools import lru_cache
from typing import Final

# Letters that are no letter with a mark on it.
_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "ng",
    "ŧ": "t", "ſ": "s", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ə": "a", "ɛ": "e", "ɣ": "gh", "ɩ": "i", "ɔ": "o", "ƙ": "k", "ǝ": "e",
    "ʒ": "zh", "ʃ": "sh", "ŀ": "l", "ĳ": "ij", "ɨ": "i", "ʉ": "u", "ƴ": "y", "ɖ": "d", "ʋ": "v",
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFD", letter)
    return "".join(_LETTERS.get(each, each) for each in base if not unicodedata.combining(each))


def romanise_latin(word: str) -> str:
    """Return a word of Latin letters in small plain ones.

    >>> romanise_latin("Łukaszewska"), romanise_latin("Çelik"), romanise_latin("Straße")
    ('lukaszewska', 'celik', 'strasse')
    """
    return "".join(map(_plain, word.replace("İ", "I").lower()))
