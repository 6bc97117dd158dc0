"""Scripts, as far as names are read by them."""

import unicodedata
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """A script, or several that names mix."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    GREEK = "Greek"
    ARABIC = "Arabic"
    HAN = "Han"
    KANA = "Kana"
    HANGUL = "Hangul"
    OTHER = "Other"


_BY_NAME = {
    "LATIN": Script.LATIN,
    "CYRILLIC": Script.CYRILLIC,
    "GREEK": Script.GREEK,
    "ARABIC": Script.ARABIC,
    "CJK": Script.HAN,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "KATAKANA-HIRAGANA": Script.KANA,
    "HANGUL": Script.HANGUL,
}


@lru_cache(maxsize=1 << 14)
def script_of(letter: str) -> Script:
    """Return the script of a letter."""
    if letter.isascii():
        return Script.LATIN
    return _BY_NAME.get(unicodedata.name(letter, "").partition(" ")[0], Script.OTHER)
