"""Arabic script as a to z: Arabic, Persian, Pashto and Urdu names.

Short vowels are mostly not written. A lexicon knows the common names; any other word goes letter by letter, and the shapes
that Arabic words have say where vowels are. Where vowels are written they are followed. The letters dhal, dad and za sound like
d in Arabic and like z in Persian and Urdu, so that a word with one of them has two readings.
"""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.arabic_words import ALIKE, LEXICON, PERSIAN_LEXICON
from counterfoil.screening.names.vowels import Sounds, vocalised

_CONSONANTS: Final = {
    "ب": "b", "پ": "p", "ت": "t", "ټ": "t", "ٹ": "t", "ث": "th", "ج": "j", "چ": "ch", "څ": "ts", "ځ": "dz", "ح": "h", "خ": "kh",
    "د": "d", "ډ": "d", "ڈ": "d", "ذ": "dh", "ر": "r", "ړ": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "ږ": "zh", "س": "s", "ش": "sh",
    "ښ": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ڤ": "v", "ڢ": "f", "ق": "q", "ڨ": "g", "ک": "k", "گ": "g",
    "ګ": "g", "ڭ": "ng", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ڼ": "n", "ه": "h", "و": "w", "ی": "y",
}  # fmt: skip
_PERSIAN_CONSONANTS: Final = _CONSONANTS | {"ذ": "z", "ض": "z", "ث": "s", "و": "v"}
_PERSIAN_LETTERS: Final = re.compile("[پچژگکګیہھےٹڈڑںټډړږښځڅڼې]")
_ARABIC_LETTERS: Final = re.compile("[كيىةأإؤئ]")
_TWO_READINGS: Final = re.compile("[ذض]")

_FATHA, _DAMMA, _KASRA, _SHADDA, _SUKUN = "َ", "ُ", "ِ", "ّ", "ْ"
_VOWELS: Final = {_FATHA: "a", _DAMMA: "u", _KASRA: "i", "ً": "an", "ٌ": "un", "ٍ": "in", "ٰ": "a"}
_MARKS: Final = re.compile("[\u064b-\u0655\u0670\u06d6-\u06ed\u0610-\u061a]")
_VOWELLED: Final = re.compile(f"[{_FATHA}{_DAMMA}{_KASRA}]")
_VOWELLED_SHARE: Final = 4
"""A word is taken to be vowelled where at most this many letters come to a vowel mark."""

_ARTICLE: Final = "ال"
_SHORTEST_AFTER_ARTICLE: Final = 2
_SUFFIXES: Final = (("الدین", "al din"), ("الله", "allah"), ("اللّه", "allah"), ("اله", "allah"), ("زاده", "zada"), ("زی", "zai"))
_SHORTEST_BEFORE_SUFFIX: Final = 2
_FOURFOLD: Final = 4
_SHORTEST_KNOWN: Final = 3
"""Fewest letters of each of two known words that are written as one."""


def romanise_arabic(name: str) -> tuple[str, ...]:
    """Return a name in Arabic script in small Latin letters, likeliest reading first.

    Articles and the parts of compounds come out as words of their own.

    >>> romanise_arabic("عبد الحليم زيدان")
    ('abd al halim zaydan',)
    >>> romanise_arabic("َبدُل وَلِ سِددِقِ")
    ('abdul wali siddiqi',)
    """
    persian = bool(_PERSIAN_LETTERS.search(name)) and not _ARABIC_LETTERS.search(name)
    words = name.split()
    first = " ".join(_word(word, persian) for word in words)
    if not _TWO_READINGS.search(name):
        return (first,)
    second = " ".join(_word(word, not persian) for word in words)
    return (first, second) if second != first else (first,)


@lru_cache(maxsize=1 << 15)
def _word(word: str, persian: bool) -> str:
    marks = len(_VOWELLED.findall(word))
    if marks and marks * _VOWELLED_SHARE >= len(_MARKS.sub("", word)):
        return _vowelled(word)
    bare = _MARKS.sub("", word).translate(ALIKE)
    return _bare(bare, persian)


