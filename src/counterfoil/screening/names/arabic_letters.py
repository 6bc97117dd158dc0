"""Words in Arabic script letter by letter: without vowels, and with them."""

import re
from typing import Final

from counterfoil.screening.names.vowels import Sounds, vocalised

ALIKE: Final = str.maketrans(
    dict.fromkeys("يىېۍئےۓ", "ی")
    | dict.fromkeys("كڪ", "ک")
    | dict.fromkeys("أإٱٲ", "ا")
    | dict.fromkeys("ؤۋۆ", "و")
    | dict.fromkeys("ةۀہھەۃ", "ه")
    | dict.fromkeys("ء\u0640\u0654\u0655")
)
"""Letters that spellings of one name interchange, as one."""

_LETTERS: Final = "بپتټٹثجچڅځحخدډڈذرړڑزژږسشښصضطظغفڤڢقڨکگګڭلمنںڼهوی"
_SOUNDS: Final = (
    "b p t t t th j ch ts dz h kh d d d dh r r r z zh zh s sh sh s d t z gh f v f q g k g g ng l m n n n h w y"
)
_CONSONANTS: Final = dict(zip(_LETTERS, _SOUNDS.split(), strict=True))
_PERSIAN_CONSONANTS: Final = _CONSONANTS | {"ذ": "z", "ض": "z", "ث": "s", "و": "v"}

_ALEF, _AIN, _HA, _WAW, _YA = "اآ", "ع", "ه", "و", "ی"
_FOURFOLD: Final = 4

_SHADDA: Final = "\u0651"
_VOWELS: Final = {
    "\u064e": "a",
    "\u064f": "u",
    "\u0650": "i",
    "\u064b": "an",
    "\u064c": "un",
    "\u064d": "in",
    "\u0670": "a",
}
_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u0655\u0670\u06d6-\u06ed]")
_SHORT_VOWELS: Final = re.compile("[\u064e-\u0650]")
_LETTERS_TO_A_VOWEL: Final = 4
"""A word is taken to be vowelled where at most this many letters come to a vowel mark."""


def without_marks(word: str) -> str:
    """Return a word without its vowel marks, letters that are interchanged as one."""
    return _MARKS.sub("", word).translate(ALIKE)


def is_vowelled(word: str) -> bool:
    """Whether the vowels of a word are written, not just one to tell it from another."""
    marks = len(_SHORT_VOWELS.findall(word))
    return marks > 0 and marks * _LETTERS_TO_A_VOWEL >= len(_MARKS.sub("", word))


def spelled(word: str, *, is_persian: bool) -> str:
    """Romanise a word without vowels, as `without_marks` returned it.

    >>> spelled("سرحان", is_persian=False), spelled("مزبان", is_persian=False)
    ('sarhan', 'mazban')
    """
    return vocalised(_sounds(word, _PERSIAN_CONSONANTS if is_persian else _CONSONANTS))


def vowelled(word: str) -> str:
    """Romanise a word whose vowels are written; alef, waw and ya are silent where they only lengthen one.

    Text that was made from Latin letters has nothing but vowel marks for vowels, even at the beginning.

    >>> vowelled("مُحَمَّد"), vowelled("\u064eلِ")
    ('muhammad', 'ali')
    """
    written: list[str] = []
    for at, letter in enumerate(word):
        has_vowel = word[at + 1 : at + 2] in {*_VOWELS, _SHADDA}
        before = written[-1] if written else ""
        if letter in _VOWELS:
            written.append(_VOWELS[letter])
        elif letter == _SHADDA:  # it doubles the consonant, on whichever side of the vowel mark it stands
            doubled = written[-2:-1] if word[at - 1] in _VOWELS else written[-1:]
            written[-1:] = [*doubled, before]
        elif letter in "اىأإآ":
            written.append("" if has_vowel or before in _VOWELS.values() else "a")
        elif not (letter in "ويی" and not has_vowel and before in {"u", "i"}):
            written.append(_CONSONANTS.get(letter.translate(ALIKE), ""))
    return "".join(written)


def _sounds(word: str, consonants: dict[str, str]) -> Sounds:
    """Return the sounds of a word: waw and ya are vowels between consonants, ain is heard as one after them."""
    sounds: Sounds = []
    for at, letter in enumerate(word):
        before = sounds[-1] if sounds else ("", False)
        if letter in _ALEF:
            if not before[0].startswith("a") or not before[1]:
                sounds.append(("a", True))
        elif letter == _AIN:
            if not before[1]:
                sounds.append(("a", True))
        elif letter in _WAW + _YA and _is_long(word, at, after_vowel=before[1]):
            sounds.append((_long(word, at), True))
        elif letter == _HA and at == len(word) - 1 and at > 1 and not before[1]:
            sounds.append(("a", True))
        elif letter in consonants:
            sounds.append((consonants[letter], False))
    return sounds


def _is_long(word: str, at: int, *, after_vowel: bool) -> bool:
    """Whether a waw or ya is a vowel: neither at the beginning nor beside another one, unless that is an ain."""
    beside_vowel = (after_vowel and word[at - 1] != _AIN) or word[at + 1 : at + 2] in {*_ALEF, _WAW, _YA}
    return at > 0 and not beside_vowel


def _long(word: str, at: int) -> str:
    """Return the vowel that a waw or ya is: a diphthong in words of four letters such as Jawhar, Faysal and Uways."""
    if len(word) == _FOURFOLD:
        if at == 1 and not set(word[2:]) & {*_ALEF, _AIN, _WAW, _YA}:
            return "aw" if word[at] == _WAW else "ay"
        if at == _FOURFOLD - 2 and word[at] == _YA and word[1] == _WAW:
            return "ay"
    return "u" if word[at] == _WAW else "i"
