"""Chinese characters as a to z: pinyin, with the readings that surnames have, and Japanese where a name shows it.

Characters alone do not tell Chinese from Japanese. A known Japanese surname, or kana beside them, makes a name
Japanese; without kana it is read as a Chinese one too. Where no space parts a surname from what follows, the surname
is known or is one character.
"""

from typing import Final

from anyascii import anyascii

from counterfoil.screening.names.tables import pairs

_CHINESE_SURNAMES: Final = pairs("chinese_surnames")
_JAPANESE_SURNAMES: Final = pairs("japanese_surnames")
_JAPANESE_GIVEN_NAMES: Final = pairs("japanese_given_names")
_GIVEN_NAME_LONGEST: Final = 3

_PINYIN: Final = {"拓": "tuo", "吕": "lyu", "呂": "lyu", "女": "nyu"}
"""Where the library's reading is not the one that names have."""


def romanise_han(name: str) -> tuple[str, ...]:
    """Return a name in Chinese characters, kana among them or not, in small Latin letters, likeliest reading first.

    >>> romanise_han("金铁三"), romanise_han("欧阳 修"), romanise_han("山口 さゆり")
    (('jin tiesan',), ('ouyang xiu',), ('yamaguchi sayuri',))
    """
    words = name.split()
    has_kana = any(_is_kana(letter) for letter in name)
    if len(words) == 1 and len(name) > 1 and not has_kana:
        words = _parted(name)
    japanese = has_kana or any(word in _JAPANESE_SURNAMES for word in words)
    chinese = " ".join(
        _pinyin(word, is_surname=len(words) > 1 and at in {0, len(words) - 1}) for at, word in enumerate(words)
    )
    if not japanese:
        return (chinese,)
    read = " ".join(_japanese(word) for word in words)
    return (read,) if has_kana else tuple(dict.fromkeys((read, chinese)))


def _parted(name: str) -> list[str]:
    """Part the surname, at the beginning, from the given name."""
    for length in range(min(_GIVEN_NAME_LONGEST, len(name) - 1), 1, -1):
        if name[:length] in _CHINESE_SURNAMES or name[:length] in _JAPANESE_SURNAMES:
            return [name[:length], name[length:]]
    return [name[:1], name[1:]] if len(name) <= 1 + _GIVEN_NAME_LONGEST - 1 else [name]


def _pinyin(word: str, *, is_surname: bool) -> str:
    if is_surname and word in _CHINESE_SURNAMES:
        return _CHINESE_SURNAMES[word]
    return "".join(_PINYIN.get(letter) or anyascii(letter).lower() for letter in word)


def _is_kana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u30ff"


def _japanese(word: str) -> str:
    known = _JAPANESE_SURNAMES.get(word) or _JAPANESE_GIVEN_NAMES.get(word)
    return known or "".join(_JAPANESE_GIVEN_NAMES.get(letter) or anyascii(letter).lower() for letter in word)
