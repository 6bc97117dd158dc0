"""Chinese names in the spelling of Wade and Giles, as Taiwan and older lists use it, in pinyin.

The apostrophe that tells ``ch'`` from ``ch`` is mostly lost, so that a syllable may stand for two; surnames are read
as the common one. A name is in this spelling when all of it could be and something in it is seen nowhere else.
"""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.tables import pairs

_SURNAMES: Final = pairs("wade_giles_surnames")
_INITIALS_HERE: Final = "ch hs ts tz ss sh k p t j f h l m n s w y"
_INITIALS_IN_PINYIN: Final = "zh x z z s sh g b d r f h l m n s w y"
_FINALS_HERE: Final = (
    "erh ieh ueh ien iung ung uei eh en ih iang iao ing uang uai uan ang eng ai an ao ei ia in iu ou ua ui un uo "
    "a e i o u"
)
_FINALS_IN_PINYIN: Final = (
    "er ie ue ian iong ong ui e en i iang iao ing uang uai uan ang eng ai an ao ei ia in iu ou ua ui un uo a e i o u"
)
_INITIALS: Final = dict(zip(_INITIALS_HERE.split(), _INITIALS_IN_PINYIN.split(), strict=True))
_FINALS: Final = dict(zip(_FINALS_HERE.split(), _FINALS_IN_PINYIN.split(), strict=True))
_WHOLE: Final = {"an": "an", "ai": "ai", "ang": "ang", "ao": "ao", "en": "en", "erh": "er", "ou": "ou"}
"""Syllables that begin with their final."""


def _either(texts: dict[str, str]) -> str:
    return "|".join(sorted(texts, key=len, reverse=True))


_SYLLABLE: Final = re.compile(f"({_either(_INITIALS)})({_either(_FINALS)})|(?:{_either(_WHOLE)})")
_WORD: Final = re.compile(f"(?:(?:{_either(_INITIALS)})(?:{_either(_FINALS)})|{_either(_WHOLE)}){{1,2}}")
_SEEN_NOWHERE_ELSE: Final = re.compile(
    r"hs[iu]|ts[eaou]|tz|ssu|[cs]hih|jih|[iu]eh|\byeh|[hlmnpst]ien|chien|erh|iung|jung"
)
_VELAR: Final = frozenset({"g", "h"})
_ALONE: Final = {
    "yen": "yan",
    "yung": "yong",
    "yeh": "ye",
    "i": "yi",
    "yu": "yu",
    "jih": "ri",
    "tzu": "zi",
    "ssu": "si",
}


def in_pinyin(words: list[str]) -> list[str] | None:
    """Return the words of a name in pinyin, or nothing when they are in no spelling of Wade and Giles.

    >>> in_pinyin(["hsueh", "kang", "wei"]), in_pinyin(["robert", "hsu"])
    (['xue', 'kang', 'wei'], None)
    """
    if not any(is_telling(word) for word in words) or not all(map(_WORD.fullmatch, words)):
        return None
    return [_word(word) for word in words]


@lru_cache(maxsize=1 << 14)
def is_telling(word: str) -> bool:
    """Whether a word has what no other spelling of Chinese has, and could be in this one."""
    return bool(_SEEN_NOWHERE_ELSE.search(word)) and bool(_WORD.fullmatch(word))


def _word(word: str) -> str:
    return _SURNAMES.get(word) or _SYLLABLE.sub(_pinyin, word)


def _pinyin(found: re.Match[str]) -> str:
    whole = _ALONE.get(found.group()) or _WHOLE.get(found.group())
    if whole:
        return whole
    initial, final = _INITIALS[found[1]], _FINALS[found[2]]
    if initial == "zh" and final[0] == "i" and found[2] != "ih":
        initial = "j"
    if initial in _VELAR and final == "o":
        final = "e"
    if found[1] in {"tz", "ss"} and final == "u":
        final = "i"
    return initial + final