def _bare(word: str, persian: bool) -> str:
    """Romanise a word without vowel marks: known, or after its article, or a compound of two, or letter by letter."""
    known = (PERSIAN_LEXICON.get(word) if persian else None) or LEXICON.get(word)
    if known:
        return known
    if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _SHORTEST_AFTER_ARTICLE:
        return "al " + _bare(word.removeprefix(_ARTICLE), persian)
    if word.startswith("عبدال"):
        return "abd al " + _bare(word.removeprefix("عبدال"), persian)
    if word.startswith("ابو") and len(word) > len("ابو") + 1:
        return "abu " + _bare(word.removeprefix("ابو"), persian)
    for length in range(len(word) - _SHORTEST_KNOWN, _SHORTEST_KNOWN - 1, -1):
        if word[:length] in LEXICON and word[length:] in LEXICON:
            return f"{LEXICON[word[:length]]} {LEXICON[word[length:]]}"
    for suffix, romanised in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + _SHORTEST_BEFORE_SUFFIX:
            return f"{_bare(word.removesuffix(suffix), persian)} {romanised}" if " " in romanised or romanised == "allah" else (
                _bare(word.removesuffix(suffix), persian) + romanised
            )
    return vocalised(_sounds(word, _PERSIAN_CONSONANTS if persian else _CONSONANTS))


def _sounds(word: str, consonants: dict[str, str]) -> Sounds:
    """Return the sounds of a word. Waw and ya are vowels between consonants; ain is heard where it begins a syllable."""
    sounds: Sounds = []
    last = len(word) - 1
    for at, letter in enumerate(word):
        after_vowel = bool(sounds) and sounds[-1][1]
        follows = word[at + 1 : at + 2]
        if letter in "اآ" or (letter == "ع" and not after_vowel):
            if not after_vowel or not sounds[-1][0].startswith("a"):
                sounds.append(("a", True))
        elif letter == "ع":
            continue
        elif letter in "وی" and at > 0 and (not after_vowel or word[at - 1] == "ع") and (not follows or follows not in "اآوی"):
            sounds += _long(letter, word, at)
        elif letter == "ه" and at == last and at > 1 and not after_vowel:
            sounds.append(("a", True))
        elif letter in consonants:
            sounds.append((consonants[letter], False))
    return sounds


def _long(letter: str, word: str, at: int) -> Sounds:
    """Return the sound of a waw or ya that is a vowel: a diphthong as second of four letters (Jawhar, Faysal, Uways)."""
    is_fourfold = at == 1 and len(word) == _FOURFOLD and not set(word[2:]) & set("اآوعی")
    if is_fourfold:
        return [("aw" if letter == "و" else "ay", True)]
    if letter == "ی" and at == _FOURFOLD - 2 and word[1] == "و" and len(word) == _FOURFOLD:
        return [("ay", True)]
    return [("u" if letter == "و" else "i", True)]


def _vowelled(word: str) -> str:
    """Romanise a word whose vowels are written: every mark a vowel, alef, waw and ya silent where they lengthen one."""
    written: list[str] = []
    last = ""
    for at, letter in enumerate(word):
        follows = word[at + 1 : at + 2]
        if letter in _VOWELS:
            written.append(_VOWELS[letter])
        elif letter == _SHADDA:
            written.append(last)
        elif letter in "اىأإآ":
            if not written or (letter not in "اى" and follows not in _VOWELS):
                written.append("" if follows in _VOWELS else "a")
            elif written[-1] not in {"a", "i", "u"} and follows not in _VOWELS:
                written.append("a")
        elif letter in "ويی" and follows not in _VOWELS and follows != _SHADDA and written[-1:] in (["u"], ["i"]):
            written.append("")
        else:
            last = _CONSONANTS.get(letter.translate(ALIKE), "")
            written.append(last)
    return "".join(written)
