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
    HAN = "Han"  # and kana, which Japanese names mix with it
    HANGUL = "Hangul"
    INDIC = "Indic"
    HEBREW = "Hebrew"
    THAI = "Thai"
    OTHER = "Other"


_BY_NAME = {
    "LATIN": Script.LATIN,
    "CYRILLIC": Script.CYRILLIC,
    "GREEK": Script.GREEK,
    "ARABIC": Script.ARABIC,
    "CJK": Script.HAN,
    "IDEOGRAPHIC": Script.HAN,
    "HIRAGANA": Script.HAN,
    "KATAKANA": Script.HAN,
    "KATAKANA-HIRAGANA": Script.HAN,
    "HANGUL": Script.HANGUL,
    "HEBREW": Script.HEBREW,
    "THAI": Script.THAI,
} | dict.fromkeys(
    ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"), Script.INDIC
)


@lru_cache(maxsize=1 << 14)
def script_of(letter: str) -> Script:
    """Return the script of a letter."""
    if letter.isascii():
        return Script.LATIN
    return _BY_NAME.get(unicodedata.name(letter, "").partition(" ")[0], Script.OTHER)
