"""The scripts of India as a to z: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada and Malayalam.

Unicode lays the nine out alike, so that one table serves them all. A consonant has an *a* of its own unless a sign
takes it away; the north does not speak it at the end of a word, nor between a consonant after a vowel and one before a
vowel.
"""

from functools import lru_cache
from typing import Final

_BLOCK: Final = 0x80
_FIRST_SOUTHERN: Final = 0x0B80
_VOWELS: Final = "a a i i u u ri li e e e ai o o o au"
_VOWEL_SIGNS: Final = "a i i u u ri ri e e e ai o o o au"
_FROM_K_TO_H: Final = "k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h"
_WITH_A_DOT: Final = "q kh gh z r rh f y"
_LETTERS: Final = dict(zip(range(0x05, 0x15), _VOWELS.split(), strict=True))
_SIGNS: Final = dict(zip(range(0x3E, 0x4D), _VOWEL_SIGNS.split(), strict=True))
_CONSONANTS: Final = dict(zip(range(0x15, 0x3A), _FROM_K_TO_H.split(), strict=True))
_DOTTED_LETTERS: Final = dict(zip(range(0x58, 0x60), _WITH_A_DOT.split(), strict=True))
_DOTTED: Final = {"k": "q", "g": "gh", "j": "z", "d": "r", "dh": "rh", "ph": "f", "s": "sh"}
_NASALS: Final = {0x01: "n", 0x02: "n", 0x03: "h", 0x70: "n"}
_NO_VOWEL, _DOT = 0x4D, 0x3C
_INHERENT: Final = "A"
_ONE_CONSONANT: Final = 2
"""How far apart two vowels are that have one consonant between them."""


def romanise_indic(name: str) -> tuple[str, ...]:
    """Return a name in an Indian script in small Latin letters.

    >>> romanise_indic("रतन मल्होत्रा"), romanise_indic("अशोक")
    (('ratan malhotra',), ('ashok',))
    """
    return (" ".join(map(_word, name.split())),)


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> str:
    sounds: list[str] = []
    for letter in word:
        code = ord(letter)
        place = code % _BLOCK
        if place in _CONSONANTS or place in _DOTTED_LETTERS:
            sounds += [_CONSONANTS.get(place) or _DOTTED_LETTERS[place], _INHERENT]
        elif place in _LETTERS:
            sounds.append(_LETTERS[place])
        elif place in _SIGNS and sounds:
            sounds[-1:] = [_SIGNS[place]] if sounds[-1] == _INHERENT else [sounds[-1], _SIGNS[place]]
        elif place == _NO_VOWEL and sounds and sounds[-1] == _INHERENT:
            sounds.pop()
        elif place == _DOT and len(sounds) > 1:
            sounds[-2] = _DOTTED.get(sounds[-2], sounds[-2])
        elif place in _NASALS:
            sounds.append(_NASALS[place])
        elif code - place == 0x0A00 and place == 0x71:  # noqa: PLR2004 - Gurmukhi's addak doubles what follows
            continue
    if word and ord(word[0]) < _FIRST_SOUTHERN:
        _silence(sounds)
    return "".join(sounds).lower()


def _silence(sounds: list[str]) -> None:
    """Take away the vowels of their own that consonants of northern languages lose."""
    vowels = [at for at, sound in enumerate(sounds) if sound[0] in "aeiouA"]
    if len(vowels) > 1 and sounds[-1] == _INHERENT and vowels[-1] - vowels[-2] == _ONE_CONSONANT:
        sounds.pop()
        vowels.pop()
    for before, at, after in zip(vowels, vowels[1:], vowels[2:], strict=False):
        between_single_consonants = at - before == after - at == _ONE_CONSONANT
        if sounds[at] == _INHERENT and between_single_consonants and sounds[after] != _INHERENT:
            sounds[at] = ""
            return
